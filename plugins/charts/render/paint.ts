import type { DashboardSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import type { PageBrand } from "../brand/brand.ts";
import type { Theme, ThemeName } from "../design-system/theme.ts";
import type { Box } from "../layout/layout.ts";
import type { Ink } from "./paint-text.ts";

/** What the server's canvas and a browser's bring each in its own way. */
export interface Paint {
  readonly ctx: Ink;
  /** One panel's chart, already on a canvas of its own. */
  readonly chart: (panel: PanelSpec, box: Box, colours: Theme, locale: string, ratio: number) => Painted;
  readonly path: (svg: string) => Path2D;
  readonly logo?: { readonly ratio: number; readonly place: (box: Box) => void };
}

export interface Painted {
  /** Labels that found no free place. */
  readonly leftOut: number;
  /** Onto the sheet, once: what it was drawn on is free then. */
  readonly place: (box: Box) => void;
}

export interface Sheet {
  readonly spec: DashboardSpec;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly theme: ThemeName;
  readonly background: "paper" | "transparent" | "bare";
  readonly locale: string;
  readonly brand: PageBrand;
}
