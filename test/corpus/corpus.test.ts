import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerOf, type FlatOutcome, sandboxJob } from "../../core/testing/index.ts";
import { PyodideSandbox } from "../../plugins/sandbox-pyodide/host/pool.ts";
import { scopePython } from "../../plugins/scope-python/index.ts";
import { alike, type Likeness } from "../numerics/alike.ts";
import { wrongIn } from "./chart-numbers.ts";
import { differs, refused } from "./differences.ts";
import { type Native, native, type Program, programs } from "./programs.ts";

/**
 * Programs as an analyst writes them, over public tables: judged by the real scope, run in the real sandbox, and compared with what
 * native CPython answered. What they are to show are two shares: of first attempts that run, and of those that answer the same.
 */
const RUN = 0.985;
const SAME = 0.97;
const PREAMBLE = "import pandas as pd\nimport numpy as np\n";
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

const sandbox = new PyodideSandbox(scopePython().adapters.scopeValidator(), { workers: 2 });
const answers = new Map<string, FlatOutcome>();
afterAll(() => sandbox.close());

/** Two at a time: there are two interpreters. */
beforeAll(async () => {
  const left = [...programs];
  const lane = async () => {
    for (let program = left.shift(); program !== undefined; program = left.shift())
      answers.set(program.name, await attempt(program));
  };
  await Promise.all([lane(), lane()]);
}, 600_000);

function attempt({ code, datasets }: Program): Promise<FlatOutcome> {
  const limits = { wallSeconds: 30, memoryMb: 512 };
  return answerOf(sandbox, sandboxJob(code, { preamble: PREAMBLE, datasets, policy: { imports: null }, seed: 0, limits }));
}

/** Where an object lies is no part of what it says. */
const told = ({ stdout, result }: Pick<Native, "stdout" | "result">) =>
  `${stdout}\n${JSON.stringify(result)}`.replace(/ at 0x[0-9a-f]+/g, "");
const likeness = ({ name }: Program): Likeness => alike(told(answerTo(name)), told(native[name] as Native));
const answerTo = (name: string) => answers.get(name) as FlatOutcome;
const ran = () => programs.filter(({ name }) => answerTo(name).status === "ok");
const names = (some: readonly Program[]) => some.map(({ name }) => name).toSorted();

test("they are five hundred and more, each with its native answer", () => {
  expect(programs.length).toBeGreaterThanOrEqual(500);
  expect(names(programs)).toEqual(Object.keys(native).toSorted());
});

test("first attempts run, but for those listed", () => {
  const stopped = programs.filter(({ name }) => answerTo(name).status !== "ok");
  expect(names(stopped)).toEqual(Object.keys(refused).toSorted());
  expect(ran().length / programs.length).toBeGreaterThanOrEqual(RUN);
  expect(ran().filter(({ name }) => answerTo(name).tripwires.length > 0)).toEqual([]);
});

test("they answer what native CPython answers, but for last digits, widths of whole numbers, and those listed", () => {
  const other = ran().filter((program) => likeness(program) === "other");
  expect(names(other)).toEqual(Object.keys(differs).toSorted());
  expect((ran().length - other.length) / programs.length).toBeGreaterThanOrEqual(SAME);
});

test("each figure comes as a picture, and where it is read back, with the numbers of the native axes", () => {
  const wrong: string[] = [];
  let [pictures, charts] = [0, 0];
  for (const { name } of ran()) {
    const { figures = [], charts: read } = answerTo(name);
    const expected = native[name]?.figures ?? [];
    if (figures.length !== expected.length) wrong.push(`${name}: ${figures.length} figures, natively ${expected.length}`);
    for (const { png } of figures) if (!PNG.equals(png.subarray(0, 4))) wrong.push(`${name}: a figure is no PNG`);
    for (const chart of read) {
      const figure = expected[(chart.figure ?? 0) - 1];
      wrong.push(...(figure === undefined ? ["a chart of no figure"] : wrongIn(chart, figure)).map((what) => `${name}: ${what}`));
    }
    pictures += figures.length;
    charts += read.length;
  }
  expect(wrong).toEqual([]);
  expect(pictures).toBeGreaterThanOrEqual(70);
  expect(charts / pictures).toBeGreaterThan(0.6);
});

test("docs/numerics.md explains each that differs or does not run, and no other", () => {
  const page = readFileSync(new URL("../../docs/numerics.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| (\w+: .+?) \| (.+) \|$/gm)].map(([, name, why]) => [name, why]);
  expect(Object.fromEntries(rows)).toEqual({ ...differs, ...refused });
  const [same, all] = [ran().filter((program) => likeness(program) !== "other").length, programs.length];
  expect(page).toContain(`Of ${all} programs ${ran().length} run at the first attempt and ${same} answer as native CPython does`);
});
