import type { DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import type { Draw } from "../../../plugins/charts/page/live.ts";
import type { Surroundings } from "../../../plugins/charts/page/surroundings.ts";
import { linkOf } from "../resources/links.ts";
import { type AnsweredChart, isSpec } from "./answer.ts";
import { element } from "./elements.ts";
import { type Fields, fieldsOf, listOf, textOf } from "./values.ts";
import type { Say } from "./words.ts";

/** A resource of the server through the host; null where the host offers none. */
type Read = ((uri: string) => Promise<Fields>) | null;

interface Tools {
  readonly draw: Draw;
  readonly read: Read;
  readonly say: Say;
  readonly around: (chart: AnsweredChart) => Surroundings;
  /** Aborted when another answer has taken the place. */
  readonly signal: AbortSignal;
}

/** One chart in a place of its own: what came with the answer at once, what did not as soon as it is read. */
export async function show(chart: AnsweredChart, place: HTMLElement, at: number, tools: Tools): Promise<void> {
  const { read, signal } = tools;
  const prefix = `c${at + 1}-`;
  const end = chart.spec === null ? null : put(chart, chart.spec, place, prefix, tools);
  if (end !== null && chart.whole) return;
  if (end === null) words(chart, place, tools.say);
  if (!chart.drawn || chart.id === null || read === null) return;
  const { spec, picture } = await fetched(chart.id, end !== null, read);
  if (signal.aborted) return;
  if (spec !== null) {
    end?.();
    if (put(chart, spec, place, prefix, tools) === null) words(chart, place, tools.say);
  } else if (picture !== null) picturePut(chart, picture, place, tools.say);
}

/** Returns what ends it. Null: it can't be drawn, and nothing is left of the attempt. */
function put(chart: AnsweredChart, spec: DashboardSpec, place: HTMLElement, prefix: string, tools: Tools): (() => void) | null {
  const root = element("article", "dashboard");
  place.replaceChildren(root);
  try {
    const end = tools.draw(root, spec, prefix, tools.around(chart));
    tools.signal.addEventListener("abort", end);
    return end;
  } catch {
    place.replaceChildren();
    return null;
  }
}

/** What it is drawn from; or the picture, of what a library of the code's own drew. */
async function fetched(
  id: string,
  drawn: boolean,
  read: NonNullable<Read>,
): Promise<{ spec: DashboardSpec | null; picture: string | null }> {
  const one = async (format: string) => {
    const { contents } = await read(linkOf({ kind: "chart", id, format }));
    return fieldsOf(listOf(contents)[0]);
  };
  try {
    const { spec } = fieldsOf(JSON.parse(textOf((await one("json")).text) ?? "null"));
    if (isSpec(spec)) return { spec, picture: null };
  } catch {
    // Nothing of ours drew it, or it is not kept any more.
  }
  if (drawn) return { spec: null, picture: null };
  const blob = await one("png").then(
    (content) => textOf(content.blob),
    () => null,
  );
  return { spec: null, picture: blob !== null && /^[\w+/=]+$/.test(blob) ? blob : null };
}

function picturePut({ title }: AnsweredChart, base64: string, place: HTMLElement, say: Say): void {
  const image = new Image();
  image.src = `data:image/png;base64,${base64}`;
  image.alt = title === "" ? say("figure") : title;
  image.className = "figure";
  place.replaceChildren(element("div", "card", image));
}

/** In place of a chart: what it says, and why it is not there. */
function words({ title, headline, template, drawn, told }: AnsweredChart, place: HTMLElement, say: Say): void {
  const lines = [headline !== null && headline !== title ? headline : "", ...told].filter((line) => line !== "");
  place.replaceChildren(
    element(
      "section",
      "card summary",
      element("h2", "", title === "" ? template : title),
      ...lines.map((line) => element("p", "said", line)),
      element("p", "note", drawn ? say("not-here") : say("not-drawn")),
    ),
  );
}
