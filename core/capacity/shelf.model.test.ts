import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../ports/sandbox.ts";
import { RecentResults } from "./results.ts";
import { Shelf } from "./shelf.ts";

/** The shelf as one would write it down: a list, least recently used first, and no sums kept beside it. */
class Model {
  #kept: { key: string; client: string; bytes: number; item: number }[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get bytes(): number {
    return this.#held(() => true);
  }

  put(key: string, client: string, bytes: number, item: number): boolean {
    this.remove(key);
    if (bytes > this.#most) return false;
    while (this.bytes + bytes > this.#most) {
      // With the new thing counted as its owner's, if he has any others: he who holds most, and of equals the putting client himself.
      const share = (name: string) => this.#held((one) => one.client === name) + (name === client ? bytes : 0);
      const clients = [...new Set(this.#kept.map((one) => one.client))];
      const most = Math.max(...clients.map(share));
      const greedy = clients.filter((name) => share(name) === most);
      const loses = greedy.includes(client) ? client : (greedy[0] as string);
      const oldest = this.#kept.find((one) => one.client === loses);
      this.#kept = this.#kept.filter((one) => one !== oldest);
    }
    this.#kept.push({ key, client, bytes, item });
    return true;
  }

  get(key: string, client: string): number | null {
    const found = this.#kept.find((one) => one.key === key && one.client === client);
    if (found === undefined) return null;
    this.#kept = [...this.#kept.filter((one) => one !== found), found];
    return found.item;
  }

  remove(key: string): void {
    this.#kept = this.#kept.filter((one) => one.key !== key);
  }

  #held(whose: (one: { client: string }) => boolean): number {
    return this.#kept.filter(whose).reduce((sum, { bytes }) => sum + bytes, 0);
  }
}

const key = fc.constantFrom(..."abcdefgh");
const client = fc.constantFrom("one", "two", "three");
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("put" as const), key, client, bytes: fc.integer({ min: 1, max: 45 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("get" as const), key, client }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("remove" as const), key }) },
);

test("keeps and drops what the model of it keeps and drops, whoever puts, reads and removes in whatever order", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const [shelf, model] = [new Shelf<number>(40), new Model(40)];
      for (const [at, one] of steps.entries()) {
        if (one.do === "put")
          expect(shelf.put(one.key, one.client, one.bytes, at)).toBe(model.put(one.key, one.client, one.bytes, at));
        else if (one.do === "get") expect(shelf.get(one.key, one.client)).toBe(model.get(one.key, one.client));
        else {
          shelf.remove(one.key);
          model.remove(one.key);
        }
        expect(shelf.bytes).toBe(model.bytes);
      }
      for (const name of ["one", "two", "three"])
        for (const letter of "abcdefgh") expect(shelf.get(letter, name)).toBe(model.get(letter, name));
    }),
    { numRuns: 10_000 },
  );
});

test("a result comes back to its own client as it was, while the results of both weigh no more than they may", () => {
  const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom("one", "two"), json), { minLength: 1, maxLength: 30 }), (runs) => {
      const most = 20_000;
      const results = new RecentResults(most);
      const weight = (value: Json) => 2 * JSON.stringify(value).length + 2000;
      const about = { persona: "p", first: "bar", codeSha256: "c", datasets: [{ name: "t", sha256: "h", rows: 1 }] };
      for (const [at, [owner, result]] of runs.entries()) results.keep(String(at), owner, { result, ...about });
      let held = 0;
      for (const [at, [owner, result]] of runs.entries()) {
        expect(results.get(String(at), owner === "one" ? "two" : "one")).toBeNull();
        const found = results.get(String(at), owner);
        if (found === null) continue;
        expect(found).toEqual({ result, ...about });
        held += weight(result);
      }
      expect(held).toBeLessThanOrEqual(most);
      // The newest is there whenever it fits at all, and nothing was dropped while all had room.
      expect(results.get(String(runs.length - 1), runs.at(-1)?.[0] ?? "") !== null).toBe(
        weight(runs.at(-1)?.[1] as Json) <= most,
      );
      if (runs.reduce((sum, [, result]) => sum + weight(result), 0) <= most) expect(held).toBeGreaterThan(0);
    }),
  );
});
