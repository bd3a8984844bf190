import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { boxplot } from "./boxplot.ts";
import { bullet } from "./bullet.ts";
import { cards } from "./cards.ts";
import type { Form } from "./form.ts";
import { funnel } from "./funnel.ts";
import { heatmap } from "./heatmap.ts";
import { network } from "./network.ts";
import { round } from "./round.ts";
import { rows } from "./rows.ts";
import { sankey } from "./sankey.ts";
import { scatter } from "./scatter.ts";
import { table } from "./table.ts";
import { timeline } from "./timeline.ts";
import { treemap } from "./treemap.ts";
import { waterfall } from "./waterfall.ts";

/** Every form by its name. */
const forms: { readonly [F in Drawing["form"]]: Form<Extract<Drawing, { form: F }>> } = {
  boxplot,
  bullet,
  cards,
  funnel,
  heatmap,
  network,
  round,
  rows,
  sankey,
  scatter,
  table,
  timeline,
  treemap,
  waterfall,
};

export const formOf = (drawing: Drawing): Form => forms[drawing.form] as Form;
