import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { memoryArtifacts } from "../artifacts/memory-store.ts";
import { StrategicError } from "../errors.ts";
import { type App, type CallOptions, createApp } from "../index.ts";
import type { Report, ReportFormat, TableFormat } from "../ports/report-format.ts";
import type { Json } from "../ports/sandbox.ts";
import type { ReportInput } from "../shapes/inputs.ts";
import { fakeAudit } from "../testing/index.ts";
import { analysis, fakePlugin } from "../tests/fake-app.ts";

const table: Json = {
  type: "table",
  columns: [{ name: "region" }, { name: "revenue" }, { name: "day" }],
  rows: [
    ["EMEA", 10.5, "2026-01-01"],
    ["APAC", null, "2026-01-02"],
  ],
  index: [],
  rowsTotal: 2,
};
const results: Record<string, Json> = {
  "1": { total: 4_234_567, share: 0.3149, words: "on track", missing: null, values: [1, 2, 3], by_region: table },
  "2": 7,
};

/** Writes the outline down as it is. */
function asJson(seen: Report[] = []): ReportFormat {
  return {
    id: "json",
    mimeType: "application/json",
    async write(report) {
      seen.push(report);
      const pictures = await Promise.all(report.sections.flatMap(({ charts }) => charts.map(({ picture }) => picture())));
      return { bytes: Buffer.from(JSON.stringify(report)), leftOut: pictures.length > 2 ? ["the third chart"] : [] };
    },
  };
}
const failing: ReportFormat = {
  id: "broken",
  mimeType: "x/y",
  write: () => Promise.reject(new Error("no room at /home/jane/x")),
};
const paper: ReportFormat = {
  id: "paper",
  mimeType: "x/y",
  write: () =>
    Promise.reject(new StrategicError("FORMAT_UNAVAILABLE", "No printer: name one.", { details: { instead: "json" } })),
};
const lines: TableFormat = {
  id: "lines",
  mimeType: "text/plain",
  write: async ({ rows, title, run }) => Buffer.from([title, run.codeSha256.slice(0, 4), ...rows.map(String)].join("\n")),
};

async function withApp(work: (app: App, seen: Report[], audit: ReturnType<typeof fakeAudit>) => Promise<void>): Promise<void> {
  const seen: Report[] = [];
  const audit = fakeAudit();
  const plugin = fakePlugin({ audit, answer: ({ code }) => ({ result: results[code] ?? null }) });
  await using app = await createApp([{ ...plugin, reportFormats: [asJson(seen), failing, paper], tableFormats: [lines] }]);
  await work(app, seen, audit);
}

const run = async (app: App, code: string, options: CallOptions = {}) =>
  (await app.analyze({ ...analysis, code }, options)).executionId;
const report = (section: Partial<ReportInput["sections"][number]>, more: Partial<ReportInput> = {}): ReportInput => ({
  title: "Board",
  sections: [{ heading: "One", ...section }],
  formats: ["json"],
  ...more,
});

describe("a report", () => {
  test("has the charts and tables of runs, with what ran on its last page, in the format asked for, kept and read again", () =>
    withApp(async (app, seen) => {
      const id = await run(app, "1");
      const chart = await app.render({ template: "numbers", from: { executionId: id }, data: undefined });
      expect(chart.ok).toBe(true);
      const made = await app.createReport(report({ charts: [chart.chartId], table: { executionId: id, path: "by_region" } }));
      const [outline] = seen;
      expect(outline).toMatchObject({
        id: made.reportId,
        title: "Board",
        sections: [
          {
            heading: "One",
            charts: [{ chartId: chart.chartId, executionId: id }],
            table: {
              executionId: id,
              columns: [
                { name: "region", kind: "text" },
                { name: "revenue", kind: "number" },
                { name: "day", kind: "date" },
              ],
              rows: [
                ["EMEA", 10.5, "2026-01-01"],
                ["APAC", null, "2026-01-02"],
              ],
            },
          },
        ],
        method: { runs: [{ executionId: id, persona: "alvaro", codeSha256: createHash("sha256").update("1").digest("hex") }] },
      });
      expect(made.warnings).toEqual([]);
      const again = await app.results.read({ kind: "report", id: made.reportId, format: "json" });
      expect(Buffer.from(again ?? [])).toEqual(Buffer.from(made.files.json ?? []));
      expect(await app.results.list({ kind: "report" })).toMatchObject([
        { id: made.reportId, title: "Board", formats: ["json"] },
      ]);
    }));

  test("an execution stands for all charts of its run; a link for what it leads to", () =>
    withApp(async (app, seen) => {
      const id = await run(app, "1");
      const drawn = [];
      for (const title of ["a", "b", "c"])
        drawn.push(await app.render({ template: "numbers", from: { executionId: id }, title }));
      const made = await app.createReport(report({ charts: [id, `strategic://charts/${drawn[0]?.chartId}.png`] }));
      expect(seen[0]?.sections[0]?.charts.map(({ title }) => title)).toEqual(["a", "b", "c", "a"]);
      expect(made.warnings).toEqual([{ code: "LEFT_OUT", section: null, message: "json: the third chart" }]);
    }));

  test("its text cites numbers from results: of the section's run, or of any by its id", () =>
    withApp(async (app, seen) => {
      const [one, two] = [await run(app, "1"), await run(app, "2")];
      const text = `{{run.total}} and {{run.share | ratio .1}}; {{${two}}}; {{run.words}}; {{run.values[1]}}; {{run.by_region[region=EMEA].revenue}}\n\nSecond.`;
      await app.createReport(report({ table: { executionId: one, path: "values" }, text, notes: "{{run.total|compact EUR}}" }));
      const [section] = seen[0]?.sections ?? [];
      expect(section?.text).toEqual(["4234567 and 31.49; 7; on track; 2; 10.5", "Second."]);
      expect(seen[0]?.method.runs.map(({ executionId }) => executionId)).toEqual([one, two]);
    }));

  test("a figure that stands in no result draws a warning that quotes it; one that does, none", () =>
    withApp(async (app) => {
      const id = await run(app, "1");
      const section = {
        heading: "Growth",
        table: { executionId: id, path: "values" },
        text: "4.2 M in 2026, 31 % of all, and 17.5 % more in Q3",
      };
      expect((await app.createReport(report(section))).warnings).toEqual([
        {
          code: "FIGURE_NOT_FOUND",
          section: "Growth",
          message: expect.stringContaining('"17.5 %" in "Growth" stands in no result'),
        },
      ]);
      expect((await app.createReport(report(section, { title: "Up 99 %" }))).warnings).toHaveLength(2);
    }));

  test.each<[string, (id: string, two: string) => ReportInput, object]>([
    [
      "a citation of nothing",
      (id) => report({ text: "{{run.totl}}", table: { executionId: id, path: "values" } }),
      { code: "INVALID_INPUT", message: expect.stringMatching(/no "totl"\. Known: total/), details: { path: "sections.0.text" } },
    ],
    [
      "a citation of null",
      (id) => report({ notes: "{{run.missing}}", table: { executionId: id, path: "values" } }),
      { code: "INVALID_INPUT", details: { path: "sections.0.notes" } },
    ],
    [
      "words in a number's format",
      (id) => report({ text: "{{run.words|compact}}", table: { executionId: id, path: "values" } }),
      { code: "INVALID_INPUT" },
    ],
    [
      "a format of no such word",
      (id) => report({ text: "{{run.total|pretty}}", table: { executionId: id, path: "values" } }),
      { message: expect.stringContaining('"pretty" is no way to write a number') },
    ],
    [
      "{{run}} with two runs",
      (id, two) =>
        report(
          { text: "{{run.total}}", table: { executionId: id, path: "values" } },
          {
            sections: [
              { heading: "{{run}}" },
              { heading: "b", table: { executionId: id, path: "values" } },
              { heading: "c", table: { executionId: two } },
            ],
          },
        ),
      { message: expect.stringContaining("stands on 2 runs") },
    ],
    [
      "a chart that is not kept",
      () => report({ charts: ["nothing"] }),
      { code: "UNKNOWN_CHART", details: { path: "sections.0.charts.0" } },
    ],
    [
      "a run without charts",
      (id) => report({ charts: [id] }),
      { code: "UNKNOWN_CHART", message: expect.stringContaining("has no charts") },
    ],
    [
      "a table of no run",
      () => report({ table: { executionId: "gone" } }),
      { code: "UNKNOWN_EXECUTION", details: { path: "sections.0.table.executionId" } },
    ],
    [
      "a number as a table",
      (_id, two) => report({ table: { executionId: two } }),
      { message: expect.stringContaining("is no table") },
    ],
    [
      "a table at no path",
      (id) => report({ table: { executionId: id, path: "by_regoin" } }),
      { message: expect.stringContaining("Known there: by_region") },
    ],
    ["no sections", () => report({}, { sections: [] }), { details: { path: "sections" } }],
    [
      "200 sections",
      () => report({}, { sections: Array(200).fill({ heading: "x" }) }),
      { message: expect.stringContaining("at most 100 sections, not 200") },
    ],
    ["no format", () => report({}, { formats: [] }), { details: { path: "formats" } }],
    [
      "an unknown format",
      () => report({}, { formats: ["doc"] }),
      { code: "UNKNOWN_FORMAT", details: { known: expect.arrayContaining(["json"]) } },
    ],
    ["no title", () => report({}, { title: " " }), { details: { path: "title" } }],
    [
      "a format that fails",
      () => report({}, { formats: ["broken"] }),
      { code: "RENDER_FAILED", message: expect.not.stringContaining("/home") },
    ],
  ])("of %s is refused, and nothing is kept", (_what, input, error) =>
    withApp(async (app) => {
      const [one, two] = [await run(app, "1"), await run(app, "2")];
      await expect(app.createReport(input(one, two))).rejects.toMatchObject(error);
      expect(await app.results.list({ kind: "report" })).toEqual([]);
    }),
  );

  test("a chart whose run has gone is there all the same, and the report says what it can't tell", async () => {
    const store = memoryArtifacts();
    const plugin = fakePlugin({ answer: ({ code }) => ({ result: results[code] ?? null }) });
    const plugins = [{ ...plugin, adapters: { ...plugin.adapters, artifactStore: () => store }, reportFormats: [asJson()] }];
    const first = await createApp(plugins);
    const id = await run(first, "1");
    const { chartId } = await first.render({ template: "numbers", from: { executionId: id } });
    await first.close();
    const get: typeof store.get = async (key) => (key.kind === "run" ? null : store.get(key));
    const forgetful = { ...plugin.adapters, artifactStore: () => ({ ...store, get }) };
    await using later = await createApp([{ ...plugin, adapters: forgetful, reportFormats: [asJson()] }]);
    const { warnings } = await later.createReport(report({ charts: [chartId] }));
    expect(warnings).toEqual([{ code: "RUN_GONE", section: null, message: expect.stringContaining(id) }]);
  });

  test("what is another's is not found", () =>
    withApp(async (app) => {
      const id = await run(app, "1", { owner: "jane" });
      const input = report({ table: { executionId: id, path: "values" } });
      await expect(app.createReport(input, { owner: "jack" })).rejects.toMatchObject({ code: "UNKNOWN_EXECUTION" });
      const { reportId } = await app.createReport(input, { owner: "jane" });
      const wanted = { kind: "report", id: reportId, format: "json" } as const;
      expect(await app.results.read(wanted, { owner: "jack" })).toBeNull();
      expect(await app.results.read(wanted, { owner: "jane" })).not.toBeNull();
    }));

  test("is on record with its runs and the hashes of its files; one that fails, with its reason", () =>
    withApp(async (app, _seen, audit) => {
      const id = await run(app, "1");
      const input = report({ table: { executionId: id, path: "values" } });
      const { reportId, files } = await app.createReport(input);
      const sha256 = createHash("sha256")
        .update(files.json ?? "")
        .digest("hex");
      expect(audit.records.at(-1)).toMatchObject({
        executionId: reportId,
        kind: "report",
        status: "ok",
        usage: { runs: [id], files: { json: sha256 } },
      });
      await app.createReport({ ...input, formats: ["broken"] }).catch(() => {});
      expect(audit.records.at(-1)).toMatchObject({
        kind: "report",
        status: "crashed",
        reason: expect.stringContaining("could not be written"),
      });
    }));

  test("where this machine can't write a format, what it names in its place is written, once, and that is said", () =>
    withApp(async (app, seen) => {
      const id = await run(app, "1");
      const input = report({ table: { executionId: id, path: "values" } });
      for (const formats of [["paper"], ["paper", "json"], ["json", "paper"]]) {
        const { files, warnings } = await app.createReport({ ...input, formats });
        expect(Object.keys(files)).toEqual(["json"]);
        expect(warnings).toEqual([{ code: "FORMAT_UNAVAILABLE", section: null, message: "No printer: name one." }]);
      }
      expect(seen).toHaveLength(3);
    }));

  test("one who has gone waits for nothing", () =>
    withApp(async (app) => {
      const id = await run(app, "1");
      const input = report({ table: { executionId: id, path: "values" } });
      await expect(app.createReport(input, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "ABORTED" });
    }));
});

describe("a table of a run", () => {
  test("is a file, with the run it is from beside it", () =>
    withApp(async (app) => {
      const id = await run(app, "1");
      const made = await app.exportTable({ executionId: id, path: "by_region", format: "lines" });
      expect(made).toMatchObject({ executionId: id, format: "lines", rows: 2, columns: 3, title: "by_region", warnings: [] });
      const sha = createHash("sha256").update("1").digest("hex").slice(0, 4);
      expect(Buffer.from(made.file).toString()).toBe(`by_region\n${sha}\nEMEA,10.5,2026-01-01\nAPAC,,2026-01-02`);
      expect(await app.results.read({ kind: "report", id: made.exportId, format: "lines" })).toEqual(made.file);
    }));

  test("of a run that is not kept, of no table, and in no format that is known, is refused", () =>
    withApp(async (app) => {
      const id = await run(app, "2");
      await expect(app.exportTable({ executionId: "x", format: "lines" })).rejects.toMatchObject({ code: "UNKNOWN_EXECUTION" });
      await expect(app.exportTable({ executionId: id, format: "lines" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
      await expect(app.exportTable({ executionId: id, format: "pdf" })).rejects.toMatchObject({ code: "UNKNOWN_FORMAT" });
    }));
});
