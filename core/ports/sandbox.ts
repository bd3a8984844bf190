/**
 * Where guest code runs. One `run` is one fresh interpreter: nothing of an earlier run is visible to it.
 * `run` never rejects for anything the guest does; it rejects only for misuse by the host.
 */
export interface Sandbox {
  /** Called before `start`, with programs that gates will send to `inspect`. Only a hint. */
  prepare?(programs: readonly string[]): void;
  /** Begins warming up and returns when the first interpreter is ready, or throws a `StrategicError` that says what to do. */
  start(): Promise<void>;
  run(job: SandboxJob, options: SandboxRunOptions): Promise<SandboxOutcome>;
  stats(): SandboxStats;
  close(): Promise<void>;
}

export interface SandboxJob {
  readonly id: string;
  /** Whose queue share this job takes; jobs of one client never starve another's. */
  readonly client: string;
  readonly code: string;
  readonly persona: string;
  readonly role: string;
  readonly capability: string;
  /** Python that runs before the guest's code, in the same namespace: the persona's imports. */
  readonly preamble: string;
  /** JSON text, so that numbers keep the digits they were written with. */
  readonly contextJson: string;
  readonly datasets: readonly SandboxDataset[];
  readonly limits: SandboxLimits;
  readonly seed: number | null;
}

export interface SandboxDataset {
  readonly name: string;
  readonly format: string;
  /**
   * Or how to get them, asked for when the job's turn has come: a thousand jobs may wait, and their tables must not wait in
   * memory. When it rejects, so does `run`, with the same error.
   */
  readonly bytes: Uint8Array | (() => Promise<Uint8Array>);
}

export interface SandboxLimits {
  readonly wallSeconds: number;
  readonly memoryMb: number;
}

/** Runs a host-owned program in the interpreter that will run the guest's code, before that code. Returns JSON text. */
export type Inspect = (program: string, input: string) => Promise<string>;

/** Decides, once an interpreter is ready, whether the guest's code may run in it. */
export type Gate = (inspect: Inspect) => Promise<GateVerdict>;

export type GateVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false /** Not refused for what it is: nothing may run at all. */; readonly unsafe?: string };

export interface SandboxRunOptions {
  readonly signal: AbortSignal;
  readonly gate: Gate;
}

export type LimitKind = "wall" | "memory" | "result" | "charts" | "code" | "context";

/** A JSON value, as parsed from the guest's answer. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface GuestError {
  readonly type: string;
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly source: string | null;
  readonly hint: string | null;
}

/** `strategic.chart(template, data, title=…)`, as the guest called it. */
export interface GuestChart {
  readonly template: string;
  readonly data: Json;
  readonly options: { readonly [key: string]: Json };
}

export interface GuestDataset {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** What the reader assumed: encoding, delimiter, decimal sign, dates. */
  readonly assumed: Json;
}

export interface SandboxUsage {
  /** Guest code alone, in milliseconds. */
  readonly wallMs: number;
  readonly queueMs: number;
  /** Highest break of linear memory during this run, in MiB. */
  readonly peakMemoryMb: number;
}

export interface SandboxOutcome {
  readonly status: "ok" | "rejected" | "guest-error" | "limit" | "busy" | "aborted" | "crashed" | "unsafe";
  readonly result: Json;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: readonly ("stdout" | "stderr" | "warnings")[];
  readonly charts: readonly GuestChart[];
  readonly datasets: readonly GuestDataset[];
  readonly error: GuestError | null;
  readonly limit: LimitKind | null;
  readonly usage: SandboxUsage;
  readonly seed: number | null;
  /** Why, for every status but `ok`; one sentence without host paths. */
  readonly reason: string | null;
  readonly retryAfterMs: number | null;
  /** What the code did that no analysis does; its interpreter was replaced. Empty for all ordinary runs. */
  readonly tripwires: readonly string[];
}

export interface SandboxStats {
  readonly ready: boolean;
  readonly reason: string | null;
  readonly layers: readonly { readonly name: string; readonly active: boolean }[];
  /** `tripwires`: runs since the start whose interpreter was replaced for what they did. */
  readonly pool: { readonly workers: number; readonly ready: number; readonly queued: number; readonly tripwires: number };
  /** Interpreters with a job. */
  readonly busy?: number;
  readonly image: "ready" | "building" | "stock" | "none";
  readonly versions: Readonly<Record<string, string>>;
}
