import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analysis, environment, launcher, type RunningServer, startServer } from "./server.ts";

/** Tables that nobody here made. */
const tables = fileURLToPath(new URL("../../node_modules/vega-datasets/data", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "reports-"));
const out = join(folder, "out");
const env = { STRATEGIC_PYTHON_KEEP: join(folder, "results"), STRATEGIC_PYTHON_AUDIT: join(folder, "audit.sqlite") };
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const code = `
cars = datasets["cars"]
by_origin = cars.groupby("Origin")["Miles_per_Gallon"].mean().round(2).reset_index()
strategic.chart("bar", by_origin)
strategic.chart("scatter", cars[["Horsepower", "Miles_per_Gallon", "Name"]].dropna().head(50).rename(columns={"Name": "label", "Horsepower": "x", "Miles_per_Gallon": "y"}).to_dict("list"))
result = {"by_origin": by_origin, "mean": float(cars["Miles_per_Gallon"].mean()), "cars": len(cars)}
`;

let server: RunningServer;
let run: { executionId: string; charts: { id: string }[] };
beforeAll(async () => {
  server = await startServer(["--workspace", tables, "--workers", "1", "--out", out], env);
  const made = await server.call("run_analysis", analysis(code, { datasets: ["cars"] }));
  expect(made.isError, made.text).toBe(false);
  run = made.data as typeof run;
});
afterAll(() => server.close());

interface Report {
  readonly reportId: string;
  readonly files: Record<string, string>;
  readonly file: Record<string, string>;
  readonly warnings: readonly { code: string; message: string }[];
}
const outline = (more: object = {}) => ({
  title: "What cars use",
  sections: [
    { heading: "By origin", text: "{{run.mean|.1}} miles a gallon on average.", charts: [run.executionId], notes: "Older cars." },
    { heading: "Numbers", table: { executionId: run.executionId, path: "by_origin" } },
  ],
  formats: ["pptx", "html", "md"],
  ...more,
});

describe("create_report", () => {
  test("makes a deck, a page and a document of a run, each a link and a file, the same bytes", async () => {
    const made = await server.call("create_report", outline());
    expect(made.isError, made.text).toBe(false);
    const report = made.data as unknown as Report;
    expect(report.warnings).toEqual([]);
    expect(Object.keys(report.files)).toEqual(["pptx", "html", "md"]);
    for (const [format, uri] of Object.entries(report.files)) {
      expect(uri).toBe(`strategic://reports/${report.reportId}.${format}`);
      const [content] = (await server.client.readResource({ uri })).contents as {
        text?: string;
        blob?: string;
        mimeType: string;
      }[];
      const bytes = content?.text === undefined ? Buffer.from(content?.blob ?? "", "base64") : Buffer.from(content.text);
      expect(bytes).toEqual(readFileSync(report.file[format] ?? ""));
    }
    const words = readFileSync(report.file.md ?? "", "utf8");
    expect(words).toContain("23.5 miles a gallon on average.");
    expect(words).toContain("| Japan | 30.45 |");
    expect(made.content.filter(({ type }) => type === "resource_link")).toHaveLength(3);
    const { resources } = await server.client.listResources();
    expect(resources.filter(({ uri }) => uri.includes(report.reportId))).toMatchObject([
      { title: "What cars use" },
      { title: "What cars use" },
      { title: "What cars use" },
    ]);
  });

  test("quotes a figure that no run has, and refuses a citation that leads nowhere with what there is", async () => {
    const sections = [{ heading: "x", text: "About 87.3 % of all.", table: { executionId: run.executionId, path: "by_origin" } }];
    const made = await server.call("create_report", outline({ sections, formats: ["md"] }));
    expect((made.data as unknown as Report).warnings).toMatchObject([
      { code: "FIGURE_NOT_FOUND", message: expect.stringContaining('"87.3 %"') },
    ]);
    const wrong = await server.call("create_report", outline({ sections: [{ ...sections[0], text: "{{run.meen}}" }] }));
    expect(wrong).toMatchObject({ isError: true, text: expect.stringMatching(/INVALID_INPUT[\s\S]*Known: mean/) });
  });

  test.each([
    ["a run that is not kept", { sections: [{ heading: "x", charts: ["nothing"] }] }, "UNKNOWN_CHART"],
    ["a format that nobody writes", { formats: ["doc"] }, "UNKNOWN_FORMAT"],
  ])("%s is an error in words", async (_what, more, code) => {
    expect(await server.call("create_report", outline(more))).toMatchObject({
      isError: true,
      text: expect.stringContaining(code),
    });
  });
});

test("export_table gives a workbook with the table and what it was made from", async () => {
  const made = await server.call("export_table", { executionId: run.executionId, path: "by_origin", format: "xlsx" });
  const { file, rows, columns, uri } = made.data as { file: string; rows: number; columns: number; uri: string };
  expect([rows, columns]).toEqual([3, 2]);
  expect(uri).toMatch(/^strategic:\/\/reports\/[\w-]+\.xlsx$/);
  expect(readFileSync(file).subarray(0, 2).toString()).toBe("PK");
});

describe("the command line", () => {
  const strategic = (...args: string[]) =>
    execFileSync(process.execPath, [launcher, ...args], {
      env: { ...environment(folder), ...env },
      encoding: "utf8",
      cwd: folder,
    });

  test("makes a report of an outline in Markdown from what the server kept, and holds it to the audit trail", () => {
    const spec = join(folder, "outline.md");
    appendFileSync(spec, `# Cars\n\n## By origin\n{{run.mean|.1}} on average.\n\n![](chart:${run.charts[0]?.id})\n`);
    const made = JSON.parse(strategic("report", spec, "--format", "md", "--format", "pptx", "--json")) as Report;
    expect(readFileSync(join(folder, made.file.md ?? ""), "utf8")).toContain("23.5 on average.");
    const deck = join(folder, made.file.pptx ?? "");
    const found = JSON.parse(strategic("verify", deck, "--json"));
    expect(found).toMatchObject({
      verified: true,
      reportId: made.reportId,
      problems: [],
      runs: [{ executionId: run.executionId, status: "ok" }],
    });
    appendFileSync(deck, " ");
    const verify = spawnSync(process.execPath, [launcher, "verify", deck], {
      env: { ...environment(folder), ...env },
      encoding: "utf8",
    });
    expect([verify.status, verify.stdout]).toEqual([1, expect.stringContaining("NOT VERIFIED: No record has this file's hash")]);
  });

  test("exports a table as CSV, and says what it can't", () => {
    const file = strategic("export", run.executionId, "--path", "by_origin", "--format", "csv").trim();
    expect(existsSync(join(folder, file))).toBe(true);
    expect(readFileSync(join(folder, file), "utf8")).toContain("Japan,30.45");
    const wrong = spawnSync(process.execPath, [launcher, "export", "nothing"], {
      env: { ...environment(folder), ...env },
      encoding: "utf8",
    });
    expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringContaining("UNKNOWN_EXECUTION")]);
  });
});
