import type { DashboardSpec } from "../../../core/ports/dashboard-spec.ts";
import { type Theme, type ThemeName, theme } from "../design-system/theme.ts";

/** A house's own look, as it was read and checked. Only data: it goes to the drawing thread, and all but the fonts into the page. */
export interface Brand {
  /** Hex colour, in place of the personas'. */
  readonly accent: string | null;
  /** Hex colours of series, in order; ours follow when they are fewer. */
  readonly series: readonly string[];
  /** Stands first in every foot. */
  readonly footer: string | null;
  readonly logo: Logo | null;
  /** Files of the house's font; a page holds them. */
  readonly fonts: { readonly regular: string; readonly bold: string } | null;
}

export interface Logo {
  readonly type: "image/png" | "image/svg+xml";
  readonly base64: string;
  /** Width over height. */
  readonly ratio: number;
}

/** What a page needs of it to draw. */
export type PageBrand = Pick<Brand, "accent" | "series">;

export const noBrand: Brand = { accent: null, series: [], footer: null, logo: null, fonts: null };

export const themeFor = (name: ThemeName, { persona }: Pick<DashboardSpec, "persona">, brand: PageBrand): Theme =>
  theme(name, { accent: brand.accent ?? persona?.accent ?? null, series: brand.series, house: brand.accent });

/** With the house's footer before what the chart says of itself. */
export const branded = (spec: DashboardSpec, { footer }: Pick<Brand, "footer">): DashboardSpec =>
  footer === null
    ? spec
    : { ...spec, foot: { ...spec.foot, left: [footer, spec.foot.left].filter((text) => text !== "").join(" · ") } };

export const logoAddress = ({ type, base64 }: Logo): string => `data:${type};base64,${base64}`;
