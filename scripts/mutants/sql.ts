/** Faults in a statement of SQL: its comparisons, its order, its least and greatest. */
const swaps: readonly (readonly [RegExp, string])[] = [
  [/ >= /g, " > "],
  [/ <= /g, " < "],
  [/ > /g, " >= "],
  [/ < /g, " <= "],
  [/ <> /g, " = "],
  [/ = /g, " <> "],
  [/ AND /g, " OR "],
  [/ OR /g, " AND "],
  [/ DESC\b/g, ""],
  [/\bmin\(/g, "max("],
  [/\bmax\(/g, "min("],
];

export function sqlFaults(text: string, offset: number): [start: number, end: number, text: string][] {
  if (!/\b(SELECT .*FROM|DELETE FROM|WHERE)\b|^\W?i\.\w+ [<>]?=|ORDER BY|^\W?coalesce\(/s.test(text)) return [];
  return swaps.flatMap(([from, to]) =>
    [...text.matchAll(from)].map((found): [number, number, string] => [
      offset + found.index,
      offset + found.index + found[0].length,
      to,
    ]),
  );
}
