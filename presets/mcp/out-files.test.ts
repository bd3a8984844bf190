import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { writeChart, writeOut } from "./out-files.ts";

const folder = mkdtempSync(join(tmpdir(), "out-files-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const png = Uint8Array.from([1, 2, 3]);

test("a chart is a file for each of its formats, in a folder that is made where it is not there", () => {
  const out = join(folder, "a", "b");
  expect(writeChart(out, "bar", "1", { png, html: "<p>" })).toEqual({
    png: join(out, "bar-1.png"),
    html: join(out, "bar-1.html"),
  });
  expect(writeChart(out, "bar", "2", { png: null, html: null })).toEqual({ png: null, html: null });
  expect(readdirSync(out).toSorted()).toEqual(["bar-1.html", "bar-1.png"]);
  expect(readFileSync(join(out, "bar-1.html"), "utf8")).toBe("<p>");
});

test("no name leads out of the folder, nor is a path too long", () => {
  expect(writeChart(folder, "../../etc/passwd", "x", { png, html: null }).png).toBe(join(folder, "_etc_passwd-x.png"));
  expect(writeOut(folder, "Ümsatz: 2026/27 ".repeat(50), "x", "md", "t").length).toBeLessThan(folder.length + 100);
});

test("what can't be written is an error with its reason, and without a path of this machine", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  const write = () => writeOut(join(file, "below"), "bar", "1", "md", "t");
  expect(write).toThrow(/^No file could be written into the output folder: E[A-Z]+\.$/);
});
