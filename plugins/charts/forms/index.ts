import type { Drawing, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { boxplot } from "./boxplot.ts";
import { bullet } from "./bullet.ts";
import { calendar } from "./calendar.ts";
import { cards } from "./cards.ts";
import { diverging } from "./diverging.ts";
import { dumbbell } from "./dumbbell.ts";
import type { Form, WrittenTable } from "./form.ts";
import { funnel } from "./funnel.ts";
import { heatmap } from "./heatmap.ts";
import { map } from "./map.ts";
import { marimekko } from "./marimekko.ts";
import { multiples } from "./multiples.ts";
import { network } from "./network.ts";
import { pareto } from "./pareto.ts";
import { round } from "./round.ts";
import { rows } from "./rows.ts";
import { sankey } from "./sankey.ts";
import { scatter } from "./scatter.ts";
import { slope } from "./slope.ts";
import { table } from "./table.ts";
import { timeline } from "./timeline.ts";
import { treemap } from "./treemap.ts";
import { waterfall } from "./waterfall.ts";

/** Every form by its name. */
export const forms: { readonly [F in Drawing["form"]]: Form<Extract<Drawing, { form: F }>> } = {
  boxplot,
  bullet,
  cards,
  funnel,
  heatmap,
  calendar,
  diverging,
  dumbbell,
  map,
  marimekko,
  multiples,
  pareto,
  slope,
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

/** What a page shows of a panel in its picture's place; undefined where it draws. */
export const shownAsTable = ({ drawing }: PanelSpec): WrittenTable | undefined =>
  drawing === undefined ? undefined : formOf(drawing).asTable?.(drawing);
