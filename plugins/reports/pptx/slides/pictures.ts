import type { DashboardSpec, PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import type { ReportTools } from "../../../../core/ports/report-format.ts";
import type { Box } from "./slide.ts";

/** CSS pixels across a slide's body: its 13 pixel type is then 10 points high. */
const WIDTH = 1100;

/** One panel alone, as large as the box, with nothing around it. */
export function panelPicture(spec: DashboardSpec, panel: PanelSpec, box: Box, draw: ReportTools["picture"]): Promise<Uint8Array> {
  const { tables: _, ...rest } = spec;
  const alone: DashboardSpec = {
    ...rest,
    title: "",
    subtitle: "",
    persona: spec.persona && { ...spec.persona, title: "" },
    kpis: [],
    panels: [{ ...panel, title: "", subtitle: "", span: 2 }],
    foot: { left: "", right: "" },
    sample: false,
  };
  return draw(alone, { width: WIDTH, height: Math.round((WIDTH * box.h) / box.w) });
}

const PNG_HEAD = 24;

/** Width over height, as the file says. */
export function ratioOf(png: Uint8Array): number {
  if (png.byteLength < PNG_HEAD) return 16 / 9;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return width > 0 && height > 0 ? width / height : 16 / 9;
}

/** As large as the box allows, in its middle. */
export function within(ratio: number, { x, y, w, h }: Box): Box {
  const width = Math.min(w, h * ratio);
  const height = Math.min(h, width / ratio);
  return { x: x + (w - width) / 2, y: y + (h - height) / 2, w: width, h: height };
}
