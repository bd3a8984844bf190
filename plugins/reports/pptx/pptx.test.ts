import JSZip from "jszip";
import { expect, test } from "vitest";
import type { ReportTools } from "../../../core/ports/report-format.ts";
import { draw } from "../../charts/tests/charts.ts";
import { misplaced } from "../tests/geometry.ts";
import { chartOf, executionId, lookIn, pixel, reportOf, run, section, tableOf, tools } from "../tests/reports.ts";
import { deckOf, only, specOf } from "../tests/written.ts";
import { pptx } from "./pptx.ts";

const textsOf = (slide: { readonly things: readonly { readonly text: string }[] } | undefined) =>
  (slide?.things ?? []).map(({ text }) => text);
const titleOf = (slide: { readonly things: readonly { readonly text: string }[] } | undefined) => slide?.things[0]?.text ?? "";
const paragraph = "Platform investments paid back within two quarters, and the return grows with every service that moves. ";

test("opens with what it is, for whom and of which day", async () => {
  const { slides } = await deckOf(reportOf([section()]));
  expect(textsOf(slides[0]).join("\n")).toMatch(/^Return on our platform\nFirst half of 2026For the boardNovember 22, 2026/);
});

test("the same report is the same file, whatever was written before it", async () => {
  const report = reportOf([section({ charts: [chartOf(specOf([{}])), chartOf(specOf([{ kind: "line" }]))], table: tableOf(3) })]);
  const once = await pptx.write(report, tools());
  await pptx.write(reportOf([section({ charts: [chartOf(specOf([{}]))] })]), tools());
  const again = await pptx.write(report, tools());
  expect(Buffer.from(again.bytes).equals(Buffer.from(once.bytes))).toBe(true);
});

test("a file says the report's own time, and not the clock's", async () => {
  const { parts } = await deckOf(reportOf([section()]));
  expect(parts.get("docProps/core.xml")).toContain('<dcterms:created xsi:type="dcterms:W3CDTF">2026-11-22T10:00:00Z<');
});

test("a chart's workbook says the report's time too", async () => {
  const { workbooks } = await deckOf(reportOf([section({ charts: [chartOf(specOf([{}]))] })]));
  const zip = await JSZip.loadAsync(only(workbooks));
  expect(await zip.file("docProps/core.xml")?.async("string")).toMatch(
    /created[^>]*>2026-11-22T10:00:00Z<.*modified[^>]*>2026-11-22T10:00:00Z</,
  );
});

test("a logo that is an SVG is one, and where older programs look for a PNG they find one", async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString("base64");
  const { bytes } = await pptx.write(
    reportOf([section()]),
    tools(lookIn("en", { logo: { type: "image/svg+xml", base64: svg, ratio: 4 } })),
  );
  const media = Object.entries((await JSZip.loadAsync(bytes)).files).filter(([path]) => path.startsWith("ppt/media/"));
  const heads = await Promise.all(
    media.map(async ([path, file]) => [path.replace(/^.*\./, ""), (await file.async("string")).slice(1, 4)]),
  );
  expect(heads).toEqual(
    expect.arrayContaining([
      ["svg", "svg"],
      ["png", "PNG"],
    ]),
  );
  for (const [ending, head] of heads) expect(head).toBe(ending === "svg" ? "svg" : "PNG");
});

test("every slide has a title, by which a reader who can't see finds it", async () => {
  const { parts, slides } = await deckOf(reportOf([section({ charts: [chartOf(specOf([{}]))], table: tableOf(2) })]));
  for (const at of slides.keys())
    expect(parts.get(`ppt/slides/slide${at + 1}.xml`)?.match(/<p:ph type="title"\/>/g)).toHaveLength(1);
});

test("text stands beside a section's first chart where it has room there", async () => {
  const { inside } = await deckOf(
    reportOf([section({ text: [paragraph, paragraph], charts: [chartOf(specOf([{}])), chartOf(specOf([{}]))] })]),
  );
  expect(inside).toHaveLength(2);
  expect(textsOf(inside[0]).some((text) => text.includes(paragraph.trim()))).toBe(true);
  expect(textsOf(inside[1]).some((text) => text.includes(paragraph.trim()))).toBe(false);
});

test("a section is named above its first chart, and the chart's own claim is the title", async () => {
  const { inside } = await deckOf(reportOf([section({ charts: [chartOf(specOf([{}])), chartOf(specOf([{}]))] })]));
  expect(titleOf(inside[0])).toBe("Deployments rose");
  expect(textsOf(inside[0])).toContain("Where we stand");
  expect(textsOf(inside[1])).not.toContain("Where we stand");
});

test("text without room beside a chart, or without a chart, has slides of its own, counted; not a word is lost", async () => {
  const text = Array.from({ length: 30 }, (_, at) => `${at + 1}: ${paragraph.repeat(3)}`.trim());
  const { inside, slides } = await deckOf(reportOf([section({ text, charts: [chartOf(specOf([{}]))] })]));
  const pages = inside.filter((slide) => titleOf(slide).startsWith("Where we stand"));
  expect(pages.length).toBeGreaterThan(2);
  expect(pages.map(titleOf)).toEqual(pages.map((_, at) => `Where we stand (${at + 1}/${pages.length})`));
  const squeezed = (words: string) => words.replace(/\s/g, "");
  const said = pages.flatMap(({ things }) => things.filter(({ name }) => name === "Text")).map((thing) => thing.text);
  expect(squeezed(said.join(""))).toBe(squeezed(text.join("")));
  expect(misplaced(slides)).toEqual([]);
});

test("a table shows seventy rows on five slides and says where the others are", async () => {
  const { inside } = await deckOf(reportOf([section({ table: tableOf(10_000) })]));
  expect(inside).toHaveLength(5);
  expect(titleOf(inside[4])).toBe("Where we stand (5/5)");
  for (const slide of inside)
    expect(textsOf(slide)).toContain("First 70 of 10,000 rows; the whole table is in the workbook (export_table).");
});

test("a table's years have no commas, its numbers as many decimals each, and what is missing is a dash", async () => {
  const { inside } = await deckOf(reportOf([section({ table: tableOf(6) })]));
  const text = only(inside).things.find(({ kind }) => kind === "table")?.text ?? "";
  expect(text).toBe(
    "monthregionrevenueyearpaid2026-01-01North10.002020–2026-02-01South47.132021false2026-03-01East84.252022true2026-04-01North121.382023false2026-05-01South158.502024true2026-06-01East195.632025–",
  );
});

test("more columns than a slide can bear are said not to be there", async () => {
  const columns = Array.from({ length: 15 }, (_, at) => ({ name: `c${at}`, kind: "number" }) as const);
  const { inside } = await deckOf(reportOf([section({ table: { executionId, columns, rows: [columns.map((_, at) => at)] } })]));
  expect(textsOf(only(inside))).toContain("First 9 of 15 columns.");
});

test("several panels share a slide, the key figures over them; what has no room goes on to the next, counted", async () => {
  const panels = Array.from({ length: 6 }, (_, at) => ({ id: `p${at}`, span: 1, title: `Panel ${at}` }) as const);
  const kpis = [
    {
      name: "ROI",
      value: 31,
      format: { style: "percent" },
      delta: { value: 21, format: { style: "number", unit: "pts", signed: true }, base: "Jan", good: true },
      history: [],
    },
  ] as const;
  const { inside, slides } = await deckOf(reportOf([section({ charts: [chartOf(specOf(panels, { kpis }))] })]));
  expect(inside.map(titleOf)).toEqual(["Deployments rose (1/2)", "Deployments rose (2/2)"]);
  expect(inside.map(({ charts }) => charts.length)).toEqual([4, 2]);
  expect(textsOf(inside[0])).toContain("ROI31%▲ +21\u202fpts vs Jan");
  expect(textsOf(inside[1]).some((text) => text.includes("ROI"))).toBe(false);
  expect(misplaced(slides)).toEqual([]);
});

test("where a panel can be drawn alone, the others stay charts and it has a slide to itself", async () => {
  const items = [{ label: "a", value: 3 }];
  const spec = specOf([
    { span: 1 },
    { id: "q", span: 1, title: "Where it goes", kind: "drawn", drawing: { form: "treemap", items } },
  ]);
  const asked: string[] = [];
  const given: ReportTools = {
    ...tools(),
    picture: async ({ title, panels }) => {
      asked.push(`${title}|${panels.map(({ id }) => id)}`);
      return pixel;
    },
  };
  const whole = async () => {
    throw new Error("its whole picture was drawn");
  };
  const { bytes } = await pptx.write(reportOf([section({ charts: [chartOf(spec, { picture: whole })] })]), given);
  expect(asked).toEqual(["|q"]);
  expect(bytes.byteLength).toBeGreaterThan(0);
});

test("a figure of the code's own library stands with its title, and says which run drew it", async () => {
  const { inside } = await deckOf(reportOf([section({ charts: [chartOf(specOf([{}]), { spec: null, title: "Residuals" })] })]));
  expect(titleOf(only(inside))).toBe("Residuals");
  expect(textsOf(only(inside))).toContain("run 7f3a2100");
  expect(only(inside).things.some(({ kind }) => kind === "picture")).toBe(true);
});

test("speaker notes are lines: what the section says, the numbers, the origin, the warnings", async () => {
  const spec = specOf([{}], { warnings: [{ code: "w", panel: null, message: "Two weeks are missing." }] });
  const { inside } = await deckOf(reportOf([section({ notes: "Say it slowly.\nThen stop.", charts: [chartOf(spec)] })]));
  expect(only(inside).notes).toEqual([
    "Say it slowly.",
    "Then stop.",
    "Warning: Two weeks are missing.",
    `Origin: run ${executionId}; sales.csv (da7ada7ada7a)`,
    "Numbers – Deployments (per week)",
    "Jan: 4",
    "Feb: 6",
    "Mar: 5",
    "Apr: 9",
  ]);
});

test("notes of thousands of numbers are bounded, and say how many there are", async () => {
  const values = Array.from({ length: 2500 }, (_, at) => at);
  const spec = specOf([
    { kind: "line", labels: values.map(String), series: [{ name: "n", values, role: "accent", labelled: [] }] },
  ]);
  const { inside } = await deckOf(reportOf([section({ charts: [chartOf(spec)] })]));
  expect(only(inside).notes).toContain("First 60 of 2,500 rows.");
  expect(only(inside).notes.join("\n").length).toBeLessThan(13_000);
});

test("data given in the call is said to stand on no run", async () => {
  const { inside } = await deckOf(reportOf([section({ charts: [chartOf(specOf([{}]), { executionId: null })] })]));
  expect(only(inside).notes).toContain("Origin: data given in the call, no run");
});

test("the last slides say what ran, on what, and what was assumed", async () => {
  const { slides } = await deckOf(reportOf([section()], { method: { runs: [run], warnings: ["4.2 stands in no result."] } }));
  const text = textsOf(slides.at(-1)).join("\n");
  for (const part of [
    executionId,
    run.codeSha256,
    "sales.csv · 12,000 rows, 8 columns · SHA-256 da7a",
    "encoding: utf-8",
    "12 values are empty",
    "pandas 2.3.1",
    "4.2 stands in no result.",
  ])
    expect(text).toContain(part);
});

test("the method of very many runs ends, and says how much it left out", async () => {
  const { slides } = await deckOf(reportOf([section()], { method: { runs: Array(200).fill(run), warnings: [] } }));
  const method = slides.filter((slide) => titleOf(slide).startsWith("Method"));
  expect(method).toHaveLength(10);
  expect(textsOf(method.at(-1)).some((text) => /^and \d+ more$/.test(text))).toBe(true);
  expect(misplaced(slides)).toEqual([]);
});

test("the house's strip, logo and footer are on every slide", async () => {
  const look = lookIn("en", {
    footer: "Contoso · Confidential",
    strip: ["#112233", "#445566"],
    logo: { type: "image/png", base64: Buffer.from(pixel).toString("base64"), ratio: 3 },
  });
  const { bytes } = await pptx.write(reportOf([section({ charts: [chartOf(specOf([{}]))] })]), tools(look));
  const { slides, parts } = await import("../tests/opened.ts").then(({ opened }) => opened(bytes));
  for (const slide of slides) expect(textsOf(slide).some((text) => text.startsWith("Contoso · Confidential"))).toBe(true);
  const masters = [...parts].filter(([path]) => /slideLayouts\/slideLayout[23]\.xml/.test(path)).map(([, xml]) => xml);
  expect(masters).toHaveLength(2);
  for (const xml of masters) {
    expect(xml).toMatch(/gs pos="0"><a:srgbClr val="112233"\/>.*gs pos="100000"><a:srgbClr val="445566"/s);
    expect(xml).toContain("<p:pic>");
  }
});

test("a report in German is German in its own words, and writes numbers as Germans do", async () => {
  const { inside, slides } = await deckOf(reportOf([section({ table: tableOf(100) })], { locale: "de-AT" }), "de");
  expect(textsOf(inside[0])).toContain(
    "Die ersten 70 von 100 Zeilen; die ganze Tabelle steht in der Arbeitsmappe (export_table).",
  );
  expect(titleOf(slides.at(-1))).toBe("Methode");
  expect(only(inside.slice(0, 1)).things.find(({ kind }) => kind === "table")?.text).toContain("47,132021false");
});

test("a heading without anything beneath it is a slide that parts what comes before from what follows", async () => {
  const { inside } = await deckOf(reportOf([section({ heading: "Outlook" })]));
  expect(inside.map(titleOf)).toEqual(["Outlook"]);
});

test("who cancelled gets no deck", async () => {
  const gone = AbortSignal.abort();
  await expect(pptx.write(reportOf([section()]), { ...tools(), signal: gone })).rejects.toMatchObject({ code: "ABORTED" });
});

test("a chart that can be edited asks for no picture: it costs time and would not be shown", async () => {
  const spec = draw("line", { labels: ["2026-01", "2026-02"], series: [{ name: "n", values: [1, 2] }] });
  const never = async () => {
    throw new Error("a picture was drawn");
  };
  await expect(pptx.write(reportOf([section({ charts: [chartOf(spec, { picture: never })] })]), tools())).resolves.toBeDefined();
});
