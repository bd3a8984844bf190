import { oneLine, paragraphsOf } from "../../text/clean.ts";
import { fitted, inOneLine } from "../../text/fit.ts";
import { FOOT_LEFT, FOOT_RIGHT, OPENING, OPENING_MORE } from "./areas.ts";
import type { Pen } from "./pen.ts";
import type { Paragraph, Slide } from "./slide.ts";

/** The first slide. */
export function opening({ report, words, look, colours }: Pen): Slide {
  const whole = oneLine(report.title);
  const title = fitted(whole, OPENING, { largest: 40, smallest: 18, bold: true });
  const subtitle = fitted(oneLine(report.subtitle ?? ""), { w: OPENING_MORE.w, h: 0.7 }, { largest: 20, smallest: 14 });
  const audience =
    report.audience === null ? "" : inOneLine(words("for", { audience: oneLine(report.audience) }), 14, OPENING_MORE.w);
  const more: Paragraph[] = [
    { text: subtitle.text, size: subtitle.size, colour: colours.muted, after: 10 },
    { text: audience, size: 14, colour: colours.muted, after: 4 },
    { text: dateOf(report.generatedAt, report.locale), size: 14, colour: colours.muted },
  ];
  const foot = (name: string, box: typeof FOOT_LEFT, text: string, align: "left" | "right") =>
    ({
      kind: "text",
      name,
      box,
      align,
      paragraphs: [{ text: inOneLine(oneLine(text), 10, box.w), size: 10, colour: colours.muted }],
    }) as const;
  return {
    master: "title",
    title: { text: title.text, size: title.size, box: OPENING },
    items: [
      { kind: "text", name: "About", box: OPENING_MORE, paragraphs: more.filter(({ text }) => text !== "") },
      ...(look.footer === null ? [] : [foot("House", FOOT_LEFT, look.footer, "left")]),
      foot("Origin", FOOT_RIGHT, words("report", { id: report.id.slice(0, 36) }), "right"),
    ],
    notes: title.cut ? [words("whole-title", { title: whole })] : [],
  };
}

/** A heading and nothing else: what follows is another part. */
export function divider(heading: string, notes: string | null, { words }: Pen): Slide {
  const whole = oneLine(heading);
  const title = fitted(whole, OPENING, { largest: 32, smallest: 18, bold: true });
  const told = title.cut ? [words("whole-title", { title: whole })] : [];
  return {
    master: "title",
    title: { text: title.text, size: title.size, box: OPENING },
    items: [],
    notes: [...told, ...paragraphsOf(notes ?? "")],
  };
}

/** As the report's language writes a day; what is no date is left out. */
function dateOf(iso: string, locale: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  const options = { dateStyle: "long", timeZone: "UTC" } as const;
  try {
    return new Intl.DateTimeFormat(locale, options).format(at);
  } catch {
    // A locale that is none: the day is the same in English.
    return new Intl.DateTimeFormat("en", options).format(at);
  }
}
