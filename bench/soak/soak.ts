import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTrail } from "../../plugins/audit-sqlite/index.ts";
import { cacheFolder } from "../../plugins/sandbox-pyodide/packages/folders.ts";
import { isAlive, memoryOf, type Process, processTree } from "../process-tree.ts";
import { type Measured, spawnServer } from "../server.ts";
import { type Figure, figure, slope } from "../statistics.ts";
import { type Answer, caseOf } from "./cases.ts";

const IN_FLIGHT = 32;
const SAMPLE_MS = 250;
/** MB: a gigabyte for the server with its ordinary interpreters, one for those of science, and one run that takes all it may. */
const TREE_MAX = 1024 + 1024 + 512;

interface Sample {
  readonly run: number;
  readonly mb: number;
}

/**
 * Mixed runs through one server, one in fifty hostile: none lost, none wrong, memory flat, nothing left behind. Linux only.
 * `inScience`: all of them in the science environment.
 */
export async function soak(runs: number, inScience = false): Promise<Figure[]> {
  if (process.platform !== "linux") return [];
  const home = mkdtempSync(join(tmpdir(), "soak-"));
  try {
    const places = prepare(home);
    const before = filesBelow(places.cache);
    const server = await spawnServer({
      STRATEGIC_PYTHON_CACHE: places.cache,
      TMPDIR: places.tmp,
      NODE_COMPILE_CACHE: places.compiled,
    });
    const found = await throughServer(server, runs, inScience);
    await server.close({ keep: true });
    const orphans = [...found.processes.values()].filter(isAlive).map(({ pid }) => `process ${pid}`);
    const left = [...filesBelow(places.tmp), ...filesBelow(places.cache).filter((file) => !before.includes(file))];
    const audit = await auditFaults(server.audit, found.answers);
    server.remove();
    return figuresOf(runs, found, [...orphans, ...left], audit);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** A temp folder and a cache of its own: what is new in them was left there by this server. Node's compile cache is meant to stay. */
function prepare(home: string): { cache: string; tmp: string; compiled: string } {
  const [cache, tmp, compiled] = [join(home, "cache"), join(home, "tmp"), join(home, "compiled")];
  mkdirSync(cache);
  mkdirSync(tmp);
  symlinkSync(join(cacheFolder(), "packages"), join(cache, "packages"));
  if (existsSync(join(cacheFolder(), "images")))
    cpSync(join(cacheFolder(), "images"), join(cache, "images"), { recursive: true });
  return { cache, tmp, compiled };
}

interface Found {
  readonly answers: Map<string, string>;
  readonly faults: string[];
  readonly samples: Sample[];
  readonly processes: Map<string, Process>;
  readonly seconds: number;
  readonly hostile: number;
}

async function throughServer(server: Measured, runs: number, inScience: boolean): Promise<Found> {
  const answers = new Map<string, string>();
  const faults: string[] = [];
  const samples: Sample[] = [];
  const processes = new Map<string, Process>();
  let next = 0;
  let done = 0;
  // Charts are kept for their readers, up to 256 MB: on purpose, so they are no leak and are taken off.
  let keptMb = 0;
  const sample = () => {
    const tree = processTree(server.pid);
    for (const one of tree) processes.set(`${one.pid}:${one.started}`, one);
    samples.push({ run: done, mb: memoryOf(tree) - keptMb });
  };
  const client = async () => {
    for (let n = next++; n < runs; n = next++) {
      const { name, args, right } = caseOf(n, inScience);
      try {
        const answer = (await server.call("run_analysis", args)).structuredContent as Answer;
        if (answers.has(answer.executionId)) faults.push(`${name} ${n}: a second answer for ${answer.executionId}`);
        answers.set(answer.executionId, answer.status);
        if (!right(answer)) faults.push(`${name} ${n}: ${JSON.stringify(answer).slice(0, 300)}`);
        for (const { png } of answer.charts) if (png !== null) keptMb += await sizeOf(server, png);
      } catch (error) {
        faults.push(`${name} ${n}: no answer: ${error instanceof Error ? error.message : String(error)}`);
      }
      done++;
    }
  };
  const started = performance.now();
  const timer = setInterval(sample, SAMPLE_MS);
  await Promise.all(Array.from({ length: IN_FLIGHT }, client));
  clearInterval(timer);
  sample();
  return { answers, faults, samples, processes, seconds: (performance.now() - started) / 1000, hostile: Math.floor(runs / 50) };
}

async function sizeOf(server: Measured, uri: string): Promise<number> {
  const { contents } = await server.client.readResource({ uri });
  const blob = contents[0] !== undefined && "blob" in contents[0] ? contents[0].blob : "";
  return Buffer.from(blob, "base64").length / 2 ** 20;
}

/** Every answer has one intent and one outcome with its status, no other is there, and the chain verifies. */
async function auditFaults(path: string, answers: ReadonlyMap<string, string>): Promise<string[]> {
  const trail = openTrail(path);
  const { verified, problems } = await trail.verify();
  const faults = verified ? [] : problems.map(({ message }) => message);
  const intents = new Map<string, number>();
  const outcomes = new Map<string, string[]>();
  for (const line of [...trail.export("jsonl")].slice(1)) {
    const { event, executionId, status } = JSON.parse(JSON.parse(line).body);
    if (event === "intent") intents.set(executionId, (intents.get(executionId) ?? 0) + 1);
    else outcomes.set(executionId, [...(outcomes.get(executionId) ?? []), status]);
  }
  for (const [id, status] of answers)
    if (intents.get(id) !== 1 || outcomes.get(id)?.join() !== status)
      faults.push(`${id} answered ${status}; recorded: ${intents.get(id) ?? 0} intents, outcomes ${outcomes.get(id)?.join()}`);
  for (const id of intents.keys()) if (!answers.has(id)) faults.push(`${id} is recorded but was not answered`);
  return faults;
}

function figuresOf(runs: number, found: Found, leftBehind: readonly string[], audit: readonly string[]): Figure[] {
  const { samples, faults, answers, seconds, hostile } = found;
  const settled = samples.filter(({ run }) => run >= runs * 0.2);
  const { perUnit, uncertainty } = slope(settled.map(({ run, mb }) => ({ x: run / 1000, y: mb })));
  const mean = settled.reduce((sum, { mb }) => sum + mb, 0) / settled.length;
  // What would have been added over the runs looked at; the interval's lower end, so that noise alone fails nobody.
  const grown = Math.max(0, (perUnit - uncertainty) * ((runs * 0.8) / 1000));
  const count = (name: string, list: readonly string[]) =>
    figure(name, [list.length], {
      unit: "",
      ceiling: 0,
      note: list.slice(0, 3).join("; ").replaceAll("|", "/").replaceAll("\n", " "),
    });
  return [
    figure(`soak of ${runs} runs, ${hostile} hostile: answered per second`, [runs / seconds], { unit: "/s", moreIsBetter: true }),
    count("soak: lost or wrong", [...faults, ...Array.from({ length: runs - answers.size }, () => "an answer is missing")]),
    count("soak: audit records that do not fit the answers", audit),
    count("soak: processes or files left behind", leftBehind),
    figure(
      "soak: memory of the process tree (PSS)",
      settled.map(({ mb }) => mb),
      { unit: "MB", ceiling: TREE_MAX },
    ),
    figure("soak: memory grown for certain over the last 80 %", [grown], {
      unit: "MB",
      // A server takes some 1,500 runs to reach its size; before that, growth says nothing of a leak.
      ceiling: runs * 0.2 >= 1500 ? Math.round(mean * 0.05) : null,
      note: `slope ${perUnit.toFixed(1)} ± ${uncertainty.toFixed(1)} MB per 1,000 runs (95 %)`,
    }),
  ];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).map(({ parentPath, name }) => join(parentPath, name));
}
