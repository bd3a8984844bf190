export interface Edge {
  readonly from: number;
  readonly to: number;
}

/** Edges that close a circle, by index: found by a walk that keeps its own stack, so that a chain of any length is no problem. */
export function backEdges(count: number, edges: readonly Edge[]): Set<number> {
  const leaving: number[][] = Array.from({ length: count }, () => []);
  edges.forEach(({ from }, index) => {
    leaving[from]?.push(index);
  });
  const state = new Uint8Array(count); // 0 new, 1 on the way, 2 done
  const back = new Set<number>();
  for (let start = 0; start < count; start++) {
    if (state[start] !== 0) continue;
    const stack = [{ node: start, next: 0 }];
    state[start] = 1;
    while (stack.length > 0) {
      const top = stack.at(-1) as { node: number; next: number };
      const index = leaving[top.node]?.[top.next++];
      if (index === undefined) {
        state[top.node] = 2;
        stack.pop();
        continue;
      }
      const { to } = edges[index] as Edge;
      if (state[to] === 1) back.add(index);
      else if (state[to] === 0) {
        state[to] = 1;
        stack.push({ node: to, next: 0 });
      }
    }
  }
  return back;
}

/** Each node's layer: one more than the highest of those that lead to it. Edges that go back do not count. */
export function layersOf(count: number, edges: readonly Edge[], back: ReadonlySet<number>): number[] {
  const forward = edges.filter((_, index) => !back.has(index));
  const waiting = new Array<number>(count).fill(0);
  for (const { to } of forward) waiting[to] = (waiting[to] ?? 0) + 1;
  const leaving: number[][] = Array.from({ length: count }, () => []);
  for (const { from, to } of forward) leaving[from]?.push(to);
  const layers = new Array<number>(count).fill(0);
  const ready = waiting.flatMap((left, node) => (left === 0 ? [node] : []));
  for (let node = ready.shift(); node !== undefined; node = ready.shift())
    for (const to of leaving[node] ?? []) {
      layers[to] = Math.max(layers[to] ?? 0, (layers[node] ?? 0) + 1);
      waiting[to] = (waiting[to] ?? 0) - 1;
      if (waiting[to] === 0) ready.push(to);
    }
  return layers;
}

const SWEEPS = 6;

/** Nodes of each layer from top to bottom: near the middle of their neighbours, so that few edges cross. */
export function ordered(layers: readonly number[], edges: readonly Edge[]): number[][] {
  const depth = layers.reduce((most, layer) => Math.max(most, layer), 0) + 1;
  const columns: number[][] = Array.from({ length: depth }, () => []);
  layers.forEach((layer, node) => {
    columns[layer]?.push(node);
  });
  const before: number[][] = layers.map(() => []);
  const after: number[][] = layers.map(() => []);
  for (const { from, to } of edges) {
    before[to]?.push(from);
    after[from]?.push(to);
  }
  const place = new Array<number>(layers.length).fill(0);
  const settle = (column: readonly number[]) => {
    column.forEach((node, index) => {
      place[node] = (index + 0.5) / column.length;
    });
  };
  columns.forEach(settle);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const down = sweep % 2 === 0;
    for (const column of down ? columns : columns.toReversed()) {
      const wanted = new Map(column.map((node) => [node, mean((down ? before : after)[node] as number[], place, node)]));
      column.sort((a, b) => (wanted.get(a) as number) - (wanted.get(b) as number));
      settle(column);
    }
  }
  return columns;
}

function mean(nodes: readonly number[], place: readonly number[], own: number): number {
  if (nodes.length === 0) return place[own] as number;
  return nodes.reduce((sum, node) => sum + (place[node] as number), 0) / nodes.length;
}
