import { byId } from "./elements.ts";
import { showFigures } from "./figures.ts";
import { filterWords } from "./filter-words.ts";
import { shownPanel, shownTitle, spec } from "./view.ts";

/** Over a part of the data stand titles that claim nothing of it, and key figures of that part. */
export function showTitles(): void {
  (document.querySelector("h1") as HTMLElement).textContent = shownTitle();
  for (const index of spec.panels.keys()) {
    const { title, subtitle } = shownPanel(index);
    byId(`panel-${index}-title`).textContent = title;
    document.getElementById(`panel-${index}-canvas`)?.setAttribute("aria-label", `${title}. ${subtitle}`);
  }
  const words = filterWords();
  const note = byId("filtered");
  note.hidden = words.length === 0;
  const figures = showFigures() ? " Key figures in grey are about all the data." : "";
  note.textContent = `Charts show ${words.join(", ")}.${figures}`;
}
