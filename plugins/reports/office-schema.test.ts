import JSZip from "jszip";
import { expect, test } from "vitest";
import { build, context, templates } from "../charts/tests/charts.ts";
import { pptx } from "./pptx/pptx.ts";
import { hostile, hostileReport } from "./tests/hostile.ts";
import { chartOf, executionId, lookIn, reportOf, run, section, tableOf, tools } from "./tests/reports.ts";
import { schemaProblems } from "./tests/schema-problems.ts";
import { xlsx } from "./xlsx/xlsx.ts";

const samples = (locale: string) =>
  templates.map((template) =>
    section({ heading: template.id, charts: [chartOf(build(template, template.sample, { ...context, locale }))] }),
  );
const logo = {
  type: "image/png",
  base64: "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  ratio: 1,
} as const;

test("Office finds nothing to repair in a deck of every template's chart, with a table, notes and a logo, in two languages", async () => {
  for (const locale of ["en", "ja"]) {
    const sections = [...samples(locale), section({ text: ["Words."], notes: "Said.", table: tableOf(100) })];
    const { bytes } = await pptx.write(reportOf(sections, { locale }), tools(lookIn(locale, { logo, footer: "Acme" })));
    expect(await schemaProblems("deck.pptx", bytes)).toEqual([]);
  }
});

test("nor in one of hostile texts, nor in an empty one", async () => {
  const { bytes } = await pptx.write(hostileReport(), tools());
  expect(await schemaProblems("hostile.pptx", bytes)).toEqual([]);
  const empty = await pptx.write(reportOf([section()]), tools());
  expect(await schemaProblems("empty.pptx", empty.bytes)).toEqual([]);
});

test("nor in a workbook, of hostile texts too", async () => {
  const words = Object.values(hostile);
  const table = {
    ...{ executionId, title: hostile.xml, run },
    columns: words.map((name) => ({ name, kind: "text" as const })),
    rows: [words, words.toReversed()],
  };
  expect(await schemaProblems("hostile.xlsx", await xlsx.write(table))).toEqual([]);
  expect(await schemaProblems("table.xlsx", await xlsx.write({ ...tableOf(500), title: "Sales", run }))).toEqual([]);
});

test("what is broken is found", async () => {
  const { bytes } = await pptx.write(reportOf([section()]), tools());
  const zip = await JSZip.loadAsync(bytes);
  const slide = (await zip.file("ppt/slides/slide1.xml")?.async("string")) ?? "";
  zip.file("ppt/slides/slide1.xml", slide.replace("<p:spTree>", "<p:spTree><p:wrong/>"));
  const broken = await zip.generateAsync({ type: "uint8array" });
  expect((await schemaProblems("broken.pptx", broken)).length).toBeGreaterThan(0);
});
