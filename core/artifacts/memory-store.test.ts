import { expect, test } from "vitest";
import type { Artifact } from "../ports/artifact-store.ts";
import { memoryArtifacts } from "./memory-store.ts";

const artifact = (owner: string, id: string, bytes = 1000): Artifact => ({
  ...{ owner, id, kind: "run", title: id, createdAt: "2026-01-01T00:00:00.000Z", of: null },
  body: new Uint8Array(bytes),
});
const ids = async (store: ReturnType<typeof memoryArtifacts>, owner: string) => (await store.list({ owner })).map(({ id }) => id);

test("one who floods it loses his own, oldest first, and the other's stays, asked for or not", async () => {
  const store = memoryArtifacts(10_000);
  await store.put(artifact("quiet", "only"));
  for (let n = 0; n < 50; n++) {
    await store.put(artifact("flooder", `f-${n}`));
    expect(await store.get({ owner: "flooder", kind: "run", id: "only" })).toBeNull();
  }
  expect(await ids(store, "quiet")).toEqual(["only"]);
  expect(await ids(store, "flooder")).toEqual(["f-49", "f-48", "f-47", "f-46", "f-45"]);
});

test("what is larger than the whole store is not kept, and drops nothing", async () => {
  const store = memoryArtifacts(10_000);
  await store.put(artifact("jane", "a"));
  await store.put(artifact("jane", "b", 10_001));
  expect(await ids(store, "jane")).toEqual(["a"]);
});
