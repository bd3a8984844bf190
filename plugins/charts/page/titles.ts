import { byId } from "./elements.ts";
import { filterWords } from "./filter-words.ts";
import { isPart, shownPanel, shownTitle, spec } from "./view.ts";

/** Over a part of the data stand titles that claim nothing of it; key figures of all the data step back and say so. */
export function showTitles(): void {
  const part = isPart();
  (document.querySelector("h1") as HTMLElement).textContent = shownTitle();
  for (const index of spec.panels.keys()) {
    const { title, subtitle } = shownPanel(index);
    byId(`panel-${index}-title`).textContent = title;
    document.getElementById(`panel-${index}-canvas`)?.setAttribute("aria-label", `${title}. ${subtitle}`);
  }
  document.querySelector(".kpis")?.classList.toggle("whole", part);
  const words = filterWords();
  const note = byId("filtered");
  note.hidden = words.length === 0;
  const figures = part && spec.kpis.length > 0 ? " Key figures are about all the data." : "";
  note.textContent = `Charts show ${words.join(", ")}.${figures}`;
}
