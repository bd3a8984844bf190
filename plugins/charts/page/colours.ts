import { type Theme, type ThemeName, theme } from "../design-system/theme.ts";
import { spec } from "./view.ts";

const dark = matchMedia("(prefers-color-scheme: dark)");
let chosen: ThemeName = document.documentElement.dataset.theme === "dark" || dark.matches ? "dark" : "light";

export const colours = (): Theme => theme(chosen, spec.persona?.accent ?? null);

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
