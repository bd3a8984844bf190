import type { Layer } from "./probes.ts";

/**
 * What crosses between server, jail and worker. From server to jail: trusted. From jail to server: from a hostile place, JSON
 * only, checked against the schemas in `answers.ts` before anyone reads it.
 */
interface RunRequest {
  readonly code: string;
  readonly persona: string;
  readonly role: string;
  readonly preamble: string;
  readonly contextJson: string;
  readonly seed: number | null;
  readonly outputBytes: number;
  readonly resultBytes: number;
}

export interface DatasetHead {
  readonly name: string;
  readonly format: string;
  readonly bytes: number;
}

/** The first frame. */
export interface JailSetup {
  readonly image: string;
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
  | { readonly op: "inspect"; readonly job: string; readonly program: string; readonly input: string }
  | { readonly op: "go" | "stop" | "abort"; readonly job: string };

/** Why the jail ended a job that gave no answer. */
export type EndReason = "wall" | "aborted" | "crashed" | "stopped";

export type FromJail =
  | {
      readonly op: "probed";
      readonly layers: readonly Layer[];
    }
  | { readonly op: "pool"; readonly workers: number; readonly ready: number }
  | { readonly op: "fault"; readonly message: string }
  | { readonly op: "ready"; readonly job: string }
  | { readonly op: "inspected"; readonly job: string; readonly answer: string }
  | {
      readonly op: "answer";
      readonly job: string;
      readonly answer: string;
      readonly peakMb: number;
      readonly ranMs: number;
      readonly refused: boolean;
      readonly interrupted: boolean;
    }
  | { readonly op: "ended"; readonly job: string; readonly reason: EndReason; readonly rewindMs: number | null };

/** Between the jail's main thread and a worker, over one port per job. */
export type ToWorker =
  | { readonly kind: "inspect"; readonly program: string; readonly input: string }
  | { readonly kind: "go" | "stop" };

export type FromWorker =
  | { readonly kind: "ready"; readonly layers: readonly Layer[] }
  | { readonly kind: "inspected"; readonly answer: string }
  | {
      readonly kind: "answer";
      readonly answer: string;
      readonly peakMb: number;
      readonly ranMs: number;
      readonly refused: boolean;
    };

export interface WorkerTask {
  readonly trace: string | null;
  readonly request: RunRequest;
  readonly datasets: readonly { readonly name: string; readonly format: string; readonly bytes: Uint8Array }[];
  readonly memoryMb: number;
  /** The interrupt buffer: 2 raises KeyboardInterrupt in the guest. */
  readonly control: SharedArrayBuffer;
  readonly port: import("node:worker_threads").MessagePort;
}
