import type { Role } from "../../../core/ports/dashboard-spec.ts";
import { contrast, distance, MARK_CONTRAST, readable, TEXT_CONTRAST } from "./colour.ts";

export type ThemeName = "light" | "dark";

export interface Theme {
  readonly name: ThemeName;
  readonly ground: string;
  readonly card: string;
  readonly ink: string;
  readonly muted: string;
  readonly quiet: string;
  readonly line: string;
  readonly good: string;
  readonly bad: string;
  /** Around what the keyboard is on. */
  readonly focus: string;
  /** The 6 px strip at the top: the only decoration. */
  readonly strip: readonly [string, string];
  mark(role: Role): string;
  text(role: Role): string;
}

/** Brand order, which is also safe for the colour-blind up to four series. */
const SERIES = ["#4dabf7", "#20c997", "#9775fa", "#ff6b6b", null, "#51cf66"] as const;
const STRIP = ["#667eea", "#764ba2"] as const;

const grounds = {
  light: {
    ground: "#f5f7fa",
    card: "#ffffff",
    ink: "#1b2430",
    muted: "#556070",
    quiet: "#6b7686",
    line: "#e3e8ef",
    green: "#1e7e34",
    red: "#c92a2a",
    bar: "#37b26c",
    grey: "#c3ccd8",
    blue: "#1c7ed6",
    // Yellow that holds its contrast on white is mustard; amber is seen as amber.
    amber: "#d97706",
  },
  dark: {
    ground: "#10161f",
    card: "#18212c",
    ink: "#e8edf4",
    muted: "#a9b4c2",
    quiet: "#8f9bab",
    line: "#2b3644",
    green: "#51cf66",
    red: "#ff8787",
    bar: "#37b26c",
    grey: "#4d5a6b",
    blue: "#4dabf7",
    amber: "#ffd43b",
  },
} as const;

/** Our own colours behind a house's: first those that are least like them. */
function farthest(own: readonly string[], series: readonly string[]): readonly string[] {
  if (series.length === 0) return own;
  const nearest = (one: string) => Math.min(...series.map((other) => distance(one, other)));
  return own.toSorted((a, b) => nearest(b) - nearest(a));
}

export interface Palette {
  readonly accent?: string | null;
  /** Before our own. */
  readonly series?: readonly string[];
  /** A house's colour, for the strip. */
  readonly house?: string | null;
}

/** Every colour it hands out holds its contrast on the card. */
export function theme(name: ThemeName, { accent = null, series = [], house = null }: Palette = {}): Theme {
  const { ground, card, ink, muted, quiet, line, green, red, bar, grey, blue, amber } = grounds[name];
  const own = SERIES.map((one) => one ?? amber);
  const order = [...series, ...farthest(own, series)];
  const raw = (role: Role): string => {
    if (role === "accent") return accent === null || contrast(accent, card) < 2 ? blue : accent;
    if (role === "good") return bar;
    if (role === "bad") return red;
    if (role === "reference") return grey;
    if (role === "neutral") return quiet;
    return order[Number(role.slice(-1)) - 1] ?? amber;
  };
  return {
    name,
    ground,
    card,
    ink,
    muted: readable(muted, card, TEXT_CONTRAST),
    quiet: readable(quiet, ground, TEXT_CONTRAST),
    line,
    good: readable(green, name === "light" ? ground : card, TEXT_CONTRAST),
    bad: readable(red, card, TEXT_CONTRAST),
    focus: readable(blue, ground, MARK_CONTRAST),
    strip: house === null ? STRIP : [house, house],
    // Reference bars stay quiet: their value is written on them, and contrast is carried by that text.
    mark: (role) => (role === "reference" ? raw(role) : readable(raw(role), card, MARK_CONTRAST)),
    text: (role) =>
      role === "good"
        ? readable(green, name === "light" ? ground : card, TEXT_CONTRAST)
        : readable(role === "reference" ? muted : raw(role), name === "light" ? ground : card, TEXT_CONTRAST),
  };
}
