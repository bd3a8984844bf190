import { createHash } from "node:crypto";

/** What the first event stands on. */
export const genesis = "0".repeat(64);

/** The place of an event in the chain. */
export interface Link {
  readonly seq: number;
  readonly hash: string;
}

/** One text per value: keys sorted, no spaces. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part === null || typeof part !== "object" || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

/** Over the whole event, its `seq` and `prevHash` included: an event can't be changed, moved or cut out unseen. */
export function hashOf(body: string | Uint8Array): string {
  return createHash("sha256").update(body).digest("hex");
}
