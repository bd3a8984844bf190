import { Chart } from "chart.js";
import zoom from "chartjs-plugin-zoom";
import type { DashboardSpec } from "../../../core/dashboard-spec.ts";
import { buildConfig } from "../chart-config/build-config.ts";
import { legendOf } from "../chart-config/legend.ts";
import { registerChartParts } from "../chart-config/register.ts";
import { formatNumber } from "../design-system/format.ts";
import { type ThemeName, theme } from "../design-system/theme.ts";
import { asCsv } from "./csv.ts";
import { categoriesOf, filtered, periodsOf } from "./filter.ts";
import { readState, writeState } from "./state.ts";

registerChartParts();
// Its types are those of a CommonJS module; the bundle takes its ESM default.
Chart.register(zoom as never);

const byId = (id: string) => document.getElementById(id) as HTMLElement;
const { spec, locale } = JSON.parse(byId("spec").textContent ?? "") as { spec: DashboardSpec; locale: string };
const state = readState(location.hash);
const charts = new Map<number, Chart>();
const periods = periodsOf(spec);
const dark = matchMedia("(prefers-color-scheme: dark)");
let chosen: ThemeName = document.documentElement.dataset.theme === "dark" || dark.matches ? "dark" : "light";

function button(text: string, parent: Element, act: () => void, label = text): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  parent.append(made);
  return made;
}

const say = (text: string): void => {
  byId("live").textContent = text;
};

function draw(index: number): void {
  const given = spec.panels[index];
  if (given === undefined || given.missing !== null) return;
  charts.get(index)?.destroy();
  const card = byId(`panel-${index}`);
  const canvas = byId(`panel-${index}-canvas`) as HTMLCanvasElement;
  try {
    const panel = filtered(given, state, periods);
    const colours = theme(chosen, spec.persona?.accent ?? null);
    const config = buildConfig(panel, colours, locale);
    const zoomable = panel.kind === "line" && panel.labels.length > 2;
    const options = {
      ...config.options,
      responsive: true,
      plugins: {
        ...config.options?.plugins,
        zoom: zoomable
          ? {
              zoom: {
                wheel: { enabled: true, modifierKey: "ctrl" },
                drag: { enabled: true, modifierKey: "shift" },
                pinch: { enabled: true },
                mode: "x",
              },
              pan: { enabled: true, mode: "x" },
              limits: { x: { minRange: 1 } },
            }
          : {},
      },
      onHover: (_: unknown, active: { index: number }[]) =>
        highlight(index, active[0] === undefined ? null : (panel.labels[active[0].index] ?? null)),
    };
    charts.set(index, new Chart(canvas, { ...config, options } as never));
    drawLegend(index, card.querySelector(".legend") as Element, colours.mark);
  } catch {
    // In place of a picture that fails stands its table: never an empty card.
    card.querySelector(".plot")?.setAttribute("hidden", "");
    card.querySelector("details")?.setAttribute("open", "");
  }
}

/** The same label lights up in every chart that has it. */
function highlight(from: number, label: string | null): void {
  for (const [index, chart] of charts) {
    if (index === from) continue;
    const at = label === null ? -1 : (chart.data.labels ?? []).indexOf(label);
    const series = spec.panels[index]?.series.length ?? 0;
    chart.setActiveElements(
      at < 0
        ? []
        : Array.from({ length: series }, (_, datasetIndex) => ({ datasetIndex, index: at })).filter(
            ({ datasetIndex }) => chart.getDatasetMeta(datasetIndex).data[at] !== undefined,
          ),
    );
    chart.render();
  }
}

function drawLegend(index: number, place: Element, mark: ReturnType<typeof theme>["mark"]): void {
  place.replaceChildren();
  for (const { text, role, target } of legendOf(spec.panels[index] as DashboardSpec["panels"][number], locale)) {
    const chart = charts.get(index) as Chart;
    const made = button(
      "",
      place,
      () => {
        if (target === null) return;
        if ("series" in target) chart.setDatasetVisibility(target.series, !chart.isDatasetVisible(target.series));
        else chart.toggleDataVisibility(target.slice);
        chart.update();
        const shown = "series" in target ? chart.isDatasetVisible(target.series) : chart.getDataVisibility(target.slice);
        made.setAttribute("aria-pressed", String(shown));
        say(`${text} ${shown ? "shown" : "hidden"}`);
      },
      text,
    );
    made.setAttribute("aria-pressed", "true");
    const key = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const square = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: mark(role) }))
      square.setAttribute(name, value);
    key.append(square);
    made.append(key, text);
  }
}

function walk(index: number, event: KeyboardEvent): void {
  const chart = charts.get(index);
  const panel = filtered(spec.panels[index] as DashboardSpec["panels"][number], state, periods);
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter") {
    // Else the same key press also clicks "back", which has the focus next.
    event.preventDefault();
    enlarge(index);
    return;
  }
  if (chart === undefined || (step === undefined && event.key !== "Home" && event.key !== "End")) return;
  event.preventDefault();
  const last = panel.labels.length - 1;
  const now = chart.getActiveElements()[0]?.index ?? -1;
  const at = event.key === "Home" ? 0 : event.key === "End" ? last : Math.min(last, Math.max(0, now + (step ?? 0)));
  const active = panel.series.map((_, datasetIndex) => ({ datasetIndex, index: at }));
  chart.setActiveElements(active);
  chart.tooltip?.setActiveElements(active, { x: 0, y: 0 });
  chart.render();
  highlight(index, panel.labels[at] ?? null);
  say(
    `${panel.labels[at]}: ${panel.series.map(({ name, values }) => `${name} ${formatNumber(values[at], panel.format, locale)}`).join(", ")}`,
  );
}

function enlarge(index: number | null): void {
  const before = state.panel;
  state.panel = index !== null && spec.panels[index]?.missing === null ? index : null;
  apply();
  const title = state.panel === null ? null : spec.panels[state.panel]?.title;
  say(title ? `${title}, enlarged` : "All panels");
  if (state.panel === null && before !== null) byId(`panel-${before}`).querySelector<HTMLElement>(".actions button")?.focus();
  else byId("crumbs").querySelector("button")?.focus();
}

function apply(): void {
  try {
    history.replaceState(null, "", writeState(state) || "#");
  } catch {
    // A sandboxed frame may not change its address: the view works on, only a link can't be copied.
  }
  document.body.classList.toggle("enlarged", state.panel !== null);
  for (const [index] of spec.panels.entries()) byId(`panel-${index}`).classList.toggle("open", index === state.panel);
  const crumbs = byId("crumbs");
  crumbs.hidden = state.panel === null;
  crumbs.replaceChildren();
  if (state.panel !== null) {
    button("‹ Dashboard", crumbs, () => enlarge(null), "Back to the dashboard");
    const here = document.createElement("span");
    here.setAttribute("aria-current", "page");
    here.textContent = spec.panels[state.panel]?.title ?? "";
    crumbs.append(here);
  }
}

function save(name: string, href: string): void {
  const link = document.createElement("a");
  link.download = name;
  link.href = href;
  link.click();
}

function fill(): void {
  document.documentElement.dataset.theme = chosen;
  document.documentElement.style.setProperty("--accent", theme(chosen, spec.persona?.accent ?? null).text("accent"));
  for (const index of spec.panels.keys()) draw(index);
}

const tools = byId("tools");
const chips = categoriesOf(spec);
const chipButtons = (chips.length === 0 ? [] : [null, ...chips]).map((category) => {
  const made = button(category ?? "All", tools, () => {
    state.category = category;
    mark();
    apply();
    fill();
    say(category === null ? "All categories" : `Only ${category}`);
  });
  made.className = "chip";
  return { made, category };
});
/** From and to, where charts share their periods. */
function periodSelect(name: string, field: "from" | "to", start: string): void {
  const label = document.createElement("label");
  label.textContent = `${name} `;
  const select = document.createElement("select");
  for (const period of periods) select.add(new Option(period));
  select.value = state[field] !== null && periods.includes(state[field]) ? state[field] : start;
  select.addEventListener("change", () => {
    state[field] = select.value === start ? null : select.value;
    apply();
    fill();
    say(`${name} ${select.value}`);
  });
  label.append(select);
  tools.append(label);
}
if (periods.length > 0) {
  periodSelect("From", "from", periods[0] as string);
  periodSelect("To", "to", periods.at(-1) as string);
}
function mark(): void {
  for (const { made, category } of chipButtons) made.setAttribute("aria-pressed", String(category === state.category));
}
button("Dark / light", tools, () => {
  chosen = chosen === "dark" ? "light" : "dark";
  fill();
});
button("Copy link", tools, async () => {
  await navigator.clipboard.writeText(location.href).then(
    () => say("Link copied"),
    () => say("The browser does not let this page copy; the link is in the address bar"),
  );
});
button("Print", tools, () => print());

spec.panels.forEach((panel, index) => {
  if (panel.missing !== null) return;
  const actions = byId(`panel-${index}`).querySelector(".actions") as Element;
  button("⤢", actions, () => enlarge(state.panel === index ? null : index), `Enlarge ${panel.title}`);
  button(
    "PNG",
    actions,
    () => save(`${panel.id}.png`, charts.get(index)?.toBase64Image() ?? ""),
    `Download PNG of ${panel.title}`,
  );
  button(
    "CSV",
    actions,
    () => {
      const url = URL.createObjectURL(new Blob(["\ufeff", asCsv(panel)], { type: "text/csv" }));
      save(`${panel.id}.csv`, url);
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    },
    `Download CSV of ${panel.title}`,
  );
  if (panel.kind === "line")
    button(
      "⟲",
      actions,
      () => (charts.get(index) as (Chart & { resetZoom(): void }) | undefined)?.resetZoom(),
      `Reset zoom of ${panel.title}`,
    );
  const canvas = byId(`panel-${index}-canvas`);
  canvas.tabIndex = 0;
  canvas.addEventListener("keydown", (event) => walk(index, event));
});

document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && state.panel !== null) enlarge(null);
});
addEventListener("beforeprint", () => {
  for (const [index, chart] of charts) {
    const image = new Image();
    image.alt = spec.panels[index]?.title ?? "";
    image.src = chart.toBase64Image();
    chart.canvas.parentElement?.append(image);
  }
});
addEventListener("afterprint", () => {
  for (const image of document.querySelectorAll(".plot img")) image.remove();
});
dark.addEventListener("change", ({ matches }) => {
  chosen = matches ? "dark" : "light";
  fill();
});

if (state.category !== null && !chips.includes(state.category)) state.category = null;
if (state.panel !== null && spec.panels[state.panel]?.missing !== null) state.panel = null;
mark();
apply();
// Labels are measured: the font first.
document.fonts.ready
  .then(() => Promise.all([document.fonts.load("400 14px Inter"), document.fonts.load("600 14px Inter")]))
  .then(fill, fill);
