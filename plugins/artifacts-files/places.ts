import { createHash } from "node:crypto";
import { join } from "node:path";
import type { ArtifactKey, ArtifactKind } from "../../core/ports/artifact-store.ts";

/** `<root>/<owner's hash>/<kind>/<id>`: an owner may be called anything, and his name is nobody's business. */
export const kinds: readonly ArtifactKind[] = ["run", "chart", "report"];

const ownersFolder = (root: string, owner: string): string =>
  join(root, createHash("sha256").update(owner).digest("hex").slice(0, 32));

export const kindsFolder = (root: string, owner: string, kind: ArtifactKind): string => join(ownersFolder(root, owner), kind);

export const placeOf = (root: string, { owner, kind, id }: ArtifactKey): string => join(kindsFolder(root, owner, kind), id);

/** A file on its way; no id has a full stop. */
export const DRAFT = ".draft";
