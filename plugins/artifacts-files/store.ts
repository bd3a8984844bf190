import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { checkArtifactId, isArtifactId } from "../../core/artifacts/artifact-id.ts";
import { storeFailed } from "../../core/artifacts/store-failed.ts";
import { isStrategicError } from "../../core/errors.ts";
import type { Artifact, ArtifactEntry, ArtifactKey, ArtifactStore, ArtifactsWanted } from "../../core/ports/artifact-store.ts";
import { read, readEntry, written } from "./artifact-file.ts";
import { DRAFT, kinds, kindsFolder, placeOf } from "./places.ts";
import { type Bounds, sweep } from "./sweep.ts";

/** So many of its bytes are written between two looks at the whole folder. */
const SWEEPS_PER_FILL = 16;

/**
 * A folder of files, which several processes may use at once. A file appears whole, by its rename, and is never changed; what a
 * power cut halves is known by its hash. Nothing is held in memory: what another process wrote is there at once.
 */
export class FileStore implements ArtifactStore {
  readonly #root: string;
  readonly #bounds: Bounds;
  readonly #clock: () => number;
  /** The first `put` looks at the folder: what is too old has waited long enough. */
  #sinceSweep = Number.POSITIVE_INFINITY;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(root: string, bounds: Bounds, clock: () => number) {
    this.#root = root;
    this.#bounds = bounds;
    this.#clock = clock;
  }

  async put(artifact: Artifact): Promise<void> {
    checkArtifactId(artifact.id);
    const path = placeOf(this.#root, artifact);
    const bytes = written(artifact);
    await attempt("written", async () => {
      try {
        await place(path, bytes, new Date(artifact.createdAt));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
        // The owner's first of this kind, or somebody has emptied the folder.
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await place(path, bytes, new Date(artifact.createdAt));
      }
    });
    this.#wrote(bytes.length);
  }

  async get(key: ArtifactKey): Promise<Artifact | null> {
    if (!isArtifactId(key.id)) return null;
    const file = await attempt("read", () => ifThere(readFile(placeOf(this.#root, key))));
    return file === null ? null : read(file, key);
  }

  async list({ owner, kind, of, count = Number.POSITIVE_INFINITY }: ArtifactsWanted): Promise<readonly ArtifactEntry[]> {
    const found = await Promise.all((kind === undefined ? kinds : [kind]).map((one) => this.#names(owner, one)));
    const latestFirst = found.flat().toSorted((a, b) => b.madeAt - a.madeAt);
    const entries: ArtifactEntry[] = [];
    for (const { key } of latestFirst) {
      if (entries.length >= count) break;
      const entry = await this.#entry(key);
      if (entry !== null && (of === undefined || entry.of === of)) entries.push(entry);
    }
    return entries;
  }

  async close(): Promise<void> {
    await this.#sweeping;
  }

  async #names(owner: string, kind: ArtifactKey["kind"]): Promise<{ key: ArtifactKey; madeAt: number }[]> {
    const folder = kindsFolder(this.#root, owner, kind);
    const ids = (await attempt("read", () => ifThere(readdir(folder)))) ?? [];
    const dated = ids.filter(isArtifactId).map(async (id) => {
      const key = { owner, kind, id };
      const about = await ifThere(stat(placeOf(this.#root, key)));
      return about === null ? [] : [{ key, madeAt: about.mtimeMs }];
    });
    return (await attempt("read", () => Promise.all(dated))).flat();
  }

  /** One that is damaged is told by `get`; a list of the others is worth more than none. */
  async #entry(key: ArtifactKey): Promise<ArtifactEntry | null> {
    const file = await ifThere(open(placeOf(this.#root, key)));
    if (file === null) return null;
    try {
      return await readEntry(file, key);
    } catch (error) {
      if (isStrategicError(error)) return null;
      throw error;
    } finally {
      await file.close();
    }
  }

  #wrote(bytes: number): void {
    this.#sinceSweep += bytes;
    if (this.#sinceSweep < this.#bounds.bytes / SWEEPS_PER_FILL) return;
    this.#sinceSweep = 0;
    // What can't be swept now is looked at again after as many bytes; whoever waits for his result waits for no housekeeping.
    this.#sweeping = this.#sweeping.then(() => sweep(this.#root, this.#bounds, this.#clock())).catch(() => {});
  }
}

/** What was made as it was written needs no other time: lists are by what the file itself says. */
const AS_WRITTEN_MS = 500;

async function place(path: string, bytes: Uint8Array, madeAt: Date): Promise<void> {
  const draft = `${path}.${randomUUID()}${DRAFT}`;
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      if (Math.abs(Date.now() - madeAt.getTime()) > AS_WRITTEN_MS) await file.utimes(madeAt, madeAt);
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw error;
  }
}

/** Null where nothing is. */
const ifThere = <T>(reading: Promise<T>): Promise<T | null> =>
  reading.catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });

async function attempt<T>(what: "read" | "written", work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeFailed(`The store of results can't be ${what}`, error);
  }
}
