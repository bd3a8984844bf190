import type { Chart } from "chart.js";
import type { DashboardSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import type { PageBrand } from "../brand/brand.ts";
import { type DrawnKey, drawn } from "../locale/drawn.ts";
import type { Words } from "../locale/words.ts";
import { remeasured } from "../rows/remeasure.ts";
import { Colours } from "./colours.ts";
import { filtered, periodsOf, withoutEmpty } from "./filter.ts";
import { keptRows } from "./row-filter.ts";
import { readState, type ViewState, writeState } from "./state.ts";
import type { Surroundings } from "./surroundings.ts";

/** What is said of a dashboard that stands in a document. */
export interface Given {
  readonly spec: DashboardSpec;
  readonly locale: string;
  readonly brand: PageBrand;
  /** Before the ids of its elements: a report holds several dashboards. "" where it is the whole page. */
  readonly prefix: string;
}

/** One dashboard: what is shown of it, and what is chosen. The one place that all parts of a page read and change. */
export class View {
  readonly root: HTMLElement;
  readonly spec: DashboardSpec;
  readonly locale: string;
  readonly brand: PageBrand;
  readonly colours: Colours;
  readonly around: Surroundings;
  /** Aborted when the dashboard leaves its document: what it listens to ends with it. */
  readonly ended: AbortSignal;
  readonly charts = new Map<number, Chart>();
  /** What each chart shows now, and what each table under one. */
  readonly drawn = new Map<number, { readonly panel: PanelSpec; readonly theme: string }>();
  readonly filled = new Map<number, PanelSpec>();
  readonly state: ViewState;
  readonly periods: readonly string[];
  /** The page is this dashboard's alone: its address says what is chosen. */
  readonly alone: boolean;
  readonly #prefix: string;
  readonly #drawers: (() => void)[] = [];
  readonly #showers: (() => void)[] = [];
  /** Whether rows count, table by table, and the panels that they give: made once for each change. */
  #kept: (Uint8Array | null)[] = [];
  readonly #shown = new Map<number, PanelSpec>();

  constructor(root: HTMLElement, { spec, locale, brand, prefix }: Given, around: Surroundings, ended: AbortSignal) {
    this.root = root;
    this.spec = spec;
    this.locale = locale;
    this.brand = brand;
    this.around = around;
    this.ended = ended;
    this.colours = new Colours(root, spec, brand, around.appearance);
    this.alone = prefix === "";
    this.#prefix = prefix;
    this.state = readState(this.alone ? location.hash : "");
    this.periods = periodsOf(spec);
    this.#countRows();
  }

  byId(id: string): HTMLElement {
    return document.getElementById(this.#prefix + id) as HTMLElement;
  }

  /** A word of the page, in its language. */
  words(key: DrawnKey, put: Words = {}): string {
    return drawn(key, this.locale, put);
  }

  /** Read out by a screen reader. */
  say(text: string): void {
    this.byId("live").textContent = text;
  }

  rowsKept(table: number): Uint8Array | null {
    return this.#kept[table] ?? null;
  }

  /** The panel as this view shows it. */
  shownPanel(index: number): PanelSpec {
    const known = this.#shown.get(index);
    if (known !== undefined) return known;
    const made = this.#panelOf(index);
    this.#shown.set(index, made);
    return made;
  }

  /** Whether a filter takes anything from any chart. */
  isPart(): boolean {
    return this.spec.panels.some((panel, index) => this.shownPanel(index) !== panel);
  }

  /** The dashboard's title: its finding is about all the data. */
  shownTitle(): string {
    return this.isPart() ? (this.spec.neutralTitle ?? this.spec.title) : this.spec.title;
  }

  /** Called when the charts must be drawn anew. */
  onRedraw(act: () => void): void {
    this.#drawers.push(act);
  }

  /** Called when something else is to be seen. */
  onChange(act: () => void): void {
    this.#showers.push(act);
  }

  /** After `state` was changed: the address says it, and the page shows it. `redraw` where charts have other data or colours. */
  changed({ redraw }: { readonly redraw: boolean }): void {
    if (this.alone) {
      try {
        history.replaceState(null, "", writeState(this.state) || "#");
      } catch {
        // A sandboxed frame may not change its address: the view works on, only a link can't be copied.
      }
    }
    if (redraw) {
      this.#countRows();
      for (const act of this.#drawers) act();
    }
    for (const act of this.#showers) act();
  }

  #countRows(): void {
    this.#kept = (this.spec.tables ?? []).map((table) => keptRows(table, this.state));
    this.#shown.clear();
  }

  #panelOf(index: number): PanelSpec {
    const panel = this.spec.panels[index] as PanelSpec;
    const table = this.spec.tables?.[panel.behind?.table ?? -1];
    const keep = this.rowsKept(panel.behind?.table ?? -1);
    const counted = table === undefined || keep === null ? panel : withoutEmpty(remeasured(panel, table, keep));
    const left = filtered(counted, this.state, this.periods);
    // Its finding was found in all the data: of a part it may be false.
    return left === panel ? panel : { ...left, title: panel.neutralTitle ?? panel.title };
  }
}
