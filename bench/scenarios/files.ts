import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeXlsx } from "hucre/xlsx";
import type { Group } from "../scenario.ts";
import { analysis, type Measured, ok, spawnServer } from "../server.ts";
import { type Figure, figure } from "../statistics.ts";

const parquet = fileURLToPath(new URL("../../node_modules/vega-datasets/data/flights-3m.parquet", import.meta.url));
const CSV_BYTES = 10_000_000;
const REWOUND_MS = 250;

/** What it costs to read the files that people bring, and what an unchanged one costs the second time. */
async function files(quick: boolean): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "bench-files-"));
  const rounds = quick ? 3 : 9;
  const first: Record<string, number[]> = { csv: [], xlsx: [], parquet: [] };
  const again: Record<string, number[]> = { csv: [], xlsx: [], parquet: [] };
  const described: number[] = [];
  const listed: number[] = [];
  const health: number[] = [];
  try {
    await fill(folder);
    for (let round = 0; round < rounds; round++) {
      const server = await spawnServer({ STRATEGIC_PYTHON_WORKSPACE: folder });
      // The interpreter stands before anything is timed.
      ok(await server.call("run_analysis", analysis("1")));
      for (const name of ["csv", "xlsx", "parquet"]) {
        first[name]?.push(await loaded(server, name));
        for (let times = 0; times < 3; times++) {
          // Nobody asks again before the last run is undone, which takes longer the more memory its table took.
          await new Promise((resolve) => setTimeout(resolve, REWOUND_MS));
          again[name]?.push(await loaded(server, name));
        }
      }
      described.push(await timed(() => server.call("describe_dataset", { name: "other" })));
      const [whole, stall] = await listing(server);
      listed.push(whole);
      health.push(stall);
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return [
    figure("CSV of 10 MB, first run on it", first.csv ?? [], { target: 3000 }),
    figure("the same file again", again.csv ?? [], { target: 100 }),
    figure("XLSX of 10,000 x 20, first run on it", first.xlsx ?? [], { target: 1500 }),
    figure("the same workbook again", again.xlsx ?? [], {}),
    figure("Parquet of 3,000,000 x 5, first run on it", first.parquet ?? [], {}),
    figure("the same Parquet again", again.parquet ?? [], {}),
    figure("describe_dataset of a CSV of 10 MB", described, { target: 1000 }),
    figure("a page of 2,000 files", listed, { target: 300 }),
    figure("get_health meanwhile", health, {}),
  ];
}

async function loaded(server: Measured, name: string): Promise<number> {
  return timed(async () =>
    ok(await server.call("run_analysis", { ...analysis(`datasets["${name}"].shape[0]`), datasets: [name] })),
  );
}

async function listing(server: Measured): Promise<[number, number]> {
  const page = timed(() => server.call("list_templates", { kind: "datasets", cursor: "1000" }));
  const health = timed(() => server.call("get_health", {}));
  return [await page, await health];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The same numbers each time, from a generator of our own. */
async function fill(folder: string): Promise<void> {
  let state = 1;
  const next = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  const table = () => {
    const lines = ["order,day,region,product,customer,quantity,price,amount"];
    for (let bytes = 0; bytes < CSV_BYTES; ) {
      const [quantity, cents] = [next(50) + 1, next(50_000)];
      const day = new Date(Date.UTC(2022, 0, 1 + next(1000))).toISOString().slice(0, 10);
      const line = `${1_000_000 + next(9_000_000)},${day},Region ${next(4)},Product ${next(200)},Customer ${next(20_000)},${quantity},${cents / 100},${(quantity * cents) / 100}`;
      lines.push(line);
      bytes += line.length + 1;
    }
    return `${lines.join("\n")}\n`;
  };
  writeFileSync(join(folder, "csv.csv"), table());
  writeFileSync(join(folder, "other.csv"), table());
  cpSync(parquet, join(folder, "parquet.parquet"));
  const header = Array.from({ length: 20 }, (_, at) => `column ${at}`);
  const cells = Array.from({ length: 10_000 }, (_, row) =>
    header.map((_, at) =>
      at % 4 === 0 ? `text ${next(500)}` : at % 4 === 1 ? new Date(Date.UTC(2024, 0, 1 + (row % 300))) : next(1_000_000) / 100,
    ),
  );
  writeFileSync(join(folder, "xlsx.xlsx"), await writeXlsx({ sheets: [{ name: "Data", rows: [header, ...cells] }] }));
  mkdirSync(join(folder, "many"));
  for (let at = 0; at < 2000; at++) writeFileSync(join(folder, "many", `table ${at}.csv`), `a,b\n${at},1\n`);
}

export const filesGroup: Group = {
  name: "files",
  open: async () => ({ scenarios: [], more: files, close: async () => {} }),
};
