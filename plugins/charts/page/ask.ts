import { button } from "./elements.ts";
import { saidAt } from "./keyboard.ts";
import type { View } from "./view.ts";

/** A point of a chart, as the page writes it. */
export interface Point {
  readonly panel: string;
  readonly label: string;
  /** Each series' value there; or what the form says of it. */
  readonly said: readonly string[];
}

/** Under its chart, the point that a reader has picked, and a button that asks about it. */
export const asking =
  (text: string, ask: (about: Point) => void) =>
  (view: View, index: number, at: number): void => {
    const panel = view.shownPanel(index);
    const label = panel.labels[at] ?? "";
    const said = saidAt(view, panel, at);
    const words = document.createElement("span");
    words.textContent = `${label}: ${said.join(", ")}`;
    const bar = barOf(view, index);
    bar.replaceChildren(words);
    button(text, bar, () => ask({ panel: panel.title, label, said }), `${text}: ${label}`);
  };

function barOf(view: View, index: number): HTMLElement {
  const card = view.byId(`panel-${index}`);
  const known = card.querySelector<HTMLElement>(".asked");
  if (known !== null) return known;
  const made = document.createElement("div");
  made.className = "asked";
  card.querySelector(".plot")?.after(made);
  // Drawn anew, its points may be others.
  view.onRedraw(() => made.remove());
  return made;
}
