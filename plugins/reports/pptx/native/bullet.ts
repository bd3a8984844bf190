import type { PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { bars } from "./bars.ts";
import type { Conversion } from "./native.ts";

/** A value against its target: two bars beside each other, for PowerPoint has no line at the end of a bar. */
export const bullet: Conversion = (panel, tools) => {
  if (panel.drawing?.form !== "bullet") return null;
  const { items, names } = panel.drawing;
  const { drawing: _, table: __, ...rest } = panel;
  const all = items.map((_item, at) => at);
  const role = items[0]?.role ?? "accent";
  const pair: PanelSpec = {
    ...rest,
    kind: "horizontal-bar",
    labels: items.map(({ label }) => label),
    series: [
      { name: names[0], values: items.map(({ value }) => value), role, roles: items.map((item) => item.role), labelled: all },
      { name: names[1], values: items.map(({ target }) => target), role: "reference", labelled: all },
    ],
  };
  return bars(pair, tools);
};
