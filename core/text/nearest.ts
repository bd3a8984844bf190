import { limits } from "../limits.ts";

/** More are not compared letter by letter: a workspace may hold 50,000 files. */
const COMPARED = 1000;

/** The known names, nearest to what was asked for first: what an error shows when a name is unknown. At most a hundred. */
export function nearestFirst(wanted: string, known: readonly string[]): string[] {
  const target = wanted.slice(0, limits.nameCharacters).toLowerCase();
  const scored = alike(target, known).map((name) => ({ name, distance: editDistance(target, name.toLowerCase()) }));
  return scored
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, limits.knownNames)
    .map(({ name }) => name);
}

/** Of very many names those that begin like the target or hold it, then those of its length. */
function alike(target: string, known: readonly string[]): readonly string[] {
  if (known.length <= COMPARED) return known;
  const unlike = (name: string): number => {
    const text = name.toLowerCase();
    const begins = text.startsWith(target.slice(0, 2)) || (target !== "" && text.includes(target));
    return (begins ? 0 : 1000) + Math.min(999, Math.abs(text.length - target.length));
  };
  return known
    .map((name) => ({ name, unlike: unlike(name) }))
    .sort((a, b) => a.unlike - b.unlike)
    .slice(0, COMPARED)
    .map(({ name }) => name);
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
