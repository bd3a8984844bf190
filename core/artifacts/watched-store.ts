import type { Artifact, ArtifactEntry, ArtifactKey, ArtifactStore, ArtifactsWanted } from "../ports/artifact-store.ts";

/** A store that says whose list has grown, as soon as something is kept. */
export class WatchedStore implements ArtifactStore {
  readonly #store: ArtifactStore;
  readonly #listeners = new Set<(owner: string) => void>();

  constructor(store: ArtifactStore) {
    this.#store = store;
  }

  /** Returns what ends it. */
  watch(listener: (owner: string) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async put(artifact: Artifact): Promise<void> {
    await this.#store.put(artifact);
    for (const listener of this.#listeners) listener(artifact.owner);
  }

  get(key: ArtifactKey): Promise<Artifact | null> {
    return this.#store.get(key);
  }

  list(wanted: ArtifactsWanted): Promise<readonly ArtifactEntry[]> {
    return this.#store.list(wanted);
  }

  close(): Promise<void> {
    this.#listeners.clear();
    return this.#store.close();
  }
}
