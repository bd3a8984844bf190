/** A test runner's `test` or `it`: contracts run under any of them. */
export type TestFunction = (name: string, body: () => Promise<void> | void) => void;
