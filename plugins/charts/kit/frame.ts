import type { ChartTemplate } from "../../../core/plugin.ts";
import type { Claim } from "../../../core/ports/claim.ts";
import type { ChartContext, DashboardSpec, PanelSpec, RenderWarning, RowTable } from "../../../core/ports/dashboard-spec.ts";
import { formatNumber } from "../design-system/format.ts";
import { ownTitles } from "../locale/own-titles.ts";
import { say } from "../locale/say.ts";
import type { Common } from "./common-fields.ts";
import type { Given } from "./common-of.ts";
import { currencyNotes } from "./currencies.ts";
import { type ChartDraft, type PanelDraft, penFor } from "./draft.ts";
import { emphasised } from "./emphasised.ts";
import { footOf } from "./foot.ts";
import { givenKpi } from "./key-figures.ts";
import { cutAxes, noData, suspiciousPercents } from "./panel-warnings.ts";
import { withNotes } from "./reader-notes.ts";
import { remarked } from "./remark.ts";
import { rowsBehind } from "./rows-behind.ts";
import { Speaker, type Spoken } from "./spoken.ts";

type Framed = Pick<ChartTemplate, "id" | "title" | "panels">;

/** A draft to a dashboard: title, subtitle, foot, references, rows behind and warnings are the same for every template. */
export function framed(template: Framed, draft: ChartDraft, data: Given, context: ChartContext): DashboardSpec {
  const given: Given = draft.common ?? data;
  const shown = draft.panels.filter((panel) => panel !== null);
  const speaker = new Speaker([...(draft.bases ?? []), ...shown.flatMap(({ bases = [] }) => bases)], context.locale);
  const headline = speaker.best(draft.claims ?? shown[0]?.claims ?? []);
  const own = ownTitles(template, context.locale);
  const neutral = draft.neutral ?? own.title;
  const title = context.title ?? headline?.text ?? neutral;
  // Nor does a panel say again what the title says in part.
  const above = headline?.text === title ? headline.claim : [];
  const taken = new Set([title, ...above.map((claim) => say(claim, context.locale))]);
  const titled = shown.map((panel, at): PanelSpec => {
    const said = panel.missing === null ? speaker.best(panel.claims ?? [], taken) : null;
    // What the header says of it is not in its title, and its marks are in colour all the same.
    const heading = at === 0 && draft.claims === undefined ? (headline?.claim ?? []) : [];
    const spec = panelSpec(panel, said, heading, taken, own.panels[at] ?? own.title);
    taken.add(spec.title);
    return spec;
  });
  const currency = /^[A-Z]{3}$/.test(given.unit ?? "") ? (given.unit as string) : (given.currency ?? context.currency);
  const names = titled.flatMap(({ series }) => series.slice(0, 12).map(({ name }) => name));
  const notes = [...(given.remarks ?? []), ...(draft.notes ?? []), ...currencyNotes(given, names, currency)].map(
    (note): RenderWarning => {
      const id = "panel" in note ? note.panel : undefined;
      const panel = titled.find((one) => one.id === id) ?? (titled.length === 1 ? titled[0] : undefined);
      return { code: note.code, panel: panel?.title ?? null, message: remarked(note, context.locale) };
    },
  );
  return whole(
    {
      template: template.id,
      title,
      neutralTitle: context.title ?? neutral,
      headline,
      subtitle: context.subtitle ?? subtitleOf(title, neutral, given.period ?? draft.period ?? "", titled, context),
      kpis: (draft.kpis ?? []).filter((kpi) => kpi !== null),
      panels: referenced(titled, given, context.locale),
      warnings: notes,
      tables: [],
      refused: speaker.refused,
    },
    given,
    context,
  );
}

interface Parts {
  readonly template: string;
  readonly title: string;
  readonly neutralTitle: string;
  readonly headline: Spoken | null;
  readonly subtitle: string;
  readonly kpis: DashboardSpec["kpis"];
  readonly panels: readonly PanelSpec[];
  readonly warnings: readonly RenderWarning[];
  readonly tables: readonly RowTable[];
  readonly refused: number;
}

/** What has its words already, with everything that stands around it. */
export function whole(parts: Parts, given: Given, context: ChartContext): DashboardSpec {
  const { panels, tables, notes } = rowsBehind(parts.panels, parts.tables, given, context.locale);
  const missing = noData(panels);
  const warnings = [
    ...notes,
    ...parts.warnings,
    ...missing.map(({ panel, field }) => ({ code: "NO_DATA", panel, message: `${panel}: no data, ${field} is missing` })),
    ...suspiciousPercents(panels),
    ...cutAxes(panels),
  ];
  return {
    template: parts.template,
    title: parts.title,
    headline: parts.headline?.text ?? null,
    neutralTitle: parts.neutralTitle,
    ...(parts.headline !== null && parts.headline.claim.length > 0 && { claim: parts.headline.claim }),
    ...(parts.refused > 0 && { refused: parts.refused }),
    subtitle: parts.subtitle,
    persona: context.persona === null ? null : { title: context.persona.title, accent: context.persona.accent },
    kpis:
      given.kpis === undefined
        ? parts.kpis
        : given.kpis.map((kpi) => givenKpi(kpi, given.currency ?? context.currency, penFor(context, given))),
    panels: withNotes(panels, warnings, context.locale),
    foot: footOf(given, context),
    sample: context.sample,
    locale: context.locale,
    noData: missing,
    ...(tables.length > 0 && { tables }),
    warnings,
  };
}

function panelSpec(
  draft: PanelDraft,
  said: Spoken | null,
  heading: readonly Claim[],
  taken: ReadonlySet<string>,
  kind: string,
): PanelSpec {
  const { neutral, claims: _, bases: __, ...panel } = draft;
  // What stands above already is not said again: then what the panel is, or what it measures, takes its place.
  const plain = [neutral, capitalised(kind), capitalised(panel.subtitle)].find((text) => text !== "" && !taken.has(text));
  const title = said?.text ?? plain ?? neutral;
  return {
    ...panel,
    title,
    ...emphasised(panel, [...heading, ...(said?.claim ?? [])]),
    ...(capitalised(panel.subtitle) === title && { subtitle: "" }),
    neutralTitle: neutral,
    ...(said !== null && { claim: said.claim }),
  };
}

const referenced = (panels: readonly PanelSpec[], { reference = [] }: Common, locale: string): readonly PanelSpec[] =>
  panels.map((panel) => ({
    ...panel,
    references: [...panel.references, ...reference.filter(({ panel: id }) => id === panel.id)].map(({ value, label }) => ({
      value,
      label: `${label} ${formatNumber(value, panel.format, locale)}`,
    })),
  }));

/** What the whole is about and when; nothing that title, panel or persona say already. */
function subtitleOf(
  title: string,
  neutral: string,
  period: string,
  panels: readonly PanelSpec[],
  { persona }: ChartContext,
): string {
  const said = new Set([title, persona?.title ?? "", ...panels.map((panel) => panel.title)].map((text) => text.toLowerCase()));
  return [neutral, period].filter((text) => text !== "" && !said.has(text.toLowerCase())).join(", ");
}

const capitalised = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
