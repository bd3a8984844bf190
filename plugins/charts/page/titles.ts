import { showFigures } from "./figures.ts";
import { filterWords } from "./filter-words.ts";
import type { View } from "./view.ts";

/** Over a part of the data stand titles that claim nothing of it, and key figures of that part. */
export function showTitles(view: View): void {
  (view.root.querySelector("h1, .title") as HTMLElement).textContent = view.shownTitle();
  for (const index of view.spec.panels.keys()) {
    const { title, subtitle } = view.shownPanel(index);
    view.byId(`panel-${index}-title`).textContent = title;
    view.byId(`panel-${index}-canvas`)?.setAttribute("aria-label", `${title}. ${subtitle}`);
  }
  const filter = filterWords(view);
  const note = view.byId("filtered");
  note.hidden = filter.length === 0;
  const figures = showFigures(view) ? ` ${view.words("page.figures-in-grey")}` : "";
  note.textContent = `${view.words("page.charts-show", { filter: filter.join(", ") })}${figures}`;
}
