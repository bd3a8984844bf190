import { afterAll, describe, expect, test } from "vitest";
import type { DashboardSpec } from "../../core/ports/dashboard-spec.ts";
import { build, find, templates } from "../../plugins/charts/tests/charts.ts";
import { renderer } from "../browser/open-page.ts";
import type { Reality } from "./case.ts";
import { corpus } from "./corpus.ts";

/** Real and hostile tables: what each picture says, and that it is drawn. Pages are in `pages.test.ts`. */
afterAll(() => renderer?.close());

const specOf = ({ template, data }: Reality): DashboardSpec => build(find(template), data());
const plain = (text: string): string => text.replace(/[\u202f\u00a0]/g, " ");

/** Codes that must stand in the picture too. */
const READERS =
  /^(TOP_N|TOO_MANY_SERIES|OTHERS|SAMPLED|PERCENT_SCALE|OFF_SCALE|DRAWN_AS_LINE|NOT_STACKED|TOTAL_MISMATCH|TOTAL_LEFT_OUT|TOTAL_BESIDE)$/;

const words = (spec: DashboardSpec): string[] => [
  spec.title,
  spec.subtitle,
  ...spec.panels.flatMap(({ title, subtitle, note = "" }) => [title, subtitle, note]),
];

describe("what a picture says", () => {
  test.each(corpus.map((one) => [one.name, one] as const))("%s", (_, one) => {
    const spec = specOf(one);
    const said = words(spec).map(plain);
    const codes = [...new Set(spec.warnings.map(({ code }) => code))].filter((code) => code !== "AUTO_CHOICE").sort();
    const [panel] = spec.panels;
    expect({ title: plain(spec.title), codes, marks: (panel?.labels.length ?? 0) * (panel?.series.length ?? 0) }).toEqual({
      title: one.title,
      codes: one.codes,
      marks: one.marks,
    });
    expect(spec.refused ?? 0).toBe(0);
    for (const text of said) {
      expect(text).not.toMatch(/NaN|undefined|\bnull\b|Infinity|\[object|\d k thousand|- k%/);
      if (one.never !== undefined) expect(text).not.toMatch(one.never);
    }
    const notes = spec.panels.map(({ note = "" }) => note).join("\n");
    if (one.note !== undefined) expect(notes).toMatch(one.note);
    if (codes.some((code) => READERS.test(code))) expect(notes).not.toBe("");
  });

  test("every template but the dashboards of fixed panels is among them, and there are enough", () => {
    const drawn = new Set(corpus.map(({ template }) => find(template).id));
    const generic = templates.filter(({ persona }) => persona === null).map(({ id }) => id);
    const compact = ["design_system_status", "roi_dashboard", "simple_metrics", "team_performance"];
    expect(generic.filter((id) => !drawn.has(id) && !compact.includes(id))).toEqual([]);
    expect(templates.filter(({ id, persona }) => persona !== null && drawn.has(id)).length).toBeGreaterThan(18);
    expect(corpus.length).toBeGreaterThan(140);
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  });
});

/** What is left out of the picture that is in the page and the table. A name that is not written belongs to a mark that is. */
const MAY = new Set(["LABELS_LEFT_OUT", "MISSING_GLYPH"]);

test.each(corpus.map((one, at) => [one.name, one, at] as const))("drawn: %s", async (_, one, at) => {
  const theme = at % 2 === 0 ? "light" : "dark";
  const options = { formats: ["png"], theme, width: 1000, height: 562, scale: 1, locale: "en" } as const;
  const drawn = await renderer?.render(specOf(one), options);
  expect((drawn?.warnings ?? []).filter(({ code }) => !MAY.has(code))).toEqual([]);
  // An empty card of this size takes 6,000 bytes.
  expect(drawn?.png?.byteLength ?? 0).toBeGreaterThan(8_000);
});
