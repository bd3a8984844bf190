import type { DashboardSpec, RenderWarning } from "../../../core/ports/dashboard-spec.ts";

/** What `fonts/make_fonts.py` keeps of Inter. Anything else falls back to a system font, if the machine has one. */
const COVERED =
  /[\t\n\u0020-\u007e\u00a0-\u024f\u0259\u02c6-\u02dd\u0391-\u03c9\u0400-\u045f\u1e9e\u2009-\u200b\u2010-\u2027\u202f-\u203a\u2066-\u2069\u2044\u20a0-\u20bf\u2116\u2122\u2190-\u2193\u2196-\u2199\u2206\u2212\u2215\u221a\u221e\u2248\u2260\u2264\u2265\u25a0\u25b2\u25b3\u25bc\u25bd\u25cf]/u;

export function missingGlyphs(spec: DashboardSpec): RenderWarning[] {
  const texts = [
    spec.title,
    spec.subtitle,
    spec.foot.left,
    ...spec.kpis.map(({ name }) => name),
    ...spec.panels.flatMap(({ title, subtitle, labels, series }) => [
      title,
      subtitle,
      ...labels,
      ...series.map(({ name }) => name),
    ]),
  ];
  const missing = [...new Set([...texts.join("")].filter((letter) => !COVERED.test(letter)))].slice(0, 10);
  if (missing.length === 0) return [];
  return [
    {
      code: "MISSING_GLYPH",
      panel: null,
      message: `Not in the shipped font, drawn with a system font if there is one: ${missing.join(" ")}`,
    },
  ];
}
