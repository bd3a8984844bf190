import { shownAsTable } from "../forms/index.ts";
import { mendDrill, showDrill } from "./drill.ts";
import { walk } from "./keyboard.ts";
import { fillData, fillWhenOpened, orderable, panelActions } from "./panel-card.ts";
import { draw } from "./plot.ts";
import { printAsImages } from "./print.ts";
import type { Surroundings } from "./surroundings.ts";
import { showTitles } from "./titles.ts";
import { fillToolbar } from "./toolbar.ts";
import { type Given, View } from "./view.ts";

/** Brings a dashboard's markup, which reads without it, to life. Several may stand in one document. Returns what ends that life. */
export function mount(root: HTMLElement, given: Given, around: Surroundings): () => void {
  const life = new AbortController();
  const view = new View(root, given, around, life.signal);
  const { spec, state } = view;
  const shown = spec.panels.flatMap(({ missing }, index) => (missing === null ? [index] : []));
  /** A table is no chart: it stands in the page as it is. */
  const drawn = shown.filter((index) => shownAsTable(view.shownPanel(index)) === undefined);

  /** To a panel, or to the rows behind one of its marks; with nothing, back to the dashboard. */
  function open(panel: number | null, mark: number | null = null): void {
    const before = state.panel;
    Object.assign(state, { panel, mark });
    mendDrill(view);
    view.changed({ redraw: false });
    if (state.mark === null)
      view.say(
        state.panel === null
          ? view.words("page.all-panels")
          : view.words("page.enlarged", { title: view.shownPanel(state.panel).title }),
      );
    const back = state.panel === null && before !== null ? view.byId(`panel-${before}`).querySelector(".actions button") : null;
    (back instanceof HTMLElement ? back : view.byId("crumbs").querySelector("button"))?.focus();
  }

  fillToolbar(view);
  view.onRedraw(() => {
    view.colours.apply();
    mendDrill(view);
    for (const index of drawn) {
      draw(view, index, open);
      fillData(view, index);
    }
  });
  view.onChange(() => showTitles(view));
  view.onChange(() => showDrill(view, open));
  view.onChange(() => around.onChosen?.(view));
  for (const index of shown) orderable(view, index);
  for (const index of shown) panelActions(view, index, () => open(state.panel === index ? null : index));
  for (const index of drawn) {
    fillWhenOpened(view, index);
    const canvas = view.byId(`panel-${index}-canvas`);
    canvas.tabIndex = 0;
    canvas.addEventListener("keydown", (event) => walk(view, index, event, (mark) => open(index, mark)));
  }
  document.addEventListener(
    "keydown",
    ({ key }) => {
      if (key === "Escape" && state.panel !== null) open(state.mark === null ? null : state.panel);
    },
    { signal: life.signal },
  );
  const redraw = () => {
    if (!life.signal.aborted) view.changed({ redraw: true });
  };
  around.appearance.onChange(redraw, life.signal);
  printAsImages(view);
  mendDrill(view);
  view.changed({ redraw: false });
  // Labels are measured: the font first.
  document.fonts.ready
    .then(() => Promise.all([document.fonts.load("400 14px Inter"), document.fonts.load("600 14px Inter")]))
    .then(redraw, redraw);
  return () => {
    life.abort();
    for (const chart of view.charts.values()) chart.destroy();
  };
}
