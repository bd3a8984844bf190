import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { geoEqualEarth, geoPath } from "d3-geo";
import { feature } from "topojson-client";

/** What a map is drawn from: outlines already projected, so that neither server nor page needs an atlas or a projection. */
interface Region {
  readonly atlas: string;
  readonly code: string | null;
  readonly code3: string | null;
  readonly names: readonly string[];
}

/** What the atlases hold: shapes that have a name. */
type Outlines = Extract<Parameters<typeof feature<{ name: string }>>[1], { type: "GeometryCollection" }>;

const WIDTH = 720;
/** In units of the map: smaller islands are left out where their region has a larger part. */
const LEAST = 14;
const require = createRequire(import.meta.url);
const at = (name: string) => fileURLToPath(new URL(`../plugins/charts/atlas/${name}`, import.meta.url));

export function buildAtlas(): void {
  // Areas are true to size: a country is not large for lying in the north.
  write("world", "countries.json", "world-atlas/countries-110m.json", "countries", geoEqualEarth());
  // Comes projected: Alaska and Hawaii stand below the others.
  write("us", "states.json", "us-atlas/states-albers-10m.json", "states", null);
}

function write(
  name: string,
  table: string,
  atlas: string,
  object: string,
  projection: ReturnType<typeof geoEqualEarth> | null,
): void {
  const known = JSON.parse(readFileSync(at(table), "utf8")) as Region[];
  const topology = JSON.parse(readFileSync(require.resolve(atlas), "utf8"));
  const collection = feature(topology, topology.objects[object] as Outlines);
  const features = collection.features.filter(({ properties }) => known.some((one) => one.atlas === properties.name));
  const shown = { ...collection, features };
  projection?.fitWidth(WIDTH, shown);
  const path = geoPath(projection);
  const [[left, top], [right, bottom]] = path.bounds(shown);
  const regions = features.map(({ properties, geometry }) => {
    const { atlas: _, ...region } = known.find((one) => one.atlas === properties.name) as Region;
    return { ...region, rings: ringsOf(path(geometry) ?? "", left, top) };
  });
  const size = [Math.ceil(right - left), Math.ceil(bottom - top)];
  writeFileSync(at(`${name}.generated.json`), JSON.stringify({ size, regions }));
}

/** Each ring flat, in whole units (two pixels of a slide), without points that fall on the one before or on the way to the next. */
function ringsOf(path: string, left: number, top: number): number[][] {
  const rings = path.split("M").flatMap((part) => {
    const numbers = part.match(/-?\d+(\.\d+)?(e-?\d+)?/g)?.map(Number) ?? [];
    const ring: number[] = [];
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      const [x, y] = [Math.round((numbers[index] as number) - left), Math.round((numbers[index + 1] as number) - top)];
      if (x === ring.at(-2) && y === ring.at(-1)) continue;
      if (straight(ring, x, y)) ring.splice(-2, 2);
      ring.push(x, y);
    }
    return ring.length >= 6 ? [ring] : [];
  });
  const large = rings.filter((ring) => extent(ring) >= LEAST);
  return large.length > 0 ? large : rings.slice(0, 1);
}

/** Whether the last point lies on the line from the one before it to this. */
function straight(ring: readonly number[], x: number, y: number): boolean {
  const [ax, ay, bx, by] = ring.slice(-4) as [number, number, number?, number?];
  return (
    ring.length >= 4 &&
    ((bx as number) - ax) * (y - ay) === ((by as number) - ay) * (x - ax) &&
    ((bx as number) - ax) * (x - (bx as number)) >= 0 &&
    ((by as number) - ay) * (y - (by as number)) >= 0
  );
}

function extent(ring: readonly number[]): number {
  const [xs, ys] = [0, 1].map((side) => ring.filter((_, index) => index % 2 === side)) as [number[], number[]];
  return (Math.max(...xs) - Math.min(...xs)) * (Math.max(...ys) - Math.min(...ys));
}
