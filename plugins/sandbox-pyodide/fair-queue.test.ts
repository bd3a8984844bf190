import fc from "fast-check";
import { expect, test } from "vitest";
import { FairQueue } from "./fair-queue.ts";

test("a client's one job waits for one job of another client's five hundred", () => {
  const queue = new FairQueue<string>(1000);
  for (let i = 0; i < 500; i++) queue.push("busy", `busy ${i}`);
  queue.push("quiet", "quiet");
  expect([queue.shift(), queue.shift(), queue.shift()]).toEqual(["busy 0", "quiet", "busy 1"]);
});

test("a full queue refuses and keeps what it has", () => {
  const queue = new FairQueue<number>(1);
  expect([queue.push("a", 1), queue.push("a", 2), queue.size, queue.shift()]).toEqual([true, false, 1, 1]);
});

test("a removed job is never served", () => {
  const queue = new FairQueue<number>(9);
  queue.push("a", 1);
  queue.push("a", 2);
  expect([queue.remove("a", 1), queue.remove("a", 1), queue.shift(), queue.shift()]).toEqual([true, false, 2, undefined]);
});

test("every job comes out once, and within a client in its order", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 50 }), (clients) => {
      const queue = new FairQueue<{ client: string; index: number }>(100);
      for (const [index, client] of clients.entries()) queue.push(client, { client, index });
      const out: { client: string; index: number }[] = [];
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) out.push(next);
      expect(out).toHaveLength(clients.length);
      for (const client of "abc") {
        const own = out.filter((item) => item.client === client).map(({ index }) => index);
        expect(own).toEqual(own.toSorted((x, y) => x - y));
      }
    }),
  );
});
