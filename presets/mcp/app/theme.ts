import type { Appearance } from "../../../plugins/charts/page/appearance.ts";
import type { Around } from "./host.ts";

export const darkSystem = (): MediaQueryList => matchMedia("(prefers-color-scheme: dark)");

/** The document as the host has it around. */
export function dress({ theme, locale, ground, mode, insets }: Around, appearance: Appearance): void {
  const name = theme ?? (darkSystem().matches ? "dark" : "light");
  if (name !== appearance.name) appearance.choose(name);
  const { style, classList } = document.documentElement;
  if (locale !== null) document.documentElement.lang = locale;
  classList.toggle("fullscreen", mode === "fullscreen");
  style.setProperty("--insets", insets.map((pixels) => `${pixels}px`).join(" "));
  style.removeProperty("--ground");
  if (ground !== null && CSS.supports("color", ground)) {
    style.setProperty("--ground", ground);
    if (!readable()) style.removeProperty("--ground");
  }
}

/** WCAG's, for text. */
const LEAST = 4.5;

/** Whether all that stands on the ground reads on it: a host may say one theme and have the colours of another. */
function readable(): boolean {
  const probe = document.body.appendChild(document.createElement("i"));
  const colour = (name: string) => {
    probe.style.color = `var(--${name})`;
    return luminance(getComputedStyle(probe).color);
  };
  const ground = colour("ground");
  const all = ["ink", "muted", "quiet"].map((name) => contrast(colour(name), ground));
  probe.remove();
  return all.every((one) => one >= LEAST);
}

/** NaN for what is not opaque, or not in plain red, green and blue. */
function luminance(colour: string): number {
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour)?.slice(1).map(Number) ?? [];
  const [red = Number.NaN, green = 0, blue = 0] = parts.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
