import type { Drawing } from "../../../core/ports/dashboard-spec.ts";
import { over } from "../design-system/colour.ts";
import { formatNumber } from "../design-system/format.ts";
import type { Rect } from "../layout/place-labels.ts";
import { spread } from "../layout/spread.ts";
import type { Form, FormTools, Layout, Line, Mark, Point, Text } from "./form.ts";
import { backEdges, type Edge, layersOf, ordered } from "./layers.ts";
import { say, shorten } from "./text.ts";

type Sankey = Extract<Drawing, { form: "sankey" }>;

const BAR = 12;
const LABEL = 34;
const LARGE = 40;

/** Bands as wide as what flows through them; names and amounts stand beside their bars. The largest flow in the accent. */
export const sankey: Form<Sankey> = { layout, minWidth: () => 600 };

function layout({ links }: Sankey, area: Rect, { theme, locale, format, measure }: FormTools): Layout {
  const size = area.width > 900 && area.height > 400 ? 15 : 13;
  const line = size > 13 ? LARGE : LABEL;
  const flows = flowsOf({ links });
  const { names, columns, values } = flows;
  const write = (node: number) => formatNumber(values[node] as number, format, locale);
  const name = (node: number, room: number) => shorten(names[node] as string, room, size, 600, measure);
  const last = columns.length - 1;
  const side = (column: readonly number[] | undefined) =>
    Math.min(
      area.width * 0.26,
      Math.max(
        0,
        ...(column ?? []).map((node) =>
          Math.max(measure((names[node] as string).slice(0, 60), size, 600), measure(write(node), size, 400)),
        ),
      ) + 12,
    );
  const [left, right] = [side(columns[0]), last > 0 ? side(columns[last]) : 0];
  const nodes = place(flows, { x: area.x + left, y: area.y, width: area.width - left - right, height: area.height });
  const largest = links.reduce((most, { value }) => Math.max(most, value), 0);
  const accent = theme.mark("accent");
  const lines: Line[] = [];
  const marks = links.map(({ value }, index): Mark => {
    const { from, to } = flows.edges[index] as Edge;
    const [a, b] = [nodes[from] as Rect, nodes[to] as Rect];
    const fill = value === largest ? over(accent, theme.card, 0.5) : over(theme.quiet, theme.card, 0.3);
    if (flows.back.has(index)) {
      // What flows back has no room as a band: a dashed line, found at its start.
      const start = { x: a.x + a.width, y: a.y + a.height / 2 };
      lines.push({
        points: [start, { x: b.x, y: b.y + b.height / 2 }],
        colour: theme.quiet,
        width: 1.5,
        dashed: true,
        curved: true,
        arrow: true,
      });
      return { shape: "circle", box: { x: start.x - 4, y: start.y - 4, width: 8, height: 8 }, fill: theme.quiet };
    }
    const [y1, y2] = flows.offsets(nodes)[index] as [number, number];
    const thick = value * scaleOf(nodes, values);
    const points = ribbon({ x: a.x + a.width, y: y1 }, { x: b.x, y: y2 }, thick);
    const ys = points.map(({ y }) => y);
    const top = Math.min(...ys);
    return {
      shape: "polygon",
      box: { x: a.x + a.width, y: top, width: b.x - a.x - a.width, height: Math.max(...ys) - top },
      points,
      fill,
    };
  });
  const shapes = nodes.map((box): Mark => ({ shape: "rect", box, fill: theme.mark("neutral"), radius: 2 }));
  const texts: Text[] = columns.flatMap((column, layer) => {
    const outer = layer === 0 || (layer === last && last > 0);
    const gap = (area.width - left - right) / Math.max(1, last);
    const room = layer === 0 ? left - 10 : layer === last ? right - 10 : gap - BAR - 24;
    return labelled(column).flatMap(({ node, y }): Text[] => {
      const box = nodes[node] as Rect;
      const align = layer === 0 ? "right" : "left";
      const x = layer === 0 ? box.x - 8 : box.x + box.width + 8;
      const named = name(node, room);
      const amount = shorten(write(node), room, size, 400, measure);
      const colour = outer ? theme.muted : theme.ink;
      return [
        say(named, x, y - size / 2 - 2, theme.ink, { size, weight: 600, align }),
        say(amount, x, y + size / 2 + 2, colour, { size, align }),
      ].filter(({ text }) => text !== "");
    });
  });
  return { marks, lines, shapes, texts };

  /** Clear of each other: pushed apart, and where there are too many the smallest are left to the table. */
  function labelled(column: readonly number[]): { node: number; y: number }[] {
    const most = Math.max(1, Math.floor(area.height / line));
    const kept = column
      .toSorted((a, b) => (values[b] as number) - (values[a] as number))
      .slice(0, most)
      .sort((a, b) => (nodes[a] as Rect).y - (nodes[b] as Rect).y);
    const middle = kept.map((node) => (nodes[node] as Rect).y + (nodes[node] as Rect).height / 2);
    const ys = spread(middle, line, area.y + line / 2, area.y + area.height - line / 2);
    return kept.map((node, index) => ({ node, y: ys[index] as number }));
  }
}

interface Flows {
  readonly names: readonly string[];
  readonly edges: readonly Edge[];
  readonly back: ReadonlySet<number>;
  readonly columns: readonly (readonly number[])[];
  /** What flows through each node: the larger of what comes in and what goes out. */
  readonly values: readonly number[];
  /** Middle of each link's band at its start and at its end. */
  readonly offsets: (nodes: readonly Rect[]) => readonly (readonly [number, number] | undefined)[];
}

export function flowsOf({ links }: Pick<Sankey, "links">): Flows {
  const names = [...new Set(links.flatMap(({ source, target }) => [source, target]))];
  const at = new Map(names.map((name, index) => [name, index]));
  const edges = links.map(({ source, target }) => ({ from: at.get(source) as number, to: at.get(target) as number }));
  const back = backEdges(names.length, edges);
  const layers = layersOf(names.length, edges, back);
  const forward = edges.filter((_, index) => !back.has(index));
  const columns = ordered(layers, forward);
  const [incoming, outgoing] = [names.map(() => 0), names.map(() => 0)];
  links.forEach(({ value }, index) => {
    if (back.has(index)) return;
    const { from, to } = edges[index] as Edge;
    outgoing[from] = (outgoing[from] as number) + value;
    incoming[to] = (incoming[to] as number) + value;
  });
  const values = names.map((_, node) => Math.max(incoming[node] as number, outgoing[node] as number));
  let done: { nodes: readonly Rect[]; offsets: ([number, number] | undefined)[] } | null = null;
  return { names, edges, back, columns, values, offsets };

  /** Bands leave and arrive in the order of where they come from and go to: they cross as little as they can. */
  function offsets(nodes: readonly Rect[]): ([number, number] | undefined)[] {
    if (done?.nodes === nodes) return done.offsets;
    const unit = scaleOf(nodes, values);
    const result: ([number, number] | undefined)[] = links.map((_, index) => (back.has(index) ? undefined : [0, 0]));
    for (const end of [0, 1] as const) {
      const own = end === 0 ? "from" : "to";
      const other = end === 0 ? "to" : "from";
      const used = nodes.map(({ y }) => y);
      const order = links
        .map((_, index) => index)
        .filter((index) => !back.has(index))
        .sort((a, b) => (nodes[(edges[a] as Edge)[other]] as Rect).y - (nodes[(edges[b] as Edge)[other]] as Rect).y);
      for (const index of order) {
        const node = (edges[index] as Edge)[own];
        const thick = (links[index] as Sankey["links"][number]).value * unit;
        (result[index] as [number, number])[end] = (used[node] as number) + thick / 2;
        used[node] = (used[node] as number) + thick;
      }
    }
    done = { nodes, offsets: result };
    return result;
  }
}

/** Pixels per unit: the same everywhere. */
function scaleOf(nodes: readonly Rect[], values: readonly number[]): number {
  const node = values.findIndex((value) => value > 0);
  return node < 0 ? 0 : (nodes[node] as Rect).height / (values[node] as number);
}

function place({ names, columns, values }: Flows, area: Rect): Rect[] {
  const gapOf = (count: number) => Math.min(22, (area.height * 0.4) / Math.max(1, count - 1));
  const unit = columns.reduce((least, column) => {
    const total = column.reduce((sum, node) => sum + (values[node] as number), 0);
    return total > 0 ? Math.min(least, (area.height - gapOf(column.length) * (column.length - 1)) / total) : least;
  }, Number.POSITIVE_INFINITY);
  const nodes: Rect[] = names.map(() => ({ x: area.x, y: area.y, width: BAR, height: 0 }));
  const step = columns.length > 1 ? (area.width - BAR) / (columns.length - 1) : 0;
  columns.forEach((column, layer) => {
    const gap = gapOf(column.length);
    const high = column.reduce((sum, node) => sum + (values[node] as number) * unit, 0) + gap * (column.length - 1);
    let y = area.y + (area.height - high) / 2;
    for (const node of column) {
      const height = Number.isFinite(unit) ? (values[node] as number) * unit : 0;
      nodes[node] = { x: area.x + layer * step, y, width: BAR, height };
      y += height + gap;
    }
  });
  return nodes;
}

/** Same thickness all the way, easing out of its start and into its end. */
function ribbon(from: Point, to: Point, thick: number): Point[] {
  const middle = Array.from({ length: 25 }, (_, index) => {
    const t = index / 24;
    const ease = t * t * (3 - 2 * t);
    return { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * ease };
  });
  const half = Math.max(0.5, thick / 2);
  return [...middle.map(({ x, y }) => ({ x, y: y - half })), ...middle.toReversed().map(({ x, y }) => ({ x, y: y + half }))];
}
