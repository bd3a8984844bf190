import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { over, readable, TEXT_CONTRAST } from "../design-system/colour.ts";
import type { Rect } from "../layout/place-labels.ts";
import type { Form, FormTools, Layout, Line, Mark, Point, Text } from "./form.ts";
import { keyOf } from "./key.ts";
import { backEdges, type Edge, layersOf, ordered } from "./layers.ts";
import { sayLines, sizeFor, wrapped } from "./text.ts";

type Network = Extract<Drawing, { form: "network" }>;

const SLOT = 24;
const SLOT_DOWN = 62;

/**
 * Layers from left to right, an edge through several of them on a way of its own. The critical path in the accent; what
 * goes back is dashed, below its boxes.
 */
export const network: Form<Network> = { layout };

function layout({ nodes, edges }: Network, area: Rect, tools: FormTools): Layout {
  const { theme, measure } = tools;
  const at = new Map(nodes.map(({ id }, index) => [id, index]));
  const known = edges.filter(({ source, target }) => at.has(source) && at.has(target));
  const pairs: Edge[] = known.map(({ source, target }) => ({ from: at.get(source) as number, to: at.get(target) as number }));
  const back = backEdges(nodes.length, pairs);
  const { layers, ways, steps } = withWaypoints(nodes.length, pairs, back);
  const groups = [...new Set(nodes.flatMap(({ group }) => (group === null ? [] : [group])))];
  const colours = new Map(groups.map((group, index) => [group, colourOf(index, theme)]));
  const key = groups.length > 1 ? drawKey(groups, colours, area, tools) : { texts: [], shapes: [], height: 0 };
  const plot = { ...area, y: area.y + key.height, height: area.height - key.height };
  // On a narrow area the layers go down: side by side their boxes would have no room for a word.
  const down = area.width < 480;
  const places = down
    ? place(ordered(layers, steps), nodes.length, { x: plot.y, y: plot.x, width: plot.height, height: plot.width }, true)
    : place(ordered(layers, steps), nodes.length, plot, false);
  const size = sizeFor(area.width / 24);
  const texts: Text[] = [...key.texts];
  const marks = nodes.map(({ label, group }, index): Mark => {
    const { x, y, width, height } = places[index] as Slot;
    const box = { x: x - width / 2, y: y - height / 2, width, height };
    const colour = (group === null ? undefined : colours.get(group)) ?? theme.mark("neutral");
    const fill = over(colour, theme.card, 0.16);
    const lines = height < 14 ? [] : wrapped(label, width - 10, height > (down ? 33 : 40) ? 2 : 1, size, 600, measure);
    texts.push(...sayLines(lines, x, y, readable(theme.ink, fill, TEXT_CONTRAST), { size, weight: 600, align: "center" }));
    return { shape: "rect", box, fill, stroke: colour, radius: Math.min(8, height / 3) };
  });
  const heaviest = known.reduce((most, { weight }) => Math.max(most, weight), 1);
  const drawn = known.map(({ weight, critical }, index): Line & { critical: boolean } => {
    const style = critical
      ? { colour: theme.mark("accent"), width: 3 }
      : { colour: theme.quiet, width: 1 + 1.2 * (weight / heaviest) };
    if (back.has(index)) return { ...style, points: below(pairs[index] as Edge), dashed: true, arrow: true, critical };
    return {
      ...style,
      points: along(pairs[index] as Edge, ways[index] as readonly number[]),
      curved: !down,
      arrow: true,
      critical,
    };
  });
  // The path that matters lies on top of the others.
  const lines = [...drawn.filter(({ critical }) => !critical), ...drawn.filter(({ critical }) => critical)];
  return { marks, lines, texts, shapes: key.shapes };

  function along({ from, to }: Edge, way: readonly number[]): Point[] {
    const [start, end] = [places[from] as Slot, places[to] as Slot];
    if (down)
      return [
        { x: start.x, y: start.y + start.height / 2 },
        ...way.map((node) => ({ x: (places[node] as Slot).x, y: (places[node] as Slot).y })),
        { x: end.x, y: end.y - end.height / 2 - 2 },
      ];
    return [
      { x: start.x + start.width / 2, y: start.y },
      ...way.map((node) => ({ x: (places[node] as Slot).x, y: (places[node] as Slot).y })),
      { x: end.x - end.width / 2 - 2, y: end.y },
    ];
  }

  function below({ from, to }: Edge): Point[] {
    const [start, end] = [places[from] as Slot, places[to] as Slot];
    const [a, b] = from === to ? [start.x + start.width * 0.3, start.x - start.width * 0.3] : [start.x, end.x];
    const [low, lower] = [start.y + start.height / 2, end.y + end.height / 2];
    const depth = Math.min(area.y + area.height - 2, Math.max(low, lower) + 12);
    return [
      { x: a, y: low },
      { x: a, y: depth },
      { x: b, y: depth },
      { x: b, y: lower },
    ];
  }
}

/** An edge over several layers gets a waypoint in each between: it is ordered with the nodes, so it runs between them. */
function withWaypoints(count: number, edges: readonly Edge[], back: ReadonlySet<number>) {
  const layers = layersOf(count, edges, back);
  const steps: Edge[] = [];
  const ways = edges.map(({ from, to }, index) => {
    const way: number[] = [];
    if (back.has(index)) return way;
    let last = from;
    for (let layer = (layers[from] as number) + 1; layer < (layers[to] as number); layer++) {
      const node = layers.push(layer) - 1;
      way.push(node);
      steps.push({ from: last, to: node });
      last = node;
    }
    steps.push({ from: last, to });
    return way;
  });
  return { layers, ways, steps };
}

interface Slot extends Point {
  readonly width: number;
  readonly height: number;
}

/** A layer with more nodes than lines of text have room becomes several columns. */
function place(columns: readonly (readonly number[])[], real: number, area: Rect, down: boolean): Slot[] {
  const rows = Math.max(1, Math.floor(area.height / (down ? SLOT_DOWN : SLOT)));
  const split = columns.flatMap((column) => {
    const nodes = column.filter((node) => node < real).length;
    const parts = Math.max(1, Math.ceil(nodes / rows));
    const each = Math.ceil(column.length / parts);
    return Array.from({ length: parts }, (_, part) => column.slice(part * each, (part + 1) * each));
  });
  const wide = area.width / Math.max(1, split.length);
  const slots: Slot[] = [];
  split.forEach((column, index) => {
    // A way needs less room than a box.
    const total = column.reduce((sum, node) => sum + (node < real ? 1 : 0.4), 0);
    const unit = area.height / Math.max(1, total);
    let y = area.y;
    for (const node of column) {
      const room = unit * (node < real ? 1 : 0.4);
      const width = Math.min(190, wide * (split.length > 1 ? 0.64 : 0.9));
      const middle = { x: area.x + (index + 0.5) * wide, y: y + room / 2 };
      slots[node] = down
        ? { x: middle.y, y: middle.x, width: Math.max(2, Math.min(150, room - 8)), height: Math.max(2, Math.min(42, wide * 0.6)) }
        : { ...middle, width, height: Math.max(2, Math.min(46, room * 0.62)) };
      y += room;
    }
  });
  return slots;
}

const ROLES = ["series-1", "series-2", "series-3", "series-4", "series-5", "series-6"] as const;

function colourOf(index: number, theme: FormTools["theme"]): string {
  const role = ROLES[index];
  return role === undefined ? theme.mark("neutral") : theme.mark(role);
}

function drawKey(groups: readonly string[], colours: ReadonlyMap<string, string>, area: Rect, tools: FormTools) {
  const entries = groups.slice(0, 8).map((name) => ({ name, fill: colours.get(name) as string }));
  const key = keyOf(entries, { ...area, y: area.y + 8 }, { shape: "rect", radius: 2, name: 16, next: 20 }, tools);
  return { ...key, height: key.height + 8 };
}
