import { describe, expect, test } from "vitest";
import type { Role } from "../../../core/ports/dashboard-spec.ts";
import { contrast, MARK_CONTRAST, readable, TEXT_CONTRAST } from "./colour.ts";
import { theme } from "./theme.ts";

const ACCENTS = [null, "#2c3e50", "#27ae60", "#8e44ad", "#e74c3c", "#f39c12"];
const ROLES: Role[] = [
  "accent",
  "good",
  "bad",
  "neutral",
  "series-1",
  "series-2",
  "series-3",
  "series-4",
  "series-5",
  "series-6",
];

describe.each(["light", "dark"] as const)("%s", (name) => {
  test.each(ACCENTS)("with the accent %s every pair that is drawn holds its contrast", (accent) => {
    const { card, ground, ink, muted, quiet, good, bad, focus, mark, text } = theme(name, { accent });
    for (const role of ROLES) {
      expect(contrast(mark(role), card), `mark ${role}`).toBeGreaterThanOrEqual(MARK_CONTRAST);
      expect(contrast(text(role), card), `text ${role}`).toBeGreaterThanOrEqual(TEXT_CONTRAST);
    }
    expect(contrast(text("reference"), card)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
    for (const colour of [ink, muted, good, bad]) expect(contrast(colour, card)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
    for (const under of [card, ground]) expect(contrast(focus, under)).toBeGreaterThanOrEqual(MARK_CONTRAST);
    for (const colour of [ink, quiet]) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
  });
});

test("contrast is the one of WCAG 2", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

test.each(["#808080", "#37b26c", "#ff6b6b", "#b08d00", "#777777"])("text on %s, neither light nor dark, holds", (ground) => {
  for (const colour of ["#1b2430", "#e8edf4"])
    expect(contrast(readable(colour, ground, TEXT_CONTRAST), ground)).toBeGreaterThanOrEqual(TEXT_CONTRAST);
});
