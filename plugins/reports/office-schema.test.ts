import { posix } from "node:path";
import JSZip from "jszip";
import { describe, expect, test } from "vitest";
import { build, context, templates } from "../charts/tests/charts.ts";
import { pptx } from "./pptx/pptx.ts";
import { hostile, hostileReport } from "./tests/hostile.ts";
import { chartOf, executionId, lookIn, reportOf, run, section, tableOf, tools } from "./tests/reports.ts";
import { officeJudges, schemaProblems } from "./tests/schema-problems.ts";
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

test("every part that another one leads to is in the deck, and has a kind", async () => {
  const { bytes } = await pptx.write(reportOf([...samples("en"), section({ table: tableOf(40), notes: "Said." })]), tools());
  const zip = await JSZip.loadAsync(bytes);
  const names = new Set(Object.keys(zip.files));
  const kinds = (await zip.file("[Content_Types].xml")?.async("string")) ?? "";
  let led = 0;
  for (const name of [...names].filter((one) => one.endsWith(".rels"))) {
    const from = posix.join("/", posix.dirname(name), "..");
    const xml = (await zip.file(name)?.async("string")) ?? "";
    for (const [, target = ""] of xml.matchAll(/ Target="([^"]+)"/g)) {
      const part = posix.resolve(from, target).slice(1);
      led++;
      expect([name, target, names.has(part)]).toEqual([name, target, true]);
      const ending = part.slice(part.lastIndexOf(".") + 1);
      expect([part, kinds.includes(`PartName="/${part}"`) || kinds.includes(`Extension="${ending}"`)]).toEqual([part, true]);
    }
  }
  expect(led).toBeGreaterThan(300);
});

if (officeJudges)
  describe("the validator of Office", () => {
    test("Office finds nothing to repair in a deck of every template's chart, with a table, notes and a logo, in two languages", async () => {
      for (const locale of ["en", "ja"]) {
        const sections = [...samples(locale), section({ text: ["Words."], notes: "Said.", table: tableOf(100) })];
        const { bytes } = await pptx.write(reportOf(sections, { locale }), tools(lookIn(locale, { logo, footer: "Acme" })));
        expect(schemaProblems("deck.pptx", bytes)).toEqual([]);
      }
    });

    test("nor in one of hostile texts, nor in an empty one", async () => {
      const { bytes } = await pptx.write(hostileReport(), tools());
      expect(schemaProblems("hostile.pptx", bytes)).toEqual([]);
      const empty = await pptx.write(reportOf([section()]), tools());
      expect(schemaProblems("empty.pptx", empty.bytes)).toEqual([]);
    });

    test("nor in a workbook, of hostile texts too", async () => {
      const words = Object.values(hostile);
      const table = {
        ...{ executionId, title: hostile.xml, run },
        columns: words.map((name) => ({ name, kind: "text" as const })),
        rows: [words, words.toReversed()],
      };
      expect(schemaProblems("hostile.xlsx", await xlsx.write(table))).toEqual([]);
      expect(schemaProblems("table.xlsx", await xlsx.write({ ...tableOf(500), title: "Sales", run }))).toEqual([]);
    });

    test("what is broken is found", async () => {
      const { bytes } = await pptx.write(reportOf([section()]), tools());
      const zip = await JSZip.loadAsync(bytes);
      const slide = (await zip.file("ppt/slides/slide1.xml")?.async("string")) ?? "";
      zip.file("ppt/slides/slide1.xml", slide.replace("<p:spTree>", "<p:spTree><p:wrong/>"));
      const broken = await zip.generateAsync({ type: "uint8array" });
      expect(schemaProblems("broken.pptx", broken).length).toBeGreaterThan(0);
    });
  });
