/** Keeps what outlives its call. Each thing is somebody's: under another owner's name nothing is found. */
export interface ArtifactStore {
  /** Whole or not at all; what was kept under the same key is replaced. Rejects with `STORE_FAILED` where it can't be kept. */
  put(artifact: Artifact): Promise<void>;
  /** Null: never kept, or gone for its age or the room it took. Rejects with `STORE_FAILED` for what is there and can't be read. */
  get(key: ArtifactKey): Promise<Artifact | null>;
  /** What is kept for an owner, latest first, without the bodies. */
  list(wanted: ArtifactsWanted): Promise<readonly ArtifactEntry[]>;
  close(): Promise<void>;
}

export type ArtifactKind = "run" | "chart" | "report";

export interface ArtifactKey {
  readonly owner: string;
  readonly kind: ArtifactKind;
  /** Letters, digits, "-" and "_"; at most 200. */
  readonly id: string;
}

export interface ArtifactEntry extends ArtifactKey {
  readonly title: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The run that a chart was drawn from; null for what stands alone. */
  readonly of: string | null;
  /** Of its body. */
  readonly bytes: number;
}

export interface Artifact extends Omit<ArtifactEntry, "bytes"> {
  readonly body: Uint8Array;
}

export interface ArtifactsWanted {
  readonly owner: string;
  /** All kinds when omitted. */
  readonly kind?: ArtifactKind;
  /** Only what belongs to that run. */
  readonly of?: string;
  /** At most so many, from the latest on. */
  readonly count?: number;
}
