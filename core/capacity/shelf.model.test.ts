import fc from "fast-check";
import { expect, test } from "vitest";
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
