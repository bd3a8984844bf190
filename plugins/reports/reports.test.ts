import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { reports } from "./index.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
  (path) => path.endsWith(".ts") && !/\.test\.ts$|^tests\//.test(path),
);

test("brings slides and Markdown for reports, a workbook and CSV for tables, by what their files end in", () => {
  const { reportFormats, tableFormats } = reports();
  expect(reportFormats.map(({ id }) => id)).toEqual(expect.arrayContaining(["pptx", "md"]));
  expect(tableFormats.map(({ id }) => id)).toEqual(expect.arrayContaining(["xlsx", "csv"]));
});

test("loads no library before something is written: a server that writes nothing starts without them", () => {
  expect(sources.length).toBeGreaterThan(50);
  for (const path of sources) {
    const text = readFileSync(`${folder}${path}`, "utf8");
    const loaded = [...text.matchAll(/^import (?!type\b)[^;]*from "(pptxgenjs|jszip|hucre[\w/]*)"/gm)].map(([, name]) => name);
    expect([path, loaded]).toEqual([path, []]);
  }
});
