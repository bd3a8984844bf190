import { filterWords } from "./filter-words.ts";
import type { View } from "./view.ts";

/** What a reader looks at, a phrase each; nothing where all of it is shown. */
export interface Chosen {
  readonly filters: readonly string[];
  readonly panel: string | null;
  readonly mark: string | null;
}

export function chosenIn(view: View): Chosen {
  const { panel, mark } = view.state;
  const shown = panel === null ? null : view.shownPanel(panel);
  return {
    filters: filterWords(view),
    panel: shown?.title ?? null,
    mark: mark === null ? null : (shown?.labels[mark] ?? null),
  };
}
