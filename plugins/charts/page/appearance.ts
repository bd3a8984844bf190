import type { ThemeName } from "../design-system/theme.ts";

/** A document's light or dark, for all of its dashboards. */
export class Appearance {
  #name: ThemeName;
  #beforePaper: ThemeName | null = null;
  readonly #drawings = new Set<() => void>();

  constructor(name: ThemeName) {
    this.#name = name;
    document.documentElement.dataset.theme = name;
  }

  get name(): ThemeName {
    return this.#name;
  }

  /** Called when the document has other colours, until `signal` is aborted. */
  onChange(redraw: () => void, signal: AbortSignal): void {
    this.#drawings.add(redraw);
    signal.addEventListener("abort", () => this.#drawings.delete(redraw));
  }

  choose(name: ThemeName): void {
    this.#name = name;
    document.documentElement.dataset.theme = name;
    for (const redraw of this.#drawings) redraw();
  }

  other(): void {
    this.choose(this.#name === "dark" ? "light" : "dark");
  }

  /** Paper is light: dark for as long as it is not printed. */
  toPaper(): void {
    if (this.#name === "light") return;
    this.#beforePaper = this.#name;
    this.choose("light");
  }

  fromPaper(): void {
    if (this.#beforePaper !== null) this.choose(this.#beforePaper);
    this.#beforePaper = null;
  }
}

/** As the document was written or the reader's system has it; later as that has it. */
export function systemAppearance(): Appearance {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const made = new Appearance(document.documentElement.dataset.theme === "dark" || dark.matches ? "dark" : "light");
  dark.addEventListener("change", ({ matches }) => made.choose(matches ? "dark" : "light"));
  return made;
}
