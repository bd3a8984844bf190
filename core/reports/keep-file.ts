import { reportFile } from "../artifacts/reading.ts";
import { toldOf } from "../errors.ts";
import type { Caller } from "../parts.ts";
import type { ArtifactStore } from "../ports/artifact-store.ts";

export interface MadeFile {
  readonly id: string;
  readonly format: string;
  readonly bytes: Uint8Array;
  readonly title: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** Null: it is kept; else why not. The caller has it all the same. */
export async function keepFile(store: ArtifactStore, { owner }: Caller, file: MadeFile): Promise<string | null> {
  const { id, format, bytes: body, title, createdAt } = file;
  try {
    await store.put({ owner, kind: "report", id: reportFile(id, format), title, createdAt, of: null, body });
    return null;
  } catch (error) {
    return `The ${format} file is not kept: its link leads nowhere. ${toldOf(error)}`;
  }
}
