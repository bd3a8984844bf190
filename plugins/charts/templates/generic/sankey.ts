import { z } from "zod";
import { share } from "../../../../core/charts/claims/find/shares.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { backEdges } from "../../forms/layers.ts";
import { common, label } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import type { Pen } from "../../kit/draft.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import { type Note, shaped } from "../../kit/shaped.ts";
import { numberIn, textIn } from "../../rows/frame.ts";

const LINKS_MAX = 60;

const own = z
  .object({
    links: z
      .array(
        z.object({
          source: label,
          target: label,
          value: z.number().min(0, "is below zero: a flow can't be").nullable().describe("In `unit`; null is left out"),
        }),
      )
      .min(1, "is empty: give at least one link")
      .max(100_000),
    name: label.optional().describe("What flows"),
    ...common,
  })
  .superRefine(({ links }, context) => {
    const names = [...new Set(links.flatMap(({ source, target }) => [source, target]))];
    const at = new Map(names.map((name, index) => [name, index]));
    const edges = links.map(({ source, target }) => ({ from: at.get(source) as number, to: at.get(target) as number }));
    const [first] = backEdges(names.length, edges);
    if (first === undefined) return;
    const { source, target } = links[first] as { source: string; target: string };
    const message = `${source} → ${target} closes a circle; a flow goes one way. Name the later stage differently, or draw it with "system_dependency_map"`;
    context.addIssue({ code: "custom", path: ["links", first], message });
  });

export const sankey = defineChart({
  id: "sankey",
  title: "Flows",
  purpose: "What flows from where to where, and how much",
  panels: ["Flows"],
  // x is the source, series the target, y the amount.
  input: shaped(own, (columns, notes) => {
    const source = columns.words("x");
    const target = columns.words("series", source);
    const value = columns.number("y", source, target);
    columns.unused(notes, source, target, value);
    const links = columns.frame.rows.map((row) => ({
      ...(source !== null && { source: textIn(row[source]) }),
      ...(target !== null && { target: textIn(row[target]) }),
      value: numberIn(row[value]),
    }));
    return { links, name: columns.frame.columns[value]?.name };
  }),
  sample: {
    links: [
      { source: "Subscriptions", target: "Revenue", value: 8_730_000 },
      { source: "Services", target: "Revenue", value: 2_600_000 },
      { source: "Hardware", target: "Revenue", value: 978_000 },
      { source: "Revenue", target: "Cost of sales", value: 3_940_000 },
      { source: "Revenue", target: "Gross profit", value: 8_368_000 },
      { source: "Gross profit", target: "Engineering", value: 3_120_000 },
      { source: "Gross profit", target: "Sales and marketing", value: 2_410_000 },
      { source: "Gross profit", target: "Administration", value: 890_000 },
      { source: "Gross profit", target: "Operating profit", value: 1_948_000 },
    ],
    name: "Income",
    unit: "EUR",
    period: "First half of 2026",
  },
  build(data, pen) {
    const notes: Note[] = [];
    const { format, spoken, unit, scaled } = measured(data, pen);
    const known = data.links.flatMap(({ source, target, value }) => {
      const amount = scaled(value);
      return amount === null || amount === 0 ? [] : [{ source, target, value: amount }];
    });
    if (known.length < data.links.length)
      notes.push(remark("LEFT_OUT", "note.links-empty", { count: data.links.length - known.length }));
    const kept = new Set(known.toSorted((a, b) => b.value - a.value).slice(0, LINKS_MAX));
    const links = known.filter((link) => kept.has(link));
    if (links.length < known.length) notes.push(remark("TOP_N", "note.largest-links", { shown: LINKS_MAX, of: known.length }));
    const name = data.name ?? pen.word("flows");
    const enters = entering(known, pen);
    const panel = drawnPanel(
      {
        id: "chart",
        neutral: name,
        claims: [share(enters, "flow", { measure: name, format: spoken, as: "share.flow" })],
        subtitle: readingOf(pen, name, unit, pen.word("width-is-amount")),
        span: 2,
      },
      { form: "sankey", links },
      links.map(({ source, target, value }) => ({ label: `${source} → ${target}`, value })),
      {
        name,
        format,
        field: "links",
        table: {
          columns: [pen.word("from"), pen.word("to"), unit === "" ? name : `${name}, ${unit}`],
          rows: links.map(({ source, target, value }) => [source, target, value]),
        },
      },
    );
    return { panels: [links.length === 0 ? { ...panel, missing: "links" } : panel], bases: [enters], neutral: name, notes };
  },
});

/**
 * Links that leave where nothing arrives: together they are all that enters. Over several stages the largest flow of all would be
 * the trunk itself.
 */
function entering(
  links: readonly { readonly source: string; readonly target: string; readonly value: number }[],
  pen: Pen,
): Basis {
  const reached = new Set(links.map(({ target }) => target));
  const first = links.filter(({ source }) => !reached.has(source));
  return {
    name: "entering",
    labels: first.map(({ source, target }) => pen.word("flow-from-to", { from: source, to: target })),
    series: [{ name: "flow", values: first.map(({ value }) => value) }],
  };
}
