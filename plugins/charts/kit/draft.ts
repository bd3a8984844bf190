import { grainOf } from "../../../core/charts/claims/time.ts";
import type { Basis, Claim, Statement } from "../../../core/ports/claim.ts";
import type { ChartContext, KpiSpec, NumberFormat, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { formatLabels, formatNumber } from "../design-system/format.ts";
import { figures } from "../locale/figures.ts";
import { message } from "../locale/messages.ts";
import { say } from "../locale/say.ts";
import { timeSpan } from "../locale/times.ts";
import type { MessageKey, Words } from "../locale/words.ts";
import type { Common } from "./common-fields.ts";
import type { Remark } from "./remark.ts";

/** A panel before it has its title: what it shows, and what may be said of it, best first. */
export interface PanelDraft extends Omit<PanelSpec, "title" | "neutralTitle" | "claim"> {
  /** What it shows, said without a finding. */
  readonly neutral: string;
  readonly claims?: readonly (Statement | null)[];
  /** The rows that its claims are about, all of them. */
  readonly bases?: readonly Basis[];
}

export interface DraftNote extends Remark {
  /** Id of the panel it is about; the only one when there is one. */
  readonly panel?: string;
}

/** What a template makes of its data. The framework gives it title, subtitle, foot, references, rows behind and warnings. */
export interface ChartDraft {
  /** Null for a panel whose data was not given: the others take its place. */
  readonly panels: readonly (PanelDraft | null)[];
  /** What may be said of the whole, best first; what its first panel says when left out. */
  readonly claims?: readonly (Statement | null)[];
  /** The rows that its claims are about, where no panel brings them. */
  readonly bases?: readonly Basis[];
  readonly kpis?: readonly (KpiSpec | null)[];
  readonly notes?: readonly DraftNote[];
  readonly period?: string | null;
  /** Title where nothing is said; the template's when left out. */
  readonly neutral?: string;
  /** Common fields in place of those that came with the data. */
  readonly common?: Common;
  readonly filters?: readonly ("category" | "period")[];
}

/** How a template writes: bound to locale, currency and unit of the call. It knows neither title nor run. */
export interface Pen {
  readonly locale: string;
  /** ISO 4217: the data's, else the call's. */
  readonly currency: string | null;
  readonly number: (value: number | null, format: NumberFormat) => string;
  /** Numbers that stand in one sentence: one scale, as many decimals as keep different ones different. */
  readonly figures: (values: readonly number[], format: NumberFormat) => readonly string[];
  readonly percent: (value: number) => string;
  /** A whole number with its separators. */
  readonly count: (value: number) => string;
  /** Dates as an axis writes them. */
  readonly labels: (labels: readonly string[]) => readonly string[];
  /** "Jan to Jun 2026"; null where the labels are no times. */
  readonly span: (labels: readonly string[]) => string | null;
  readonly say: (claim: Claim) => string;
  /** A fixed word or phrase of the catalogue, in the language of the call. */
  readonly word: (key: MessageKey, words?: Words) => string;
}

export function penFor({ locale, currency }: Pick<ChartContext, "locale" | "currency">, given: Common): Pen {
  return {
    locale,
    currency: given.currency ?? currency,
    number: (value, format) => formatNumber(value, format, locale),
    figures: (values, format) => figures(values, format, locale),
    percent: (value) => formatNumber(value, { style: "percent" }, locale),
    count: (value) => new Intl.NumberFormat(locale).format(value),
    labels: (labels) => formatLabels(labels, locale),
    span: (labels) => {
      const grain = grainOf(labels);
      return grain === null ? null : timeSpan(labels[0] as string, labels.at(-1) as string, grain, locale);
    },
    say: (claim) => say(claim, locale),
    word: (key, words = {}) => message(key, words, locale),
  };
}
