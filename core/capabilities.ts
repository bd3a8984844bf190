/** What kind of work an analysis is. Decides what is imported for the code, what a summary leads with, what is drawn first. */
export interface Capability {
  readonly id: string;
  readonly title: string;
  /** Python added to the persona's imports: what code then has under its own name. It may name what the scope allows. */
  readonly preamble: string;
  /** Functions the tool description names. */
  readonly functions: readonly string[];
  /** The template that "auto" draws first: where the data has its fields. */
  readonly chart: string;
  /** How the summary of a finished run begins. */
  readonly summary: string;
}
