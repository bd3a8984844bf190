import { z } from "zod";
import { type ChartTemplate, defineTemplate } from "../../../../core/plugin.ts";
import type { ChartContext, DashboardSpec, PanelSpec, RenderWarning, RowTable } from "../../../../core/ports/dashboard-spec.ts";
import { common, label } from "../../kit/common-fields.ts";
import { whole } from "../../kit/frame.ts";
import { message } from "../../locale/messages.ts";
import { personaTemplates } from "../persona-templates.ts";
import { auto } from "./auto.ts";
import { genericTemplates } from "./generic-templates.ts";

const known = new Map(
  [...genericTemplates, ...personaTemplates, auto].flatMap((template) =>
    [template.id, ...template.aliases].map((id) => [id, template] as const),
  ),
);

/** These would nest, or bring a panel list of their own. */
const NESTED = new Set([
  "dashboard",
  "sprint_dashboard",
  "team_performance",
  "roi_dashboard",
  "design_system_status",
  "github_activity",
  "simple_metrics",
]);

const { reference: _, ...shared } = common;

const own = z.object({
  panels: z
    .array(
      z.object({
        template: z.string().describe("Id of any template but a dashboard"),
        data: z.unknown().describe("What that template takes; columns named in `encoding` without rows are the dashboard's"),
        panel: label
          .optional()
          .describe('Which of its panels, by id or title; its first with data when omitted, "all" for every one'),
        title: label.optional().describe("In place of the panel's own finding"),
        span: z
          .union([z.literal(1), z.literal(2)])
          .optional()
          .describe("Columns of the grid, of two"),
      }),
    )
    .min(1, "is empty: give at least one panel")
    .max(12),
  filters: z
    .array(z.enum(["category", "period"]))
    .optional()
    .describe("Which filters the page offers; those that do something when omitted"),
  name: label.optional().describe("Title where no panel has a finding"),
  ...shared,
});

interface Part {
  readonly template: ChartTemplate;
  readonly data: unknown;
  readonly panel: string | undefined;
  readonly title: string | undefined;
  readonly span: 1 | 2 | undefined;
  /** What its panel is called where it has no finding. */
  readonly neutral?: string;
}

export type DashboardData = Omit<z.output<typeof own>, "panels"> & { readonly panels: readonly Part[] };

/** Each panel's data meets its own template's schema; an issue names `panels.2.data.series.0.values`. */
const input = own.transform((given, context): DashboardData => {
  const panels = given.panels.flatMap(({ template: id, data, panel, title, span }, index): Part[] => {
    const issue = (path: readonly PropertyKey[], message: string): Part[] => {
      context.addIssue({ code: "custom", path: ["panels", index, ...path], message });
      return [];
    };
    if (NESTED.has(id)) return issue(["template"], `${id} is a dashboard itself: list its panels here instead`);
    const template = known.get(id);
    if (template === undefined)
      return issue(["template"], `no template is called ${JSON.stringify(id)}; list_templates names them all`);
    const parsed = template.input.safeParse(withSharedRows(data, given.rows));
    if (!parsed.success) return parsed.error.issues.flatMap(({ path, message }) => issue(["data", ...path], message));
    return [{ template, data: parsed.data, panel, title, span }];
  });
  return { ...given, panels };
});

/** A panel that names columns but brings no rows draws from the dashboard's. */
function withSharedRows(data: unknown, rows: unknown): unknown {
  const bare = data !== null && typeof data === "object" && "encoding" in data && !("rows" in data);
  return bare && rows !== undefined ? { ...data, rows } : data;
}

/** No title that a chart could have: its own findings stay on its panels. */
const UNTITLED = "\u0000";

/** Any templates in one grid: each panel is what its own template would draw alone. */
export const dashboard = defineTemplate<DashboardData, z.input<typeof own>>({
  id: "dashboard",
  title: "Dashboard of any panels",
  purpose: "Several panels on one page, each with the data of another template",
  persona: null,
  panels: ["As listed"],
  input,
  // Read by `input` as any caller's data is.
  sample: {
    panels: [
      {
        template: "line",
        data: {
          labels: ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"],
          series: [{ name: "Orders", values: [18_200, 18_900, 19_700, 21_400, 22_100, 23_800] }],
        },
      },
      {
        template: "bar",
        data: { labels: ["North", "South", "East", "West"], series: [{ name: "Orders", values: [8_100, 6_400, 5_200, 4_100] }] },
      },
      {
        template: "funnel",
        data: { labels: ["Visits", "Baskets", "Orders"], values: [412_000, 61_000, 23_800], name: "People" },
      },
      {
        template: "doughnut",
        data: { labels: ["Card", "Invoice", "Wallet"], values: [14_900, 5_600, 3_300], name: "Orders by payment" },
      },
    ],
    period: "First half of 2026",
  },
  build: (data, context) => buildDashboard("dashboard", message("dashboard", {}, context.locale), data, context),
});

export function buildDashboard(id: string, neutral: string, data: DashboardData, context: ChartContext): DashboardSpec {
  const warnings: RenderWarning[] = [];
  const tables: RowTable[] = [];
  let refused = 0;
  const specs = data.panels.map((part) => {
    // A title of its own keeps the finding on the panel.
    const spec = part.template.build(part.data, { ...context, title: UNTITLED, subtitle: null, source: null });
    refused += spec.refused ?? 0;
    // What is missing and what looks like a ratio is said of the whole again.
    warnings.push(...spec.warnings.filter(({ code }) => code !== "NO_DATA" && code !== "PERCENT_SCALE"));
    return spec;
  });
  const best = specs.find(({ headline }) => headline !== null);
  const headline = best?.headline == null ? null : { text: best.headline, claim: best.claim ?? [] };
  const neutralTitle = context.title ?? data.name ?? neutral;
  const title = context.title ?? headline?.text ?? neutralTitle;
  // What stands already is not said again.
  const taken = new Set([title]);
  const panels = data.panels.flatMap((part, index): PanelSpec[] => {
    const spec = specs[index] as DashboardSpec;
    return pick(spec, part.panel).map((panel, at) => {
      const own = part.title !== undefined && at === 0 ? part.title : null;
      const plain = part.neutral ?? panel.neutralTitle ?? panel.title;
      const found = panel.claim === undefined || taken.has(panel.title) ? plain : panel.title;
      taken.add(found);
      return {
        ...panel,
        id: `${index + 1}-${panel.id}`,
        span: part.span ?? 1,
        title: own ?? found,
        neutralTitle: own ?? plain,
        ...(panel.behind && { behind: { ...panel.behind, table: place(spec.tables?.[panel.behind.table] as RowTable) } }),
      };
    });
  });
  const period = data.period ?? "";
  const subtitle = context.subtitle ?? [title === data.name ? "" : data.name, period].filter(Boolean).join(", ");
  const parts = { template: id, title, neutralTitle, headline, subtitle, kpis: [], panels, warnings, tables, refused };
  return { ...whole(parts, data, context), ...(data.filters !== undefined && { filters: data.filters }) };

  function place(table: RowTable): number {
    if (!tables.includes(table)) tables.push(table);
    return tables.indexOf(table);
  }
}

function pick({ panels }: DashboardSpec, wanted: string | undefined): readonly PanelSpec[] {
  if (wanted === "all") return panels;
  const named = panels.find(({ id, title }) => id === wanted || title === wanted);
  const first = named ?? panels.find(({ missing }) => missing === null) ?? panels[0];
  return first === undefined ? [] : [first];
}
