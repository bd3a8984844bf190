import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { analysis, environment, launcher, type RunningServer, startServer } from "./server.ts";

const folder = mkdtempSync(join(tmpdir(), "results-last-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const workspace = join(folder, "data");
mkdirSync(workspace);
const month = (rows: string) => writeFileSync(join(workspace, "orders.csv"), `region,revenue\n${rows}`);
const kept = (name: string) => ({ STRATEGIC_PYTHON_KEEP: join(folder, name) });
const serving = (name: string) => startServer(["--workspace", workspace, "--workers", "1"], kept(name));
const code = 'result = datasets["orders"].groupby("region")["revenue"].sum().reset_index()';

const bytesAt = async ({ client }: RunningServer, uri: string): Promise<string> => {
  const [content] = (await client.readResource({ uri })).contents as { text?: string; blob?: string }[];
  return content?.text ?? content?.blob ?? "";
};

test("after a kill -9 the next server has every link, draws the same bytes, draws from the run, and runs it again on the new file", async () => {
  month("EMEA,10\nAPAC,5\nEMEA,7\n");
  const first = await serving("killed");
  const made = await first.call(
    "analyze_and_render",
    analysis(code, { datasets: ["orders"], template: "bar", title: "Revenue" }),
  );
  const { run, chart } = made.data as { run: { executionId: string }; chart: { png: string; html: string } };
  const before = await Promise.all([bytesAt(first, chart.png), bytesAt(first, chart.html)]);
  process.kill(first.pid, "SIGKILL");
  await first.close().catch(() => {});

  await using next = await serving("killed");
  expect(await Promise.all([bytesAt(next, chart.png), bytesAt(next, chart.html)])).toEqual(before);
  const { resources } = await next.client.listResources();
  expect(resources.map(({ uri }) => uri)).toEqual(
    expect.arrayContaining([chart.png, chart.html, `strategic://runs/${run.executionId}`]),
  );
  expect(resources.find(({ uri }) => uri === chart.png)).toMatchObject({ title: "Revenue", mimeType: "image/png" });
  const from = { template: "bar", from: { executionId: run.executionId } };
  expect(await next.call("render_chart", from)).toMatchObject({ isError: false, data: { ok: true, warnings: [] } });

  month("EMEA,12\nAPAC,9\nLATAM,1\n");
  const warned = (await next.call("render_chart", from)).data as { warnings: { code: string }[] };
  expect(warned.warnings.map((warning) => warning.code)).toContain("DATA_CHANGED");
  const again = await next.call("rerun", { executionId: run.executionId });
  expect(again.isError).toBe(false);
  expect(again.data).toMatchObject({
    before: run.executionId,
    // Those that were drawn from the run: with a title of its own, and with the one that the numbers word.
    run: {
      status: "ok",
      charts: [
        { title: "Revenue", png: expect.stringMatching(/^strategic:/) },
        { title: "revenue: EMEA is highest at 12, LATAM lowest at 1", png: expect.stringMatching(/^strategic:/) },
      ],
    },
    changes: [
      { path: "[region=EMEA].revenue", before: 17, after: 12, change: -5 },
      { path: "[region=APAC].revenue", before: 5, after: 9, change: 4 },
      { path: "rows", before: 2, after: 3, change: 1 },
      { path: "[region=LATAM].revenue", before: null, after: 1, kind: "added" },
    ],
  });
  expect(again.text).toContain("[region=EMEA].revenue: 17 → 12 (-5)");
  const { executionId } = (again.data as { run: { executionId: string } }).run;
  const compared = await next.call("compare", { a: run.executionId, b: executionId });
  expect(compared.data).toMatchObject({ changesTotal: 4, chart: { ok: true, png: expect.stringMatching(/^strategic:/) } });
  expect(compared.content.map(({ type }) => type)).toContain("image");
  expect(await next.call("rerun", { executionId: "nothing" })).toMatchObject({ isError: true });
});

test("two servers on one folder find each other's runs, and neither loses one", async () => {
  month("EMEA,1\n");
  const [one, two] = await Promise.all([serving("shared"), serving("shared")]);
  const runs = await Promise.all(
    Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? one : two).call("run_analysis", analysis(`${at}`))),
  );
  const ids = runs.map(({ data }) => (data as { executionId: string }).executionId);
  for (const server of [one, two])
    expect(await Promise.all(ids.map((id) => bytesAt(server, `strategic://runs/${id}`)))).toEqual(ids.map((_, at) => `${at}`));
  await Promise.all([one.close(), two.close()]);
});

test("--keep none leaves nothing on the disk, and the links hold until the server ends", async () => {
  const home = join(folder, "home");
  mkdirSync(home);
  await using server = await startServer(["--workers", "1", "--keep", "none"], { XDG_STATE_HOME: home });
  const { executionId } = (await server.call("run_analysis", analysis("'secret' + 'word'"))).data as { executionId: string };
  expect(await bytesAt(server, `strategic://runs/${executionId}`)).toBe('"secretword"');
  expect(readdirSync(home, { recursive: true })).toEqual([]);
});

test("the command line runs it again, from what a run of its own or a server kept, and tells what changed", () => {
  const env = { ...environment(folder), ...kept("cli") };
  const file = (name: string, rows: string) => {
    const path = join(folder, name);
    writeFileSync(path, `region,revenue\n${rows}`);
    return path;
  };
  const strategic = (...args: string[]) =>
    JSON.parse(
      execFileSync(process.execPath, [launcher, ...args, "--out", join(folder, "out"), "--json"], { env, encoding: "utf8" }),
    );
  const flags = ["--persona", "alvaro", "--capability", "roi_calculations"];
  const run = strategic(
    "run",
    ...flags,
    "--data",
    file("january.csv", "EMEA,1\n"),
    "--code",
    'float(datasets["january"]["revenue"].sum())',
  );
  const again = strategic("rerun", run.executionId, "--data", file("february.csv", "EMEA,4\nAPAC,2\n"));
  expect(again).toMatchObject({
    before: run.executionId,
    run: { status: "ok", result: 6, datasets: [{ name: "january" }] },
    changes: [{ path: "result", before: 1, after: 6, change: 5 }],
    schemaChanges: [{ dataset: "january", kind: "rows", before: 1, after: 2 }],
  });
});
