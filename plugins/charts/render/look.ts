import type { Look } from "../../../core/ports/report-format.ts";
import { type Brand, themeFor } from "../brand/brand.ts";
import { formatNumber } from "../design-system/format.ts";
import type { ThemeName } from "../design-system/theme.ts";

/** The hand that pictures and pages are drawn in. Without a persona's accent: a report is nobody's. */
export function lookOf(brand: Brand, theme: ThemeName, locale: string): Look {
  const { ground, card, ink, muted, line, strip } = themeFor(theme, { persona: null }, brand);
  const mark: Look["mark"] = (role, accent = null) =>
    themeFor(theme, { persona: accent === null ? null : { title: "", accent } }, brand).mark(role);
  const { footer, logo } = brand;
  return {
    ground,
    card,
    ink,
    muted,
    line,
    strip,
    mark,
    footer,
    logo,
    number: (value, format) => formatNumber(value, format, locale),
  };
}
