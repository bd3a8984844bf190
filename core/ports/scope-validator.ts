/** Runs a host-owned program in the interpreter that will run the guest's code, before that code. Returns JSON text. */
export type Inspect = (program: string, input: string) => Promise<string>;

/** Decides whether code stays within strategic analysis. Judges syntax, never text. */
export interface ScopeValidator {
  /** Programs that `check` will send to `inspect`: a sandbox that compiles them ahead saves that time in every run. */
  readonly programs?: readonly string[];
  /** Every import root that code may name, where the validator has such a list: what a persona without one of its own is told. */
  readonly roots?: readonly string[];
  /** A program that `check` must refuse, tried before its first verdict. Without one the validator is taken at its word. */
  readonly canary?: string;
  check(code: string, policy: ScopePolicy, inspect: Inspect): Promise<ScopeVerdict>;
}

export interface ScopePolicy {
  /** The persona's import roots; they may only narrow the validator's own list. `null`: the whole list. */
  readonly imports: readonly string[] | null;
  /** Modules that plugins bring: importable beside the validator's own list, where they stand in the way of none of Python's. */
  readonly brought?: readonly string[];
  /** Import roots that are within the scope and not installed on this machine, each with what to do about it. */
  readonly missing?: Readonly<Record<string, string>>;
}

export interface ScopeViolation {
  readonly rule: string;
  /** From 1; columns in characters. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** What to do instead. */
  readonly hint: string;
}

export interface CodeSummary {
  readonly lines: number;
  /** Import roots that the code names, sorted. */
  readonly imports: readonly string[];
}

export type ScopeVerdict =
  | { readonly allowed: true; readonly summary: CodeSummary }
  | {
      readonly allowed: false;
      readonly violations: readonly ScopeViolation[] /** The validator itself does not hold. */;
      readonly unsafe?: string;
    };
