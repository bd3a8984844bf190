/** Layer 3, for the whole process: strings can't become code, and no object's prototype can be swapped by name. */
export const realmFlags = ["--disallow-code-generation-from-strings", "--disable-proto=delete", "--no-warnings"];
