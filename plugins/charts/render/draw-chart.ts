import { createCanvas } from "canvas";
import { registerChartParts } from "../chart-config/register.ts";
import { speakCatalogues } from "../locale/speak.ts";
import { chartOn } from "./chart-canvas.ts";
import type { Paint } from "./paint.ts";

registerChartParts();
speakCatalogues();

/** One panel on a canvas of the server's. */
export const drawPanelChart = (...panel: Parameters<Paint["chart"]>) => chartOn(createCanvas(1, 1), ...panel);
