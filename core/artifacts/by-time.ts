import type { ArtifactEntry } from "../ports/artifact-store.ts";

type Dated = Pick<ArtifactEntry, "createdAt">;

/** Oldest first. */
export const byTime = ({ createdAt: a }: Dated, { createdAt: b }: Dated): number => (a < b ? -1 : a > b ? 1 : 0);
