import type { DashboardSpec, Role } from "../../../core/ports/dashboard-spec.ts";
import { type PageBrand, themeFor } from "../brand/brand.ts";
import type { Theme, ThemeName } from "../design-system/theme.ts";

/** The document's, for all of its dashboards. */
const dark = matchMedia("(prefers-color-scheme: dark)");
let chosen: ThemeName = document.documentElement.dataset.theme === "dark" || dark.matches ? "dark" : "light";

/** A dashboard's colours in the document's appearance. */
export class Colours {
  readonly #root: HTMLElement;
  readonly #spec: DashboardSpec;
  readonly #brand: PageBrand;
  readonly #made = new Map<ThemeName, Theme>();

  constructor(root: HTMLElement, spec: DashboardSpec, brand: PageBrand) {
    this.#root = root;
    this.#spec = spec;
    this.#brand = brand;
  }

  /** One theme for each appearance, and each colour found once: a filter over 10,000 points asks for as many marks. */
  now(): Theme {
    const known = this.#made.get(chosen);
    if (known !== undefined) return known;
    const fresh = themeFor(chosen, this.#spec, this.#brand);
    const marks = new Map<Role, string>();
    const mark = (role: Role): string => {
      const found = marks.get(role) ?? fresh.mark(role);
      marks.set(role, found);
      return found;
    };
    const kept = { ...fresh, mark };
    this.#made.set(chosen, kept);
    return kept;
  }

  apply(): void {
    document.documentElement.dataset.theme = chosen;
    this.#root.style.setProperty("--accent", this.now().text("accent"));
  }
}

/** What is drawn in the document's colours. */
const drawings: (() => void)[] = [];

/** Called when the document has other colours: by its button, by the reader's system, for the printer. */
export const onColours = (redraw: () => void): void => {
  drawings.push(redraw);
};

function choose(name: ThemeName): void {
  chosen = name;
  for (const redraw of drawings) redraw();
}

export const otherColours = (): void => choose(chosen === "dark" ? "light" : "dark");
dark.addEventListener("change", ({ matches }) => choose(matches ? "dark" : "light"));

let beforePaper: ThemeName | null = null;

/** Paper is light: dark for as long as it is not printed. */
export const paperLight = {
  on(): void {
    if (chosen === "light") return;
    beforePaper = chosen;
    choose("light");
  },
  off(): void {
    if (beforePaper !== null) choose(beforePaper);
    beforePaper = null;
  },
};
