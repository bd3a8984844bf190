import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { concurrencyScenarios, replacementScenarios } from "./scenarios/concurrency.ts";
import { integerScenarios } from "./scenarios/integers.ts";
import { memoryScenarios } from "./scenarios/memory.ts";
import { renderScenarios } from "./scenarios/render.ts";
import { rewindScenarios } from "./scenarios/rewind.ts";
import { startScenarios } from "./scenarios/start.ts";
import { warmScenarios } from "./scenarios/warm.ts";
import { spawnServer } from "./server.ts";
import { soak } from "./soak/soak.ts";
import { type Figure, meets, passes } from "./statistics.ts";

/**
 * `npm run bench`: every figure in one run, on one machine. `--gate` fails on a ceiling; `--quick` takes fewer samples and adds a
 * short soak. `--soak [--runs N]`: the soak alone, 10,000 runs.
 */
const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    gate: { type: "boolean", default: false },
    soak: { type: "boolean", default: false },
    runs: { type: "string" },
  },
});
const { quick, gate } = values;
const runs = Number(values.runs ?? (values.soak ? 10_000 : 500));
if (!Number.isInteger(runs) || runs < 100) throw new Error("--runs takes a whole number from 100");

async function scenarios(): Promise<Figure[]> {
  if (values.soak) return soak(runs);
  const figures = [
    ...(await startScenarios(quick)),
    ...(await rewindScenarios(quick)),
    ...(await integerScenarios(quick)),
    ...(await replacementScenarios(quick)),
  ];
  const server = await spawnServer();
  try {
    figures.push(
      ...(await warmScenarios(server, quick)),
      ...(await memoryScenarios(server)),
      ...(await concurrencyScenarios(server, quick)),
      ...(await renderScenarios(server, quick)),
    );
  } finally {
    await server.close();
  }
  return quick ? [...figures, ...(await soak(runs))] : figures;
}

const figures = await scenarios();
const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
const machine = {
  cpu: cpus()[0]?.model ?? "unknown",
  cores: availableParallelism(),
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.versions.node,
  version,
};
const bound = ({ moreIsBetter }: Figure) => (moreIsBetter ? "≥" : "≤");
const report = [
  `Machine: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GiB, Node ${machine.node}; strategic-python ${version}${quick ? "; quick" : ""}`,
  "",
  "| scenario | n | p50 | p95 | max | gate | target |  |",
  "| --- | --- | --- | --- | --- | --- | --- | --- |",
  ...figures.map(
    (found) =>
      `| ${found.name} | ${found.samples} | ${found.p50} ${found.unit} | ${found.p95} ${found.unit} | ${found.max} ${found.unit} | ${found.ceiling === null ? "" : `${found.gated} ${bound(found)} ${found.ceiling} ${found.unit}`} ${passes(found) ? "" : " **over**"} | ${found.target === null ? "" : `${found.target} ${found.unit} ${meets(found) === true ? "met" : "**missed**"}`} | ${found.note} |`,
  ),
].join("\n");
process.stdout.write(`${report}\n`);
const out = fileURLToPath(new URL("../out/bench", import.meta.url));
const name = values.soak ? "soak" : "figures";
mkdirSync(out, { recursive: true });
writeFileSync(`${out}/${name}.json`, `${JSON.stringify({ machine, quick, figures }, null, 2)}\n`);
writeFileSync(`${out}/${name}.md`, `${report}\n`);
const over = figures.filter((found) => !passes(found));
if (gate && over.length > 0) {
  process.stderr.write(`over the ceiling: ${over.map(({ name }) => name).join("; ")}\n`);
  process.exitCode = 1;
}
