import assert from "node:assert/strict";
import type { TestFunction } from "./contract.ts";

/** Something that keeps texts for clients to come back to: results of runs, charts and long answers. */
export interface Keeping {
  /** Returns the name under which it is kept. */
  keep(client: string, id: string, text: string): string;
  read(name: string, client: string): string | null;
}

/** What every keeper must do. `make` opens an empty one that holds at least `room` and at most `most` characters. */
export function keepingContract(
  test: TestFunction,
  { room, most, make }: { room: number; most: number; make: () => Keeping },
): void {
  test("two clients: each reads what is its own, and nothing of the other's is found", () => {
    const kept = make();
    const names = ["one", "two"].map((client) => kept.keep(client, `of-${client}`, `text of ${client}`));
    assert.deepEqual(
      names.map((name) => ["one", "two", "three", ""].map((client) => kept.read(name, client))),
      [
        ["text of one", null, null, null],
        [null, "text of two", null, null],
      ],
    );
  });

  test("two clients: one that floods it loses its own things, and the other's stays, asked for or not", () => {
    const kept = make();
    const text = "x".repeat(Math.floor(room / 8));
    const quiet = kept.keep("quiet", "only", text);
    let last = "";
    for (let n = 0; n < Math.ceil((most / room) * 40); n++) last = kept.keep("flooder", `f-${n}`, text);
    assert.equal(kept.read(quiet, "quiet"), text);
    assert.equal(kept.read(last, "flooder"), text);
  });

  test("two clients: looking for the other's does not keep it longer, nor make it go", () => {
    const kept = make();
    const text = "x".repeat(Math.floor(room / 8));
    const first = kept.keep("one", "first", text);
    for (let n = 0; n < 50; n++) assert.equal(kept.read(first, "two"), null);
    assert.equal(kept.read(first, "one"), text);
  });
}
