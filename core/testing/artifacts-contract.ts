import assert from "node:assert/strict";
import { isStrategicError } from "../errors.ts";
import type { Artifact, ArtifactStore } from "../ports/artifact-store.ts";
import type { TestFunction } from "./contract.ts";

/** What every store of artifacts must do. `make` opens an empty one. */
export function artifactStoreContract(test: TestFunction, make: () => Promise<ArtifactStore> | ArtifactStore): void {
  /** Young: a store may drop what is old. */
  const day = (n: number) =>
    new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth(), new Date().getUTCDate() - 9 + n)).toISOString();
  const artifact = (id: string, more: Partial<Artifact> = {}): Artifact => ({
    owner: "jane",
    kind: "run",
    id,
    title: `Title of ${id}`,
    createdAt: day(0),
    of: null,
    body: Uint8Array.from([0, 10, 13, 255, 123, 34]),
    ...more,
  });
  const using = async (work: (store: ArtifactStore) => Promise<void>) => {
    const store = await make();
    await work(store).finally(() => store.close());
  };

  test("what was put is got, byte for byte, with its title, its time and what it belongs to", () =>
    using(async (store) => {
      const one = artifact("a-1_B", {
        kind: "chart",
        title: "Ümsatz\n\u2028 ✓ \0",
        of: "r1",
        body: new Uint8Array(70_000).fill(7),
      });
      await store.put(one);
      const got = await store.get({ owner: "jane", kind: "chart", id: "a-1_B" });
      assert.deepEqual({ ...got, body: [...(got?.body ?? [])] }, { ...one, body: [...one.body] });
    }));

  test("an empty body and an owner of any letters are kept", () =>
    using(async (store) => {
      const owner = `../..\\ü/\0 ${"x".repeat(500)}`;
      await store.put(artifact("e", { owner, body: new Uint8Array(0) }));
      assert.equal((await store.get({ owner, kind: "run", id: "e" }))?.body.length, 0);
      assert.deepEqual(
        (await store.list({ owner })).map(({ id, bytes }) => [id, bytes]),
        [["e", 0]],
      );
    }));

  test("another owner's, another kind's and what was never put are not found", () =>
    using(async (store) => {
      await store.put(artifact("a"));
      for (const other of ["jack", "", "JANE", "jane "]) {
        assert.equal(await store.get({ owner: other, kind: "run", id: "a" }), null);
        assert.deepEqual(await store.list({ owner: other }), []);
      }
      assert.equal(await store.get({ owner: "jane", kind: "chart", id: "a" }), null);
      assert.equal(await store.get({ owner: "jane", kind: "run", id: "b" }), null);
    }));

  test("two owners may use one id", () =>
    using(async (store) => {
      await store.put(artifact("a", { title: "hers" }));
      await store.put(artifact("a", { owner: "jack", title: "his" }));
      assert.equal((await store.get({ owner: "jane", kind: "run", id: "a" }))?.title, "hers");
      assert.equal((await store.get({ owner: "jack", kind: "run", id: "a" }))?.title, "his");
    }));

  test("no id leads to anything but itself, whatever it is made of", () =>
    using(async (store) => {
      await store.put(artifact("a"));
      for (const id of ["../a", "..", ".", "", "a/../a", "a\0", "A ", "x".repeat(5000), "CON", "a.json"])
        assert.equal(await store.get({ owner: "jane", kind: "run", id }), null, JSON.stringify(id.slice(0, 20)));
    }));

  test("what is put again replaces what was there", () =>
    using(async (store) => {
      await store.put(artifact("a", { title: "first" }));
      await store.put(artifact("a", { title: "second", body: Uint8Array.from([1]) }));
      assert.deepEqual(
        (await store.list({ owner: "jane" })).map(({ title, bytes }) => [title, bytes]),
        [["second", 1]],
      );
    }));

  test("a list is latest first, of the kind and the run asked for, and as long as asked for", () =>
    using(async (store) => {
      await store.put(artifact("r1", { createdAt: day(1) }));
      await store.put(artifact("c3", { kind: "chart", createdAt: day(3), of: "r1" }));
      await store.put(artifact("c2", { kind: "chart", createdAt: day(2), of: "r1" }));
      await store.put(artifact("c4", { kind: "chart", createdAt: day(4), of: "r9" }));
      const ids = async (more: object) => (await store.list({ owner: "jane", ...more })).map(({ id }) => id);
      assert.deepEqual(await ids({}), ["c4", "c3", "c2", "r1"]);
      assert.deepEqual(await ids({ kind: "chart" }), ["c4", "c3", "c2"]);
      assert.deepEqual(await ids({ of: "r1" }), ["c3", "c2"]);
      assert.deepEqual(await ids({ count: 2 }), ["c4", "c3"]);
      assert.deepEqual(await ids({ kind: "report" }), []);
      const [entry] = await store.list({ owner: "jane", kind: "run" });
      assert.deepEqual(entry, {
        owner: "jane",
        kind: "run",
        id: "r1",
        title: "Title of r1",
        createdAt: day(1),
        of: null,
        bytes: 6,
      });
    }));

  test("what is put at once by many is all there", () =>
    using(async (store) => {
      const ids = Array.from({ length: 40 }, (_, at) => `id-${at}`);
      await Promise.all(ids.map((id) => store.put(artifact(id, { body: Buffer.from(id) }))));
      const got = await Promise.all(ids.map((id) => store.get({ owner: "jane", kind: "run", id })));
      assert.deepEqual(
        got.map((one) => Buffer.from(one?.body ?? []).toString()),
        ids,
      );
    }));

  test("an id that can't be kept is refused by its code, and nothing is written", () =>
    using(async (store) => {
      for (const id of ["", "../x", "a b", "x".repeat(201)])
        await assert.rejects(store.put(artifact(id)), (error) => isStrategicError(error) && error.code === "INVALID_INPUT");
      assert.deepEqual(await store.list({ owner: "jane" }), []);
    }));
}
