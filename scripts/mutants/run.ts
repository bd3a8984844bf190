import { execFileSync, spawnSync } from "node:child_process";
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Equivalent, isListed, stale } from "./equivalent.ts";
import { Lane, type Verdict } from "./lane.ts";
import { Order } from "./order.ts";
import { type Mutant, mutantsOf } from "./plant.ts";
import { distanceOf, isSourceOf, isTestOf, type Room, rooms } from "./rooms.ts";
import { percent, type Score, withRow } from "./score.ts";
import { copyOf } from "./tree.ts";

/**
 * `npm run mutants -- PATH…`: plants faults in a file or folder, one at a time, and says which of them no test notices.
 * A whole room, all of its faults or a sample, writes its row into `docs/quality.md`; a part of one is only printed.
 */
const root = resolve(import.meta.dirname, "../..");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  // `--survivors`: only what survived the last run, to see whether new tests notice it. `--every 4`: one fault of four.
  options: { lanes: { type: "string" }, every: { type: "string", default: "1" }, survivors: { type: "boolean", default: false } },
});
const every = Number(values.every);
const kept = join(root, "out", "mutants.json");

const paths = positionals.map((path) => relative(root, resolve(path)));
if (paths.length === 0) throw new Error(`Name a file or a folder. Rooms: ${rooms.map(({ name }) => name).join("; ")}.`);
const all = globSync(["core/**/*.ts", "plugins/**/*.{ts,py}", "presets/**/*.ts", "test/**/*.test.ts"], { cwd: root });
const files = all.filter((file) => paths.some((path) => path === "" || file === path || file.startsWith(`${path}/`)));
const touched = rooms.filter((room) => files.some((file) => isSourceOf(file, room)));
if (touched.length === 0) throw new Error(`No room holds ${paths.join(", ")}.`);

/** Of what is measured, whatever is committed meanwhile. */
const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim();
let total: Score = { mutants: 0, killed: 0, timedOut: 0, equivalent: 0, survived: [], seconds: 0 };
for (const room of touched) {
  const sources = files.filter((file) => isSourceOf(file, room)).toSorted();
  const whole = all.filter((file) => isSourceOf(file, room)).length === sources.length;
  const score = sources[0]?.endsWith(".py") ? python(sources) : await typescript(room, sources);
  for (const { file, line, from, to } of score.survived) console.log(`SURVIVED ${file}:${line}\n    ${from}\n    ${to}`);
  console.log(
    `${room.name}: ${percent(score).toFixed(1)} % of ${score.mutants} faults noticed, in ${score.seconds.toFixed(0)} s.`,
  );
  if (whole && !values.survivors) {
    const page = join(root, "docs/quality.md");
    const measured = `${new Date().toISOString().slice(0, 10)}, ${commit}`;
    writeFileSync(page, withRow(readFileSync(page, "utf8"), room.name, score, measured, every));
  }
  total = {
    mutants: total.mutants + score.mutants,
    killed: total.killed + score.killed,
    timedOut: total.timedOut + score.timedOut,
    equivalent: total.equivalent + score.equivalent,
    survived: [...total.survived, ...score.survived],
    seconds: total.seconds + score.seconds,
  };
}
if (!values.survivors) writeSurvivors(total.survived);
console.log(JSON.stringify(total));

function python(sources: readonly string[]): Score {
  const { stdout, status } = spawnSync("python3", ["scripts/mutants/python/run.py", "--every", String(every), ...sources], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`scripts/mutants/python/run.py ended with ${status}.`);
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) as string) as Score;
}

async function typescript(room: Room, sources: readonly string[]): Promise<Score> {
  const started = performance.now();
  const listed = JSON.parse(readFileSync(join(import.meta.dirname, "equivalent.json"), "utf8")) as Equivalent[];
  const found = sources.flatMap((file) => mutantsOf(file, readFileSync(join(root, file), "utf8")));
  for (const { file, from } of stale(listed, found))
    console.log(`The list of equivalent faults has one that is no more: ${file}: ${from}`);
  const again = values.survivors ? (JSON.parse(readFileSync(kept, "utf8")) as Score["survived"]) : null;
  const isWanted = (one: Mutant) =>
    again === null || again.some(({ file, from, to }) => file === one.file && from === one.from && to === one.to);
  const real = found.filter((one) => !isListed(one, listed) && isWanted(one)).filter((_, at) => at % every === 0);
  const tests = all.filter((file) => isTestOf(file, room)).toSorted((a, b) => distanceOf(a, room) - distanceOf(b, room));
  const order = new Order(root, tests, sources);
  const survived: Mutant[] = [];
  const counts = { killed: 0, timedOut: 0, survived: 0 } satisfies Record<Verdict, number>;
  const queue = real.values();
  const work = async () => {
    const copy = copyOf(root);
    const lane = new Lane(copy);
    try {
      await lane.measure(tests.filter((test) => order.isUsed(test)));
      for (const mutant of queue) {
        const { verdict, by } = await lane.judge(mutant, order.groupsFor(mutant.file));
        counts[verdict]++;
        if (by !== null) order.noticed(mutant.file, by);
        if (verdict === "survived") survived.push(mutant);
        process.stderr.write(
          `\r${counts.killed + counts.timedOut + counts.survived}/${real.length}, ${counts.survived} survived `,
        );
      }
    } finally {
      lane.close();
      rmSync(copy, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: Number(values.lanes ?? Math.min(2, availableParallelism())) }, work));
  process.stderr.write("\n");
  return {
    mutants: again === null && every === 1 ? found.length : real.length,
    killed: counts.killed,
    timedOut: counts.timedOut,
    equivalent: found.filter((one) => isListed(one, listed)).length,
    survived: survived
      .toSorted((a, b) => a.file.localeCompare(b.file) || a.start - b.start)
      .map(({ file, line, from, to }) => ({ file, line, from, to })),
    seconds: (performance.now() - started) / 1000,
  };
}

function writeSurvivors(survived: Score["survived"]): void {
  execFileSync("mkdir", ["-p", join(root, "out")]);
  writeFileSync(kept, JSON.stringify(survived));
}
