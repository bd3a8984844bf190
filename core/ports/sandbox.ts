import type { TellPhase } from "./phase.ts";
import type { ScopePolicy, ScopeVerdict } from "./scope-validator.ts";

/**
 * Where guest code runs. One `run` is one fresh interpreter: nothing of an earlier run is visible to it.
 * `run` never rejects for anything the guest does; it rejects only for misuse by the host.
 */
export interface Sandbox {
  /** Begins warming up and returns when the first interpreter is ready, or throws a `StrategicError` that says what to do. */
  start(): Promise<void>;
  run(job: SandboxJob, options: { readonly signal: AbortSignal; readonly onPhase?: TellPhase }): Promise<SandboxOutcome>;
  /** The first is where code goes that needs no other. A sandbox that doesn't tell has "standard" alone. */
  environments?(): readonly SandboxEnvironment[];
  stats(): SandboxStats;
  close(): Promise<void>;
}

/** What guest code finds installed. */
export interface SandboxEnvironment {
  readonly name: string;
  /** Import roots that the first environment lacks and this one has. */
  readonly roots: readonly string[];
  /** Null: runs can use it. Else what is to be done first, by whoever runs the server: one sentence. */
  readonly missing: string | null;
}

/** Python that plugins bring for guest code to import. */
export interface GuestModule {
  /** As code imports it: "acme_metrics", "strategic.roi". One with others below it is a package. */
  readonly name: string;
  /** Its text. It is the operator's code, as all of a plugin is, and runs with a library's rights. */
  readonly source: string;
  /**
   * Whether a sandbox that keeps an interpreter ready has it imported there: it then costs nothing in a run, and a change of its text
   * costs a new interpreter image. Otherwise it is sent with each job, and compiled by those that import it.
   */
  readonly prepared?: boolean;
}

/** One run, as a value: all that a sandbox on another machine would have to be sent. */
export interface SandboxJob {
  readonly id: string;
  /** Whose queue share this job takes; jobs of one client never starve another's. */
  readonly client: string;
  /** The name of one that this sandbox has. A guess: a sandbox that finds other imports in the code runs it where those are. */
  readonly environment: string;
  readonly code: string;
  /** What the code may name: handed to the judge that the sandbox was made with, before it runs. */
  readonly policy: ScopePolicy;
  readonly persona: string;
  readonly role: string;
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
  /** Of what is inside, when it is packed. */
  readonly format: string;
  readonly packing?: "gzip" | "zip" | null | undefined;
  /** Of a workbook. Null: the first that shows and holds something. */
  readonly sheet?: string | null | undefined;
  /** Python of the plugin that brought the format: a module whose `read(data: bytes)` returns a DataFrame. */
  readonly reader?: string | null | undefined;
  /** Several equal files as one table; their bytes follow each other. */
  readonly files?: readonly { readonly name: string; readonly bytes: number }[] | undefined;
  /** Of the bytes: a sandbox may keep the table that comes of them. */
  readonly sha256?: string | undefined;
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
  /** Read back from this figure of the run, counted from 1. */
  readonly figure?: number | undefined;
}

/** A picture that a library of the guest's drew. */
export interface GuestFigure {
  readonly title: string;
  readonly png: Uint8Array;
}

export interface GuestDataset {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** What the reader assumed: encoding, delimiter, decimal sign, dates. */
  readonly assumed: Json;
  /** What somebody should know who adds up, sorts or joins its columns. */
  readonly notes?: readonly DatasetNote[] | undefined;
  /** Its columns, as many as are told. */
  readonly fields?: readonly { readonly name: string; readonly type: string }[] | undefined;
}

export interface DatasetNote {
  /** Null: the table as a whole. */
  readonly column: string | null;
  readonly kind: string;
  readonly message: string;
  /** One line of Python, in which the table is called `table`, or null. */
  readonly fix: string | null;
}

export interface SandboxUsage {
  /** Guest code alone, in milliseconds. */
  readonly wallMs: number;
  readonly queueMs: number;
  /** Highest break of linear memory during this run, in MiB. */
  readonly peakMemoryMb: number;
}

/** Where the time went, in milliseconds by the host's clock. The rewind comes after the answer, and is in none. */
export interface SandboxTimings {
  readonly queueMs: number;
  readonly scopeMs: number;
  readonly executeMs: number;
}

/** How a run ended, and what is told of one that ended so. `reason`: one sentence without host paths. */
export type SandboxEnding =
  | { readonly status: "ok"; readonly result: Json }
  | { readonly status: "guest-error"; readonly error: GuestError }
  | { readonly status: "limit"; readonly limit: LimitKind; readonly reason: string; readonly error: GuestError | null }
  | { readonly status: "busy"; readonly reason: string; readonly retryAfterMs: number }
  | { readonly status: "rejected" | "aborted" | "crashed" | "unsafe"; readonly reason: string };

export type SandboxStatus = SandboxEnding["status"];

/** What is told of every run, however it ended. */
export interface SandboxAccount {
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: readonly ("stdout" | "stderr" | "warnings")[];
  readonly charts: readonly GuestChart[];
  /** Where the environment has a library that draws. */
  readonly figures?: readonly GuestFigure[] | undefined;
  readonly datasets: readonly GuestDataset[];
  readonly usage: SandboxUsage;
  readonly timings: SandboxTimings;
  readonly seed: number | null;
  /** Where it ran, or would have. */
  readonly environment?: string | undefined;
  /** Null: it ended before it was judged. */
  readonly scope: ScopeVerdict | null;
  /** That held when it was judged. */
  readonly layers: readonly string[];
  /** What the code did that no analysis does; its interpreter was replaced. Empty for all ordinary runs. */
  readonly tripwires: readonly string[];
}

export type SandboxOutcome = SandboxAccount & SandboxEnding;

export interface SandboxStats {
  readonly ready: boolean;
  readonly reason: string | null;
  readonly layers: readonly { readonly name: string; readonly active: boolean }[];
  /** `tripwires`: runs since the start whose interpreter was replaced for what they did. */
  readonly pool: { readonly workers: number; readonly ready: number; readonly queued: number; readonly tripwires: number };
  /** Interpreters with a job. */
  readonly busy?: number;
  readonly image: "ready" | "building" | "stock" | "none";
  /** Interpreters that stand, by environment. */
  readonly environments?: readonly { readonly name: string; readonly available: boolean; readonly ready: number }[];
  readonly versions: Readonly<Record<string, string>>;
}
