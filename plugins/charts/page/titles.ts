import { byId } from "./elements.ts";
import { showFigures } from "./figures.ts";
import { filterWords } from "./filter-words.ts";
import { shownPanel, shownTitle, spec, words } from "./view.ts";

/** Over a part of the data stand titles that claim nothing of it, and key figures of that part. */
export function showTitles(): void {
  (document.querySelector("h1") as HTMLElement).textContent = shownTitle();
  for (const index of spec.panels.keys()) {
    const { title, subtitle } = shownPanel(index);
    byId(`panel-${index}-title`).textContent = title;
    document.getElementById(`panel-${index}-canvas`)?.setAttribute("aria-label", `${title}. ${subtitle}`);
  }
  const filter = filterWords();
  const note = byId("filtered");
  note.hidden = filter.length === 0;
  const figures = showFigures() ? ` ${words("page.figures-in-grey")}` : "";
  note.textContent = `${words("page.charts-show", { filter: filter.join(", ") })}${figures}`;
}
