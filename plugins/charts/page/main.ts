import { applyColours, inLight, onSystemColours } from "./colours.ts";
import { mendDrill, showDrill } from "./drill.ts";
import { byId, say } from "./elements.ts";
import { walk } from "./keyboard.ts";
import { fillData, fillWhenOpened, orderable, panelActions } from "./panel-card.ts";
import { draw } from "./plot.ts";
import { printAsImages } from "./print.ts";
import { showTitles } from "./titles.ts";
import { fillToolbar } from "./toolbar.ts";
import { changed, onChange, onRedraw, shownPanel, spec, state, words } from "./view.ts";

const shown = spec.panels.flatMap(({ missing }, index) => (missing === null ? [index] : []));
/** A table is no chart: it stands in the page as it is. */
const drawn = shown.filter((index) => spec.panels[index]?.drawing?.form !== "table");

/** To a panel, or to the rows behind one of its marks; with nothing, back to the dashboard. */
function open(panel: number | null, mark: number | null = null): void {
  const before = state.panel;
  Object.assign(state, { panel, mark });
  mendDrill();
  changed({ redraw: false });
  if (state.mark === null)
    say(state.panel === null ? words("page.all-panels") : words("page.enlarged", { title: shownPanel(state.panel).title }));
  const back = state.panel === null && before !== null ? byId(`panel-${before}`).querySelector(".actions button") : null;
  (back instanceof HTMLElement ? back : byId("crumbs").querySelector("button"))?.focus();
}

fillToolbar();
onRedraw(() => {
  applyColours();
  mendDrill();
  for (const index of drawn) {
    draw(index, open);
    fillData(index);
  }
});
onChange(showTitles);
onChange(() => showDrill(open));
for (const index of shown) orderable(index);
for (const index of shown) panelActions(index, () => open(state.panel === index ? null : index));
for (const index of drawn) {
  fillWhenOpened(index);
  const canvas = byId(`panel-${index}-canvas`);
  canvas.tabIndex = 0;
  canvas.addEventListener("keydown", (event) => walk(index, event, (mark) => open(index, mark)));
}
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && state.panel !== null) open(state.mark === null ? null : state.panel);
});
onSystemColours(() => changed({ redraw: true }));
const light = inLight(() => changed({ redraw: true }));
printAsImages(light);
mendDrill();
changed({ redraw: false });

const fill = () => changed({ redraw: true });
// Labels are measured: the font first.
document.fonts.ready
  .then(() => Promise.all([document.fonts.load("400 14px Inter"), document.fonts.load("600 14px Inter")]))
  .then(fill, fill);
