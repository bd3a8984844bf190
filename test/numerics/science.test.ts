import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { guestSession } from "../../plugins/sandbox-pyodide/tests/guest-session.ts";
import { alike } from "./alike.ts";
import { differences } from "./science-differences.ts";

/**
 * The docstring examples of scipy and scikit-learn, each in a fresh interpreter of the science environment. `science.json` holds
 * what native CPython 3.11 printed for them, with scipy 1.17.1 and scikit-learn 1.8.0; `science.py` beside it makes the list.
 */
const FULL = process.env.TEST_FULL === "1";
/** One in so many is run where not all are: half a minute. */
const ONE_IN = FULL ? 1 : 5;

interface Example {
  readonly id: string;
  readonly code: string;
  readonly stdout: string;
}
const all = JSON.parse(readFileSync(new URL("science.json", import.meta.url), "utf8")) as Example[];
const examples = all.filter(({ id }, index) => index % ONE_IN === 0 || id in differences);
const page = readFileSync(new URL("../../docs/numerics.md", import.meta.url), "utf8");

const english = (count: number) => count.toLocaleString("en");

let run: Awaited<ReturnType<typeof guestSession>>;
beforeAll(async () => {
  run = await guestSession("science");
});

test("print what native CPython prints, but for last digits, widths of whole numbers, and those listed", {
  timeout: 900_000,
}, async () => {
  const counts = { same: 0, widths: 0, digits: 0, other: 0 };
  const different: string[] = [];
  const wires: string[] = [];
  for (const { id, code, stdout } of examples) {
    const found = await run(code);
    const likeness = found.error === null ? alike(found.stdout, stdout) : "other";
    counts[likeness]++;
    if (likeness === "other") different.push(id);
    if (found.tripwires.length > 0) wires.push(id);
  }
  // A listed one that prints the same now must leave the list.
  expect(different.toSorted()).toEqual(Object.keys(differences).toSorted());
  expect(wires).toEqual([]);
  if (FULL) expect(page).toContain(`Of ${english(examples.length)} programs ${english(counts.same)} print the same`);
});

test("docs/numerics.md explains each listed difference, and no other", () => {
  const rows = [...page.matchAll(/^\| `((?:scipy|sklearn)\.[\w.]+)` \| (.+) \|$/gm)].map(([, id, why]) => [id, why]);
  expect(Object.fromEntries(rows)).toEqual(differences);
});

test("likeness", () => {
  expect([
    alike("1.0", "1.0"),
    alike("array([1], dtype=int32)", "array([1])"),
    alike("1.00000001", "1.0"),
    alike("1.1", "1.0"),
  ]).toEqual(["same", "widths", "digits", "other"]);
  expect([alike("x 1", "y 1"), alike("1 2", "1"), alike("-0.0", "0.0"), alike("np.int64(3)", "np.float64(3.0)")]).toEqual([
    "other",
    "other",
    "digits",
    "other",
  ]);
});
