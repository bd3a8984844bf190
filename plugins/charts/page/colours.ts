import type { Role } from "../../../core/ports/dashboard-spec.ts";
import { themeFor } from "../brand/brand.ts";
import type { Theme, ThemeName } from "../design-system/theme.ts";
import { brand, spec } from "./view.ts";

const dark = matchMedia("(prefers-color-scheme: dark)");
let chosen: ThemeName = document.documentElement.dataset.theme === "dark" || dark.matches ? "dark" : "light";

const made = new Map<ThemeName, Theme>();

/** One theme for each appearance, and each colour found once: a filter over 10,000 points asks for as many marks. */
export function colours(): Theme {
  const known = made.get(chosen);
  if (known !== undefined) return known;
  const fresh = themeFor(chosen, spec, brand);
  const marks = new Map<Role, string>();
  const mark = (role: Role): string => {
    const found = marks.get(role) ?? fresh.mark(role);
    marks.set(role, found);
    return found;
  };
  const kept = { ...fresh, mark };
  made.set(chosen, kept);
  return kept;
}

export function applyColours(): void {
  document.documentElement.dataset.theme = chosen;
  document.documentElement.style.setProperty("--accent", colours().text("accent"));
}

export function otherColours(): void {
  chosen = chosen === "dark" ? "light" : "dark";
}

/** The reader's system changes between day and night. */
export function onSystemColours(act: () => void): void {
  dark.addEventListener("change", ({ matches }) => {
    chosen = matches ? "dark" : "light";
    act();
  });
}

/** Paper is light: dark for as long as it is not printed. */
export function inLight(redraw: () => void): { readonly on: () => void; readonly off: () => void } {
  let before: ThemeName | null = null;
  const to = (name: ThemeName) => {
    chosen = name;
    redraw();
  };
  return {
    on() {
      if (chosen === "light") return;
      before = chosen;
      to("light");
    },
    off() {
      if (before !== null) to(before);
      before = null;
    },
  };
}
