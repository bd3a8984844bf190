import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startControl } from "./control/control.ts";
import { curve } from "./curve/curve.ts";
import { ATTEMPTS, confirm, measureGroups } from "./gate/attempts.ts";
import { accept, readBaseline, writeBaseline } from "./gate/baseline.ts";
import { explain } from "./gate/explain.ts";
import { judgeAll } from "./gate/judge.ts";
import { headline, loadNow, machineOf, table } from "./report.ts";
import { allGroups, quickGroups } from "./scenarios/index.ts";
import { soak } from "./soak/soak.ts";
import type { Figure } from "./statistics.ts";

/**
 * `npm run bench`: every figure in one run, on one machine. `--quick` takes fewer samples and adds a short soak. `--gate` fails on a
 * ceiling and on a regression against `baseline.json`; `--accept [--rounds N]` writes that file. `--only start,warm` measures these
 * groups alone. `--curve`: how cost grows with callers, workers
 * and data, alone (a full run ends with it). `--soak [--runs N] [--science]`: the soak alone, 10,000 runs; all in the science
 * environment.
 */
const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    gate: { type: "boolean", default: false },
    accept: { type: "boolean", default: false },
    rounds: { type: "string", default: "5" },
    only: { type: "string" },
    curve: { type: "boolean", default: false },
    soak: { type: "boolean", default: false },
    science: { type: "boolean", default: false },
    runs: { type: "string" },
  },
});
const runs = wholeNumber("runs", values.runs ?? (values.soak ? "10000" : "500"), 100);
const rounds = wholeNumber("rounds", values.rounds, 3);
const groups = chosen(values.only);
const started = new Date();
const loadBefore = loadNow();
const say = (line: string): void => void process.stderr.write(`${line}\n`);

if (values.accept) await acceptRatios();
else if (values.curve) await reportCurve();
else {
  await report();
  if (!values.quick && !values.soak && values.only === undefined) await reportCurve();
}

async function reportCurve(): Promise<void> {
  const { json, text } = await curve(say);
  const machine = machineOf(started, loadBefore);
  write("curve", { machine, ...(json as object) }, `${headline(machine)}\n\n${text}`);
  process.stdout.write(`\n${text}`);
}

function write(name: string, json: unknown, text: string): void {
  const out = fileURLToPath(new URL("../out/bench", import.meta.url));
  mkdirSync(out, { recursive: true });
  writeFileSync(`${out}/${name}.json`, `${JSON.stringify(json, null, 2)}\n`);
  writeFileSync(`${out}/${name}.md`, text);
}

async function report(): Promise<void> {
  const { quick, gate } = values;
  const baseline = readBaseline();
  const figures = values.soak ? await soak(runs, values.science) : await scenarios(quick, gate);
  const machine = machineOf(started, loadBefore);
  const text = `${headline(machine)}${quick ? "; quick" : ""}\n\n${table(
    figures.filter(({ detail }) => !detail),
    baseline,
  )}\n`;
  process.stdout.write(text);
  const details = figures.filter(({ detail }) => detail);
  const all = details.length === 0 ? text : `${text}\n${table(details, null)}\n`;
  write(values.soak ? "soak" : "figures", { machine, quick, figures }, all);
  if (!gate) return;
  const partial = values.soak || values.only !== undefined;
  const faults = judgeAll(figures, baseline).filter(({ kind }) => !partial || kind !== "not measured");
  if (faults.length === 0) return say(`The performance gate passed: ${figures.length} figures.`);
  say(`\n${explain(faults, ATTEMPTS)}`);
  process.exitCode = 1;
}

async function scenarios(quick: boolean, gate: boolean): Promise<Figure[]> {
  const control = await startControl();
  try {
    const run = { control, quick, say };
    const found = await measureGroups(groups, run);
    const figures = gate ? await confirm(found, readBaseline(), run) : [...found.values()].flat();
    return quick && values.only === undefined ? [...figures, ...(await soak(runs))] : figures;
  } finally {
    await control.close();
  }
}

/** Each round with processes of its own: what differs from start to start is part of the spread. */
async function acceptRatios(): Promise<void> {
  const measured: Figure[][] = [];
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}`);
    const control = await startControl();
    const found = await measureGroups(groups, { control, quick: true, comparedOnly: true, say });
    await control.close();
    measured.push([...found.values()].flat());
  }
  const judged = accept(measured);
  const busy = [...new Set(measured.flat().flatMap(({ compared }) => compared?.id ?? []))].filter((id) => !(id in judged));
  if (busy.length > 0) throw new Error(`nothing written: the machine was too busy for ${busy.join(", ")}; accept on a quiet one`);
  writeBaseline(headline(machineOf(started, loadBefore)), measured, values.only !== undefined);
  say("written: bench/baseline.json");
}

function chosen(only: string | undefined): typeof allGroups {
  const names = only?.split(",");
  const unknown = names?.find((name) => !allGroups.some((group) => group.name === name));
  if (unknown !== undefined)
    throw new Error(`--only: there is no "${unknown}"; known: ${allGroups.map(({ name }) => name).join(", ")}`);
  if (names === undefined) return values.quick || values.accept ? quickGroups : allGroups;
  return allGroups.filter(({ name }) => names.includes(name));
}

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least) throw new Error(`--${name} takes a whole number from ${least}`);
  return number;
}
