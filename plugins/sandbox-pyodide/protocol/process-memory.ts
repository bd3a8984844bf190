const GIB = 1_073_741_824;

/**
 * What a whole jail may hold: for each worker the interpreter's 512 MB, a stack as deep as CPython asks for and room for the
 * files in memory; the rest for code and for the main thread. In bytes.
 */
export const residentMax = (workers: number): number => (1 + workers) * GIB;

/**
 * Where the operating system refuses. V8 ends the whole process when a new thread can't have what it starts with, so this must
 * lie above what workers that are replaced in a row have reserved: with two of them 5 GB were seen, 1.7 of them in use.
 */
export const dataMax = (workers: number): number => 3 * residentMax(workers);
