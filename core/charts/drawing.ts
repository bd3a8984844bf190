import type { z } from "zod";
import type { KeptChart } from "../artifacts/kept.ts";
import { chartDisclosure, inOneLine } from "../disclosure.ts";
import { isStrategicError, StrategicError, toldOf } from "../errors.ts";
import { limits } from "../limits.ts";
import type { Parts } from "../parts.ts";
import type { ChartTemplate } from "../plugin.ts";
import type { ChartContext } from "../ports/dashboard-spec.ts";
import { pictureFormats, type RenderCall, type RenderOptions } from "../ports/renderer.ts";
import type { Json } from "../ports/sandbox.ts";
import type { RenderError, RenderOutput } from "../shapes/answers.ts";
import type { RenderInput } from "../shapes/inputs.ts";
import { count } from "../telemetry/metrics.ts";
import { plainIssues } from "../text/plain-issues.ts";
import { chartData } from "./chart-data.ts";
import { type Worded, worded } from "./worded.ts";

export interface DrawContext {
  readonly chartId: string;
  readonly generatedAt: string;
  readonly runId: string;
  readonly codeSha256: string | null;
  readonly datasets: ChartContext["datasets"];
  /** Drawn for this persona when neither the input nor the template names one. */
  readonly persona: string | null;
  /** The template that "auto" draws first, where the data has its fields: that of the run's capability. */
  readonly first: string | null;
  /** Whose turn at the renderer it is, and until when. */
  readonly call: RenderCall;
}

/** The template that leaves the choice to us. */
const AUTO = "auto";
const SIDE_MAX = 4096;
const SIDE_MIN = 320;

/** An answer, and what the picture can be drawn from once more; null where none was drawn. */
export interface Drawn {
  readonly output: RenderOutput;
  readonly drawn: KeptChart["drawn"];
}

/** Template and data to pictures. Wrong data is an answer with the field's path, not an exception. */
export async function draw(parts: Parts, asked: RenderInput, answer: Json | undefined, context: DrawContext): Promise<Drawn> {
  const { data, words } = worded(answer);
  // Who asks for a drawing may word it anew; what is left out is as the code says.
  const input = { ...asked, ...unsaid(words, asked) };
  let template: ChartTemplate;
  try {
    template = parts.registry.chart(input.template);
  } catch (error) {
    return notDrawn(failed(input, context, error));
  }
  try {
    checkTexts(input);
    const chosen = input.sample === true ? template.sample : data === undefined ? undefined : chartData(data);
    await othersTurn();
    const own = ownTemplate(parts, template, context.first, chosen);
    template = own ?? template;
    // Whose run it is, not whose template.
    const of = own === null ? template.persona : null;
    const persona = findPersona(parts, input.persona ?? of ?? context.persona ?? template.persona);
    const parsed = template.input.safeParse(chosen);
    await othersTurn();
    if (!parsed.success)
      return notDrawn({
        ...failed(input, context, null),
        reason: "the data does not fit the template",
        error: misfit(template, parsed.error, chosen),
      });
    const { title = null, subtitle = null, source = null, locale = "en", currency = null } = input;
    const spec = template.build(parsed.data, {
      title,
      subtitle,
      source,
      locale,
      currency,
      persona: persona === null ? null : { id: persona.id, title: persona.title, accent: persona.accent },
      generatedAt: context.generatedAt,
      runId: context.runId,
      codeSha256: context.codeSha256,
      datasets: context.datasets,
      sample: input.sample === true,
    });
    for (let at = 0; at < (spec.refused ?? 0); at++)
      count("strategic_python.claims.refused", { "strategic_python.template": template.id });
    await othersTurn();
    const options: Omit<RenderOptions, "formats"> = {
      theme: input.theme ?? "light",
      width: bounded("width", input.width ?? 1600),
      height: bounded("height", input.height ?? 900),
      scale: 2,
      locale,
      background: input.background ?? "paper",
    };
    const formats = input.formats ?? pictureFormats;
    const picture = await parts.renderer.render(spec, { ...options, formats }, context.call);
    const output: RenderOutput = {
      ok: true,
      chartId: context.chartId,
      template: template.id,
      title: spec.title,
      headline: spec.headline,
      png: picture.png,
      html: picture.html,
      noData: spec.noData,
      warnings: [...(own === null ? [] : [drawnFirst(own)]), ...spec.warnings, ...picture.warnings],
      reason: null,
      error: null,
      text: picture.text,
      disclosure: chartDisclosure(template.id, persona?.id ?? "any"),
    };
    return { output, drawn: { spec, options } };
  } catch (error) {
    return notDrawn(failed(input, context, error));
  }
}

const unsaid = (words: Worded["words"], asked: RenderInput): Worded["words"] =>
  Object.fromEntries(Object.entries(words).filter(([name]) => (asked[name as keyof RenderInput] ?? null) === null));

export const notDrawn = (output: RenderOutput): Drawn => ({ output, drawn: null });

/** What a run's kind of work draws where the caller left the choice open, and its data has what that needs. */
function ownTemplate(parts: Parts, asked: ChartTemplate, first: string | null, data: unknown): ChartTemplate | null {
  if (asked.id !== AUTO || first === null) return null;
  const own = parts.registry.chart(first);
  return own.id !== AUTO && own.input.safeParse(data).success ? own : null;
}

const drawnFirst = ({ id }: ChartTemplate) => ({
  code: "AUTO_CHOICE",
  panel: null,
  message: `Drawn as "${id}": the run's capability draws it first, and the data has its fields`,
});

/** A hundred thousand points take a while to read, check and lay out: others are answered between the steps. */
const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const texts = {
  title: limits.drawnTextCharacters,
  subtitle: limits.drawnTextCharacters,
  source: limits.drawnTextCharacters,
  locale: limits.localeCharacters,
  currency: limits.currencyCharacters,
} as const;

/** A guest's charts come here past every schema. */
function checkTexts(input: RenderInput): void {
  for (const [name, most] of Object.entries(texts) as [keyof typeof texts, number][]) {
    const length = input[name]?.length ?? 0;
    if (length <= most) continue;
    const message = `${name} has ${length} characters; a chart takes at most ${most}.`;
    throw new StrategicError("INVALID_INPUT", message, { details: { path: name } });
  }
}

function findPersona(parts: Parts, id: string | null) {
  return id === null ? null : parts.registry.persona(id);
}

export const SIDES = `a whole number from ${SIDE_MIN} to ${SIDE_MAX}`;
export const isSide = (value: number): boolean => Number.isInteger(value) && value >= SIDE_MIN && value <= SIDE_MAX;

function bounded(name: string, value: number): number {
  if (isSide(value)) return value;
  throw new StrategicError("INVALID_INPUT", `${name} must be ${SIDES}.`, {
    details: { path: name },
  });
}

/** The first issue, in words: where, what was expected, and what a right value looks like. */
function misfit(template: ChartTemplate, { issues }: z.ZodError, data: unknown): RenderError {
  const [issue] = plainIssues(issues, data);
  return {
    code: "INVALID_DATA",
    path: issue?.path || null,
    expected: issue?.problem ?? null,
    example: exampleAt(template.sample, issue?.keys ?? []),
    known: [],
  };
}

function exampleAt(sample: unknown, keys: readonly (string | number)[]): Json {
  let value = sample;
  for (const key of keys) {
    const next = (value as Record<string | number, unknown> | null)?.[key];
    if (next === undefined) break;
    value = next;
  }
  return (value ?? null) as Json;
}

/** The answer when nothing was drawn. */
export function failed(
  input: RenderInput,
  context: { readonly chartId: string },
  error: unknown,
): Extract<RenderOutput, { ok: false }> {
  const known = isStrategicError(error) ? ((error.details.known as string[] | undefined) ?? []) : [];
  const path = isStrategicError(error) ? ((error.details.path as string | undefined) ?? null) : null;
  const code = isStrategicError(error) ? error.code : "RENDER_FAILED";
  return {
    ok: false,
    chartId: context.chartId,
    template: input.template,
    title: null,
    headline: null,
    png: null,
    html: null,
    noData: [],
    warnings: [],
    reason: error === null ? null : toldOf(error),
    error: { code, path, expected: null, example: null, known },
    text: "",
    disclosure: chartDisclosure(inOneLine(input.template), inOneLine(input.persona ?? "any")),
  };
}
