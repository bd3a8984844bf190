import type { Report, ReportTools } from "../../../../core/ports/report-format.ts";
import { wordsFor } from "../../words/words.ts";
import { methodSlides } from "./method.ts";
import { opening } from "./opening.ts";
import { coloursOf, type Pen } from "./pen.ts";
import { sectionSlides } from "./sections.ts";
import type { Slide } from "./slide.ts";

export interface Deck {
  readonly slides: readonly Slide[];
  /** What its slides do not show. */
  readonly leftOut: readonly string[];
}

/** The whole deck: what it is, section by section, and on what it stands. */
export async function deckOf(report: Report, tools: ReportTools): Promise<Deck> {
  const warnings: string[] = [];
  const pen: Pen = {
    report,
    look: tools.look,
    words: wordsFor(report.locale),
    colours: coloursOf(tools.look),
    warn: (text) => void warnings.push(text),
  };
  const slides = [opening(pen)];
  for (const section of report.sections) slides.push(...(await sectionSlides(section, pen, tools)));
  return { slides: [...slides, ...methodSlides(warnings, pen)], leftOut: warnings };
}
