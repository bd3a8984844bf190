/** What a run found: the last line of its output, as JSON; the tool for Python says the same. */
export interface Score {
  readonly mutants: number;
  readonly killed: number;
  readonly timedOut: number;
  readonly equivalent: number;
  readonly survived: readonly { readonly file: string; readonly line: number; readonly from: string; readonly to: string }[];
  readonly seconds: number;
}

/** Noticed of those that change anything: a fault that never ends is noticed too. */
export function percent({ killed, timedOut, survived }: Score): number {
  const real = killed + timedOut + survived.length;
  return real === 0 ? 100 : (100 * (killed + timedOut)) / real;
}

const [begin, end] = ["<!-- mutants: begin -->", "<!-- mutants: end -->"];
const head = "| Room | Score | Faults | Equivalent | Measured |\n|---|---|---|---|---|";

/** The page with the room's row, anew or in its old place, and with it how many faults stand for one; rows stand in their order. */
export function withRow(page: string, room: string, score: Score, measured: string, every = 1): string {
  const [before, rest] = page.split(begin);
  const [table, after] = (rest ?? "").split(end);
  if (table === undefined || after === undefined) throw new Error(`The page lacks ${begin} and ${end}.`);
  const name = every === 1 ? room : `${room} (sampled: 1 in ${every})`;
  const row = `| ${name} | ${percent(score).toFixed(1)} % | ${score.mutants} | ${score.equivalent} | ${measured} |`;
  const others = table
    .split("\n")
    .filter((line) => line.startsWith("| ") && !["Room", `${room} |`, `${room} (`].some((own) => line.startsWith(`| ${own}`)));
  return `${before}${begin}\n${head}\n${[...others, row].toSorted().join("\n")}\n${end}${after}`;
}
