/** A kind of file that holds a table. A plugin brings one; which sandbox reads it, and how, is not its matter unless it says so. */
export interface DatasetFormat {
  /** "csv": what a dataset's `format` says. */
  readonly id: string;
  readonly title: string;
  /** In lower case, with the point. */
  readonly extensions: readonly string[];
  /**
   * Python, run in the sandbox before any guest's code: a module whose `read(data)` takes the file's bytes and returns a pandas
   * DataFrame, or raises with a sentence that says what is wrong. Null: every sandbox reads this format by itself.
   */
  readonly read: string | null;
}
