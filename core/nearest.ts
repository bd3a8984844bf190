/** The known names, nearest to what was asked for first: what an error shows when a name is unknown. */
export function nearestFirst(wanted: string, known: readonly string[]): string[] {
  const target = wanted.toLowerCase();
  const scored = known.map((name) => ({ name, distance: editDistance(target, name.toLowerCase()) }));
  return scored.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1)).map(({ name }) => name);
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= Math.min(a.length, 100); i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
