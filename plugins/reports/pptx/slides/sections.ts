import type { ReportSection, ReportTools } from "../../../../core/ports/report-format.ts";
import { refuseCancelled } from "../../cancelled.ts";
import { paragraphsOf } from "../../text/clean.ts";
import { chartSlides, standsAlone } from "./charts.ts";
import { divider } from "./opening.ts";
import type { Pen } from "./pen.ts";
import type { Slide } from "./slide.ts";
import { tableSlides } from "./tables.ts";
import { fitsBeside, paragraphsIn, textSlides } from "./texts.ts";

/** The slides of one section: its text beside its first chart, or before it; each chart; its table. */
export async function sectionSlides(section: ReportSection, pen: Pen, tools: ReportTools): Promise<Slide[]> {
  const text = paragraphsIn(section.text);
  const [first] = section.charts;
  const aside = first !== undefined && standsAlone(first) && fitsBeside(text);
  const before = text.length > 0 && !aside;
  const slides: Slide[] = [];
  const notes = section.notes;
  if (before) slides.push(...textSlides(text, { title: section.heading, notes: paragraphsOf(notes ?? "") }, pen));
  for (const [at, chart] of section.charts.entries()) {
    refuseCancelled(tools.signal);
    const leads = at === 0;
    const placed = {
      chart,
      kicker: leads ? section.heading : null,
      notes: leads && !before ? notes : null,
      text: leads && aside ? text : [],
    };
    slides.push(...(await chartSlides(placed, pen, tools)));
  }
  if (section.table !== null)
    slides.push(...tableSlides(section.table, section.heading, slides.length === 0 ? notes : null, pen));
  // A heading alone parts what comes before it from what follows.
  if (slides.length === 0) slides.push(divider(section.heading, notes, pen));
  return slides;
}
