import type { LabelLook, Labels } from "../native/chart.ts";
import { el, escaped, val } from "./element.ts";
import { richText, textLook } from "./paint.ts";

const SHOWN = ["LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"] as const;

const flags = (...on: readonly (typeof SHOWN)[number][]): string =>
  SHOWN.map((one) => val(`c:show${one}`, on.includes(one))).join("");

const PARTS = {
  value: ["Val"],
  series: ["SerName"],
  "series-value": ["SerName", "Val"],
  "category-value": ["CatName", "Val"],
} as const;

const format = (code: string): string => el("c:numFmt", { formatCode: code, sourceLinked: 0 });
const bare = el("c:spPr", {}, el("a:noFill"), el("a:ln", {}, el("a:noFill")));

/** The numbers written on the marks that carry one; the others carry none. */
export function labelsOf(labels: Labels | undefined, size: number): string {
  // Without the element there are none, in every kind of chart; of a radar PowerPoint bears no other way to say so.
  if (labels === undefined || labels.at.size === 0) return "";
  const one = ([at, { place, colour, text, show = "value" }]: readonly [number, LabelLook]) =>
    el(
      "c:dLbl",
      {},
      val("c:idx", at),
      ...(text === undefined ? [] : [el("c:layout"), el("c:tx", {}, richText(escaped(text), { ...labels, size, whole: true }))]),
      format(labels.code),
      bare,
      textLook({ size, colour: colour ?? labels.colour, bold: labels.bold ?? false, turned: 0, whole: true }),
      ...(place === undefined ? [] : [val("c:dLblPos", place)]),
      flags(...PARTS[show]),
      el("c:separator", {}, show === "category-value" ? "\n" : "  "),
    );
  return el(
    "c:dLbls",
    {},
    ...[...labels.at].sort(([a], [b]) => a - b).map(one),
    format(labels.code),
    bare,
    textLook({ size, colour: labels.colour, bold: labels.bold ?? false, turned: 0, whole: true }),
    flags(),
  );
}

export interface Told {
  readonly at: number;
  readonly text: string;
  readonly place: string;
}

/** Words at points that have names of their own. */
export const namesAt = (names: readonly Told[], size: number, colour: string): string =>
  names.length === 0
    ? ""
    : el(
        "c:dLbls",
        {},
        ...names.map(({ at, text, place }) =>
          el(
            "c:dLbl",
            {},
            val("c:idx", at),
            el("c:layout"),
            el("c:tx", {}, richText(escaped(text), { size, colour, whole: true })),
            val("c:dLblPos", place),
            flags("SerName"),
          ),
        ),
        flags(),
      );
