import type { DashboardSpec, Role } from "../../../core/ports/dashboard-spec.ts";
import { type PageBrand, themeFor } from "../brand/brand.ts";
import type { Theme, ThemeName } from "../design-system/theme.ts";
import type { Appearance } from "./appearance.ts";

/** A dashboard's colours in the document's appearance. */
export class Colours {
  readonly #root: HTMLElement;
  readonly #spec: DashboardSpec;
  readonly #brand: PageBrand;
  readonly #appearance: Appearance;
  readonly #made = new Map<ThemeName, Theme>();

  constructor(root: HTMLElement, spec: DashboardSpec, brand: PageBrand, appearance: Appearance) {
    this.#root = root;
    this.#spec = spec;
    this.#brand = brand;
    this.#appearance = appearance;
  }

  /** One theme for each appearance, and each colour found once: a filter over 10,000 points asks for as many marks. */
  now(): Theme {
    const { name } = this.#appearance;
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    const fresh = themeFor(name, this.#spec, this.#brand);
    const marks = new Map<Role, string>();
    const mark = (role: Role): string => {
      const found = marks.get(role) ?? fresh.mark(role);
      marks.set(role, found);
      return found;
    };
    const kept = { ...fresh, mark };
    this.#made.set(name, kept);
    return kept;
  }

  apply(): void {
    this.#root.style.setProperty("--accent", this.now().text("accent"));
  }
}
