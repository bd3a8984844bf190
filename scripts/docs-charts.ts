/** Writes docs/charts.md from the registered templates: `node scripts/docs-charts.ts`. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { ChartTemplate } from "../core/plugin.ts";
import type { Form } from "../plugins/charts/forms/form.ts";
import { forms } from "../plugins/charts/forms/index.ts";
import { charts } from "../plugins/charts/index.ts";
import { languages as spoken } from "../plugins/charts/locale/catalogues.ts";

/** As much of JSON Schema as the templates' fields need. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
}

const COMMON = ["kpis", "reference", "unit", "currency", "period", "source", "as_of", "rows"];

/** A `|` would end the table's cell. */
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("*", "\\*").replaceAll("\n", " ");

export function chartsPage(): string {
  const templates = charts().charts ?? [];
  const languages = spoken();
  const personas = [...new Set(templates.map(({ persona }) => persona))].filter((persona) => persona !== null);
  const isDashboard = ({ id, input }: ChartTemplate) =>
    id === "dashboard" || fields(input).some(([, , text]) => text.includes("Data of `"));
  const shared = templates.filter(({ persona }) => persona === null);
  const compact = templates.filter((template) => isDashboard(template) && template.id !== "dashboard");
  return `# Charts

<!-- Written by scripts/docs-charts.ts from the registered templates. Change those and run it again. -->

\`render_chart\` draws any of these by id; \`list_templates\` with an id gives its whole schema and sample. Percentages are
percent numbers: 31 is 31 %. Numbers that are missing, NaN or infinite are gaps, never zeros. Findings are made from all rows and checked apart,
and where nothing can be said for certain the title is neutral.

## Fields that every template takes

${table(fieldsOf({ properties: commonSchema() }, () => true))}

## Three ways to give data

Generic charts take their own fields, or rows with an encoding, or a table as pandas gives it (which is what an analysis returns):

\`\`\`json
{ "labels": ["a", "b"], "values": [3, 5] }
{ "rows": [{ "team": "a", "cost": 3 }, { "team": "b", "cost": 5 }], "encoding": { "x": "team", "y": "cost" } }
{ "type": "table", "columns": [{ "name": "team", "dtype": "object" }, …], "rows": [["a", 3], ["b", 5]], … }
\`\`\`

Code that answers \`{"data": …, "title": f"…"}\` (also \`subtitle\`, \`source\`) words the chart from its own numbers. \`tornado\`, \`pareto\` and \`fan\` take what \`roi.sensitivity\`, \`analysis.pareto\` and \`performance.forecast\` answer.

A first column of whole numbers that counts years, quarters, months, weeks, days or hours labels the rows (the \`LABELS_GUESSED\` warning says so where its name does not tell it); for \`scatter\` it is x.

\`encoding\` names columns: \`x\`, \`y\`, \`series\`, \`size\`, \`label\`; \`aggregate\` says how rows that share x and series become one value. For \`sankey\` x is the source, series the target; for \`heatmap\` x are
the columns, series the rows; for \`kpi\` x is the name, series the unit, size the target. What is more than can be read is drawn as far
as it can be, and \`warnings\` says so: \`TOP_N\`, \`OTHERS\`, \`SAMPLED\`, \`LEFT_OUT\`, \`SUMMED\`, \`SORTED\`, \`TOO_MANY_SERIES\`, \`DRAWN_AS_LINE\`,
\`NOT_STACKED\`, \`TRUNCATED_AXIS\`, \`LABELS_LEFT_OUT\`, \`TOTAL_MISMATCH\`, \`TOTAL_LEFT_OUT\`, \`TOTAL_BESIDE\`, \`OFF_SCALE\`. What can't be drawn is refused with the field's path.

## By keyboard

Every chart of a page takes the focus. Arrows, Home and End walk its points and read them; Enter opens the panel, or the rows behind the
point that is lit; Escape goes back. In a line chart \`+\` and \`-\` zoom, Shift with an arrow moves, \`0\` shows all.

## In a page

The tooltip says value and unit, of a stack the share, of a line the change. Every table can be put in order by a column and, from twelve rows on, searched. PNG saves the page or one panel as a slide (3200 × 1800, with title, source and stamp), as it is filtered. While a filter is on, titles claim nothing, and key figures, which are about all the data, step back. Printed, or saved as PDF, each chart stands once in its card; a dashboard of four fits one sheet of A4 across.

## Languages

\`locale\` (\`--locale\`; in code an option of \`strategic.chart\`) takes a BCP 47 tag. Findings, fixed words, notes in the picture and the page
are in ${languages.map((code) => `${new Intl.DisplayNames("en", { type: "language" }).of(code)} (\`${code}\`)`).join(", ")}; a region speaks its language
(\`de-AT\`, \`fr-CH\`), and any other tag speaks English. Numbers and dates are written as the tag says, whatever is spoken. What the
data bring (names, labels, units, a \`title\` that is given) is never translated; warnings that stand in no picture are English.
Each language is one flat file of ICU messages in \`plugins/charts/locale/\`, each with the same keys: another is another such file. A template of another package
has its own words, and learns the tag from \`pen.locale\`. Japanese needs a font on the machine that draws pictures (\`MISSING_GLYPH\` tells) or one in the brand;
a page takes the reader's.

## A brand of your own

\`--brand brand.json\` (or \`STRATEGIC_PYTHON_BRAND\`; in code \`charts({ brand })\`) gives pictures and pages the look of a house. Every field may be left out; paths are relative to the file:

\`\`\`json
{
  "accent": "#0b5fff",
  "palette": ["#0b5fff", "#b3410a", "#007a5a"],
  "logo": "logo.svg",
  "fonts": { "regular": "house.ttf", "bold": "house-bold.ttf" },
  "footer": "ACME AG, confidential"
}
\`\`\`

Contrast is computed: a colour of less than 3:1 on the card is refused, with its figure and one that would do; text and dark pages take darker or lighter steps of it. Up to six series; behind fewer stand ours, the least alike first. Red and green keep their meaning, bad and good. A logo is SVG or PNG of at most 200 kB, a font TTF or OTF of at most 400 kB: every page holds them.

## Rows behind the numbers

With \`rows\` a page can be asked what a number is made of. A click on a mark, or Enter on it, shows the rows whose column holds its
label, with a way back and a CSV. Every template takes them; the column is found by the labels, and \`ROWS_UNUSED\` says when none is.

Charts drawn from rows (\`rows\` and \`encoding\`) can also be filtered by the other columns: words of up to 24 kinds become a list to
choose from, dates become since and until, and the charts are drawn again from the rows that are left. A dashboard gives its \`rows\`
once; every panel that only names columns draws from them and answers the same filters:

\`\`\`json
{ "rows": [{ "region": "North", "product": "Desk", "ordered": "2026-01-05", "revenue": 1200 }, …],
  "panels": [
    { "template": "bar", "data": { "encoding": { "x": "region", "y": "revenue", "aggregate": "sum" }, "unit": "EUR" } },
    { "template": "doughnut", "data": { "encoding": { "x": "product", "y": "revenue", "aggregate": "sum" }, "unit": "EUR" } }] }
\`\`\`

A chart is offered for filtering only where its rows give back exactly what is drawn. Beyond 50,000 rows the page holds an even sample,
says so, and offers no filter: what a sample adds up to would be wrong. Titles and key figures are about all the data, and a filtered
page says that.

## Forms

What Chart.js has no scale for is drawn by a form, an object in \`plugins/charts/forms/\`, one file each. All that is known of a form stands there:

| member | what | which forms have it |
| --- | --- | --- |
| \`layout\` | marks, lines and texts of its data in a rectangle, the same for pictures and pages | all |
| \`minWidth\`? | pixels that it needs to keep its words: a page draws it no narrower, and it scrolls in its card | ${formsWith("minWidth")} |
| \`asTable\`? | what a page shows in the picture's place | ${formsWith("asTable")} |
| \`redraw\`? | the drawing with other values: what a filter of the rows leaves of it | ${formsWith("redraw")} |

A form writes what its colours stand for itself, so none has a key for the page to draw; the table of its numbers is its template's, which knows what they are called.
A new one is its data, a member of \`Drawing\` in \`core/ports/dashboard-spec.ts\`; its object in a file of its name; its line in \`forms/index.ts\`; and a drawing in
\`forms.test.ts\`, which lays it out with one item and with two hundred, on a slide and on a phone. \`tsc\` asks for each of them.

## Generic charts

${shared
  .filter((template) => !isDashboard(template))
  .map(section)
  .join("\n\n")}

## Dashboards

${templates
  .filter(({ id }) => id === "dashboard")
  .map(section)
  .join("\n\n")}

Compact dashboards have a fixed list of panels: one field for each, and in it the data of the chart that is named. One field is
enough; panels whose field is missing say so.

${compact.map(section).join("\n\n")}

${personas
  .map(
    (persona) => `## ${persona}

${templates
  .filter((template) => template.persona === persona && !isDashboard(template))
  .map(section)
  .join("\n\n")}`,
  )
  .join("\n\n")}
`;
}

const formsWith = (member: keyof Form): string =>
  Object.entries(forms)
    .flatMap(([name, form]) => (member in form ? [name] : []))
    .join(", ");

function section({ id, aliases, title, panels, input }: ChartTemplate): string {
  const also = aliases.length === 0 ? "" : ` (also ${aliases.map((alias) => `\`${alias}\``).join(", ")})`;
  const own = fields(input);
  const said =
    own.length === 0 ? 'Takes any of the data below "Three ways", and the own fields of any generic chart.' : table(own);
  return `### \`${id}\`${also}

${title}. Panels: ${panels.join(", ")}.

${said}`;
}

type Row = readonly [field: string, type: string, text: string];

const table = (rows: readonly Row[]): string =>
  [
    "| field | type | meaning |",
    "| --- | --- | --- |",
    ...rows.map(([field, type, text]) => `| ${field} | ${cell(type)} | ${cell(text)} |`),
  ].join("\n");

function fields(input: z.ZodType): Row[] {
  const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Schema;
  return fieldsOf(schema.anyOf?.[0] ?? schema, (name) => !COMMON.includes(name));
}

function fieldsOf(schema: Schema, wanted: (name: string) => boolean): Row[] {
  return [schema, ...(schema.allOf ?? [])].flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties)
      .filter(([name, field]) => wanted(name) || (name === "kpis" && required.includes(name) && field.items !== undefined))
      .map(([name, field]): Row => [`\`${name}\`${required.includes(name) ? "" : "?"}`, typeOf(field), meaning(field)]),
  );
}

function commonSchema(): Readonly<Record<string, Schema>> {
  const template = charts().charts?.find(({ id }) => id === "leadership_dashboard") as ChartTemplate;
  const { properties = {} } = z.toJSONSchema(template.input, { io: "input", unrepresentable: "any" }) as Schema;
  return Object.fromEntries(COMMON.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]]])));
}

function typeOf({ type, anyOf, enum: options, items, properties, const: one }: Schema): string {
  if (one !== undefined) return JSON.stringify(one);
  if (options !== undefined) return options.map((option) => JSON.stringify(option)).join(" | ");
  // Rows and tables instead of own fields: said once, above.
  if (anyOf !== undefined)
    return anyOf.some((form) => form.properties?.encoding !== undefined)
      ? "chart data"
      : [...new Set(anyOf.map(typeOf))].join(" | ");
  if (items !== undefined) return typeOf(items).includes(" ") ? `(${typeOf(items)})[]` : `${typeOf(items)}[]`;
  if (properties !== undefined) return "object";
  return type === undefined ? "any" : typeof type === "string" ? type : type.join(" | ");
}

/** Its own words, then those of what is in it. */
function meaning({ description = "", items, properties, default: preset, anyOf }: Schema): string {
  const inner =
    anyOf?.some((form) => form.properties?.encoding !== undefined) === true
      ? undefined
      : (deepest(items)?.properties ?? properties);
  const required = deepest(items)?.required ?? [];
  const parts = Object.entries(inner ?? {}).map(
    ([name, field]) =>
      `\`${name}\`${required.includes(name) || properties !== undefined ? "" : "?"}${field.description === undefined ? "" : `: ${field.description}`}`,
  );
  return [
    description,
    parts.length === 0 ? "" : `of ${parts.join(" · ")}`,
    preset === undefined ? "" : `default ${JSON.stringify(preset)}`,
    deepest(items)?.properties === undefined ? (deepest(items)?.description ?? "") : "",
  ]
    .filter(Boolean)
    .join("; ");
}

const deepest = (schema: Schema | undefined): Schema | undefined =>
  schema?.items === undefined ? schema : deepest(schema.items);

export const chartsPagePath = fileURLToPath(new URL("../docs/charts.md", import.meta.url));

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(chartsPagePath, chartsPage());
