/** What a link to this view says: where in the drill-down, and what is filtered. Kept in the hash: nothing is sent anywhere. */
export interface ViewState {
  panel: number | null;
  /** Index of a mark of that panel, whose rows are shown. */
  mark: number | null;
  category: string | null;
  /** Labels of a shared row of periods. */
  from: string | null;
  to: string | null;
  /** Column → the word that rows must have. */
  only: Map<string, string>;
  /** ISO dates that rows must lie between, both included. */
  since: string | null;
  until: string | null;
}

const ONLY = "only.";
const TEXTS = ["category", "from", "to", "since", "until"] as const;

export function readState(hash: string): ViewState {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const index = (name: string) => (/^\d{1,4}$/.test(given.get(name) ?? "") ? Number(given.get(name)) : null);
  const texts = Object.fromEntries(TEXTS.map((name) => [name, given.get(name)])) as Record<(typeof TEXTS)[number], string | null>;
  const only = new Map([...given].flatMap(([key, word]) => (key.startsWith(ONLY) ? [[key.slice(ONLY.length), word]] : [])));
  return { panel: index("panel"), mark: index("mark"), ...texts, only };
}

export function writeState(state: ViewState): string {
  const parts = new URLSearchParams();
  for (const name of ["panel", "mark"] as const) if (state[name] !== null) parts.set(name, String(state[name]));
  for (const name of TEXTS) if (state[name] !== null) parts.set(name, state[name]);
  for (const [column, word] of state.only) parts.set(`${ONLY}${column}`, word);
  const text = parts.toString();
  return text === "" ? "" : `#${text}`;
}
