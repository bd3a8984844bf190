import { Shelf } from "../capacity/shelf.ts";
import { limits } from "../limits.ts";
import type { Artifact, ArtifactEntry, ArtifactKey, ArtifactStore } from "../ports/artifact-store.ts";
import { checkArtifactId } from "./artifact-id.ts";
import { byTime } from "./by-time.ts";

/** What an artifact weighs beside its body. */
const REST_BYTES = 500;

/** Keeps nothing on the disk and nothing past its process: for who may not, and for tests. Bounded by bytes; a flood costs the flooder his own. */
export function memoryArtifacts(mostBytes: number = limits.keptArtifactsBytes): ArtifactStore {
  const shelf = new Shelf<Artifact>(mostBytes);
  return {
    async put(artifact) {
      checkArtifactId(artifact.id);
      shelf.put(nameOf(artifact), artifact.owner, artifact.body.length + REST_BYTES, artifact);
    },
    get: async (key) => shelf.get(nameOf(key), key.owner),
    async list({ owner, kind, of, count }) {
      const found = shelf
        .of(owner)
        .toReversed()
        .filter((one) => (kind === undefined || one.kind === kind) && (of === undefined || one.of === of))
        // Reading one moves it up the shelf; a list is by age.
        .toSorted((a, b) => byTime(b, a));
      return found.slice(0, count).map(entryOf);
    },
    close: async () => {},
  };
}

const nameOf = ({ owner, kind, id }: ArtifactKey): string => `${kind}/${id}/${owner}`;

const entryOf = ({ body, ...artifact }: Artifact): ArtifactEntry => ({ ...artifact, bytes: body.length });
