/**
 * What crosses between server, jail and worker. From server to jail: trusted. From jail to server: from a hostile place, JSON
 * only, checked against the schemas in `answers.ts` before anyone reads it.
 */
/** More than a run can rightly answer: outputs, result and charts have limits of their own in Python. */
export const ANSWER_MAX = 32 * 1_048_576;

interface RunRequest {
  readonly code: string;
  readonly persona: string;
  readonly role: string;
  readonly preamble: string;
  /** Python that this run can import besides what the image has. */
  readonly modules: readonly { readonly name: string; readonly source: string }[];
  readonly contextJson: string;
  readonly seed: number | null;
  /** A number to compute known values from, before the code runs. */
  readonly canary: number;
  readonly outputBytes: number;
  readonly resultBytes: number;
}

/** Python text, or the place of one that the image was made with. */
type HostProgram = string | number;

export interface DatasetHead {
  readonly name: string;
  readonly format: string;
  readonly packing: "gzip" | "zip" | null;
  readonly sheet: string | null;
  /** Python of a plugin's that reads this format. */
  readonly reader: string | null;
  /** Names the table that comes of it: the jail keeps that. Null: of a small file, which is read again sooner. */
  readonly key: string | null;
  /** One, or those of a folder; none of a table that the jail has kept. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/** What Python is given of a dataset. */
export interface LoadedDataset {
  readonly name: string;
  readonly reader: string | null;
  readonly key: string | null;
  readonly parts: readonly { readonly name: string; readonly format: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

/** The first frame. */
export interface JailSetup {
  readonly image: string;
  /** At most: one stands after the start. */
  readonly workers: number;
  readonly canary: { readonly path: string; readonly port: number };
}

export type ToJail =
  | {
      readonly op: "run";
      readonly job: string;
      /** W3C `traceparent` of the request, for what the worker has to say about this job. */
      readonly trace: string | null;
      readonly request: RunRequest;
      readonly datasets: readonly DatasetHead[];
      readonly wallMs: number;
      readonly memoryMb: number;
    }
  | { readonly op: "inspect"; readonly job: string; readonly program: HostProgram; readonly input: string }
  | { readonly op: "go" | "stop" | "abort"; readonly job: string }
  /** How many are to stand from now on. */
  | { readonly op: "want"; readonly interpreters: number }
  /** Whether somebody waits for an answer of another process: practice would take the processors from it. */
  | { readonly op: "yield"; readonly yields: boolean }
  /** Tables that are kept no longer. */
  | { readonly op: "forget"; readonly keys: readonly string[] };

/** Why the jail ended a job that gave no answer. `tripped`: it called a function that was cut. */
export type EndReason = "wall" | "aborted" | "crashed" | "stopped" | "tripped" | "too-large" | "memory";

export type FromJail =
  | {
      readonly op: "probed";
      readonly layers: readonly Layer[];
    }
  | { readonly op: "pool"; readonly workers: number; readonly ready: number }
  | { readonly op: "fault"; readonly message: string }
  /** What interpreters start from is no longer what the image's file holds. */
  | { readonly op: "changed" }
  | { readonly op: "ready"; readonly job: string }
  | { readonly op: "inspected"; readonly job: string; readonly answer: string }
  /** A table was kept: the next job on the same file need not send it. */
  | { readonly op: "kept"; readonly key: string; readonly bytes: number }
  | {
      /** The answer itself, JSON text, is the frame's body. */
      readonly op: "answer";
      readonly job: string;
      readonly peakMb: number;
      readonly ranMs: number;
      readonly refused: boolean;
      readonly interrupted: boolean;
      /** The last that was seen to begin when it was interrupted. */
      readonly line: number | null;
      readonly tripwires: readonly string[];
    }
  | {
      readonly op: "ended";
      readonly job: string;
      readonly reason: EndReason;
      /** What was called, when it was cut. */
      readonly detail: string | null;
      /** The last one of the code that was seen to begin. */
      readonly line: number | null;
      readonly rewindMs: number | null;
      /** The worker ended with the job, or right after it. */
      readonly replaced: boolean;
    };

/** Between the jail's main thread and a worker, over one port per job. */
export type ToWorker =
  | { readonly kind: "inspect"; readonly program: HostProgram; readonly input: string }
  | { readonly kind: "go" | "stop" };

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "inspected"; readonly answer: string }
  /** What is kept of the job's tables. Once, before any code of the guest's has run: whatever says it again is not our program. */
  | { readonly kind: "tables"; readonly tables: readonly { readonly key: string; readonly bytes: Uint8Array<ArrayBuffer> }[] }
  | {
      readonly kind: "answer";
      readonly answer: string;
      readonly peakMb: number;
      readonly ranMs: number;
      readonly refused: boolean;
      /** What the run did that no analysis does; the worker is replaced after it. */
      readonly tripwires: readonly string[];
    }
  /** The run called a function that was cut: the worker ends with this. */
  | { readonly kind: "tripped"; readonly name: string };

export interface JobTask {
  readonly kind: "job";
  readonly trace: string | null;
  readonly request: RunRequest;
  readonly datasets: readonly LoadedDataset[];
  readonly memoryMb: number;
  /** The interrupt buffer: 2 raises KeyboardInterrupt in the guest. */
  readonly control: SharedArrayBuffer;
  readonly port: import("node:worker_threads").MessagePort;
}

/** What a worker is asked for. A greeting: nothing but to be there. A rehearsal: typical work, which nobody waits for. */
export type WorkerTask = JobTask | { readonly kind: "greeting" | "rehearsal" | "leave" };

export interface TaskReport {
  readonly rewindMs: number;
  /** What the self-test found. */
  readonly layers: readonly Layer[];
}

/** What was found of one layer of the sandbox. */
export interface Layer {
  readonly name: string;
  readonly active: boolean;
  /** What the probe found, when the layer does not hold; null for one that holds, or is not there at all. */
  readonly detail: string | null;
}
