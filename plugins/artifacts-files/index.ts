import { limits } from "../../core/limits.ts";
import type { PluginWith } from "../../core/plugin.ts";
import type { ArtifactStore } from "../../core/ports/artifact-store.ts";
import { ownFolder } from "./own-folder.ts";
import { FileStore } from "./store.ts";

export interface ArtifactsFilesOptions {
  /** The folder; made where it is not there. */
  readonly root: string;
  /** Of all owners; whoever holds most loses his oldest first. 1 GiB unless said. It may hold a sixteenth more for a moment. */
  readonly mostBytes?: number | undefined;
  /** What is older is dropped. 90 unless said. */
  readonly days?: number | undefined;
  readonly clock?: () => number;
}

/** Keeps runs, charts and reports as files that outlive the process; several processes may share the folder. */
export function artifactsFiles({
  root,
  mostBytes = limits.storedBytes,
  days = limits.storedDays,
  clock = Date.now,
}: ArtifactsFilesOptions): PluginWith<{ artifactStore: () => ArtifactStore }> {
  return {
    name: "strategic-python/plugins/artifacts-files",
    adapters: {
      artifactStore: () => {
        ownFolder(root);
        return new FileStore(root, { bytes: mostBytes, days }, clock);
      },
    },
  };
}
