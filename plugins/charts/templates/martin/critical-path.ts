interface Edge {
  readonly source: string;
  readonly target: string;
}

/** The longest chain of dependencies, and one circle if there is any: an edge that closes a circle is left out of the chain. */
export function criticalPath(
  ids: readonly string[],
  edges: readonly Edge[],
): { path: readonly string[]; cyclic: readonly string[] } {
  const next = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { source, target } of edges) next.get(source)?.push(target);
  const longest = new Map<string, readonly string[]>();
  let cyclic: readonly string[] = [];
  const visit = (id: string, trail: readonly string[]): readonly string[] => {
    const known = longest.get(id);
    if (known !== undefined) return known;
    let best: readonly string[] = [];
    for (const target of next.get(id) ?? []) {
      const at = target === id ? trail.length : trail.indexOf(target);
      if (target === id || at >= 0) {
        if (cyclic.length === 0) cyclic = target === id ? [id, id] : [...trail.slice(at), id, target];
        continue;
      }
      const chain = visit(target, [...trail, id]);
      if (chain.length > best.length) best = chain;
    }
    const path = [id, ...best];
    longest.set(id, path);
    return path;
  };
  let path: readonly string[] = [];
  for (const id of ids) {
    const chain = visit(id, []);
    if (chain.length > path.length) path = chain;
  }
  return { path, cyclic };
}
