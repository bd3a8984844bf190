import type { PanelSpec } from "../../../../core/ports/dashboard-spec.ts";
import { listed, type NativeTools } from "./native.ts";

/** What stands around a panel's marks and PowerPoint has nothing for, in words. Lines at a value it has, over what stands upright. */
export function unseen(panel: PanelSpec, { words, look }: Pick<NativeTools, "words" | "look">, lines: boolean): string[] {
  const label = (at: number): string => panel.labels[Math.round(at)] ?? "";
  const written = (value: number): string => look.number(value, panel.format);
  const found: string[] = [];
  const told = (key: "references" | "events" | "ranges" | "remarks", items: readonly string[]) => {
    if (items.length > 0) found.push(words(key, { list: listed(items, words) }));
  };
  if (!lines)
    told(
      "references",
      panel.references.map(({ label: name, value }) => named(name, written(value))),
    );
  told(
    "events",
    (panel.events ?? []).map(({ at, label: name }) => `${name} (${label(at)})`),
  );
  told(
    "ranges",
    (panel.bands ?? []).map(({ along, from, to, label: name }) =>
      along === "values" ? `${name} (${written(from)}–${written(to)})` : `${name} (${label(from)}–${label(to)})`,
    ),
  );
  told(
    "remarks",
    (panel.notes ?? []).map(({ at, text }) => `${text} (${label(at)})`),
  );
  return found;
}

/** Most names say their number already. */
const named = (name: string, value: string): string => (name.includes(value) ? name : `${name} (${value})`);
