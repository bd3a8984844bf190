import { z } from "zod";
import { ends } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import { atlas, atlases, type Gazetteer, gazetteer } from "../../atlas/atlas.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { measured, readingOf } from "../../kit/measure.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { changesAnd } from "../../kit/parts-data.ts";
import { remark } from "../../kit/remark.ts";
import type { Note } from "../../kit/shaped.ts";

const NAMED_MAX = 8;
/** Fewer, and the other map is looked at. */
const FOUND_LEAST = 0.5;

const input = changesAnd(
  z.object({
    map: z.enum(atlases).optional().describe('"world" (countries) or "us" (states); the one that knows the labels when left out'),
    higher_is_better: z.boolean().optional().describe("Colours high values as good or as bad; neither when left out"),
  }),
);

export const map = defineChart({
  id: "map",
  title: "Map",
  purpose: "One number for each country, or for each state of the US",
  panels: ["Map"],
  input,
  sample: {
    labels: ["DE", "FR", "IT", "ES", "PL", "SE", "GB", "US", "CA", "BR", "IN", "JP", "AU", "ZA", "MX", "CN"],
    values: [18, 14, 9, 8, 6, 4, 12, 41, 9, 7, 15, 11, 5, 3, 4, 22],
    name: "Customers",
  },
  build(data, pen) {
    const notes: Note[] = [];
    const { format, spoken, unit, scaled } = measured(data, pen);
    const { of, find, names } = data.map === undefined ? better(data.labels, pen.locale) : gazetteer(data.map, pen.locale);
    const drawn = atlas(of);
    const values = new Map<number, number | null>();
    const unknown: string[] = [];
    let repeated = 0;
    data.labels.forEach((label, index) => {
      const at = find(label);
      if (at === null) unknown.push(label);
      else if (values.has(at)) repeated++;
      else values.set(at, scaled(data.values[index] ?? null));
    });
    if (unknown.length > 0)
      notes.push(
        remark("LEFT_OUT", "note.regions-unknown", {
          count: unknown.length,
          of: data.labels.length,
          names: `${unknown.slice(0, NAMED_MAX).join(", ")}${unknown.length > NAMED_MAX ? " …" : ""}`,
        }),
      );
    if (repeated > 0) notes.push(remark("LEFT_OUT", "note.regions-taken", { count: repeated }));
    const name = data.name ?? pen.word("value");
    const regions = drawn.regions.map((region, at) => ({
      label: names[at] ?? "",
      value: values.get(at) ?? null,
      rings: region.rings,
    }));
    const named = (label: string): string => {
      const at = find(label);
      return at === null ? label : (regions[at]?.label ?? label);
    };
    const basis: Basis = { name: "regions", labels: data.labels.map(named), series: [{ name, values: data.values.map(scaled) }] };
    const panel = drawnPanel(
      {
        id: "chart",
        neutral: name,
        claims: [ends(basis, name, { measure: name, format: spoken })],
        subtitle: readingOf(pen, name, unit, pen.word("stronger-colour-is-more")),
        span: 2,
      },
      { form: "map", size: drawn.size, regions, higherIsBetter: data.higher_is_better ?? null },
      regions,
      {
        name,
        format,
        field: "values",
        table: {
          columns: [pen.word("region"), unit === "" ? name : `${name}, ${unit}`],
          // All that was given, also what the map does not know.
          rows: data.labels.map((label, at) => [label, scaled(data.values[at] ?? null)]),
        },
      },
    );
    return { panels: [panel], bases: [basis], neutral: name, notes };
  },
});

/** The map that knows more of the labels; of the world where both know few. */
function better(labels: readonly string[], locale: string): Gazetteer {
  const [world, us] = [gazetteer("world", locale), gazetteer("us", locale)];
  const known = ({ find }: Gazetteer) => labels.filter((label) => find(label) !== null).length / labels.length;
  // Codes mean both: "DE" is Germany and Delaware. The world comes first where it knows as many.
  const inUs = known(us);
  return inUs > known(world) && inUs >= FOUND_LEAST ? us : world;
}
