import fc from "fast-check";
import { expect, test } from "vitest";
import { Shelf } from "./shelf.ts";

test("never holds more bytes than it may, whatever is put, replaced and read; what it holds is the client's own", () => {
  const step = fc.record({
    key: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    client: fc.constantFrom("one", "two", "three"),
    bytes: fc.integer({ min: 0, max: 120 }),
    read: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const shelf = new Shelf<{ client: string; bytes: number }>(100);
      for (const { key, client, bytes, read } of steps) {
        if (read) expect(shelf.get(key, client)?.client ?? client).toBe(client);
        else {
          expect(shelf.put(key, client, bytes, { client, bytes })).toBe(bytes <= 100);
          expect(shelf.get(key, client)).toEqual(bytes <= 100 ? { client, bytes } : null);
        }
        expect(shelf.bytes).toBeLessThanOrEqual(100);
      }
      const left = ["one", "two", "three"].flatMap((client) => [..."abcdef"].map((key) => shelf.get(key, client)?.bytes ?? 0));
      expect(left.reduce((sum, bytes) => sum + bytes, 0)).toBe(shelf.bytes);
    }),
  );
});

test("a client that floods loses its own things, not another's", () => {
  const shelf = new Shelf<string>(1000);
  shelf.put("honest", "honest", 300, "kept");
  for (let n = 0; n < 1000; n++) shelf.put(`flood-${n}`, "flooder", 50, "x");
  expect(shelf.get("honest", "honest")).toBe("kept");
  expect(shelf.get("flood-999", "flooder")).toBe("x");
  expect(shelf.get("flood-0", "flooder")).toBeNull();
});

test("what was used least recently goes first", () => {
  const shelf = new Shelf<string>(2);
  shelf.put("a", "c", 1, "a");
  shelf.put("b", "c", 1, "b");
  shelf.get("a", "c");
  shelf.put("d", "c", 1, "d");
  expect(["a", "b", "d"].map((key) => shelf.get(key, "c"))).toEqual(["a", null, "d"]);
});
