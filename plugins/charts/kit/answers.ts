/** What functions of `strategic` answer, as the fields of the chart that shows it: nothing has to be retyped between the two. */
type Answer = Readonly<Record<string, unknown>>;

const rowsOf = (value: unknown): readonly Answer[] | null =>
  Array.isArray(value) && value.length > 0 && value.every((row) => row !== null && typeof row === "object") ? value : null;
const column = (rows: readonly Answer[], name: string) => rows.map((row) => row[name] ?? null);
const has = (rows: readonly Answer[], ...names: string[]) => rows.every((row) => names.every((name) => name in row));

/** roi.sensitivity: {base, table: [{assumption, at_low, at_high, …}]}. */
export function sensitivityAnswer({ table, base, ...rest }: Answer): object | null {
  const rows = rowsOf(table);
  if (rows === null || typeof base !== "number" || !has(rows, "assumption", "at_low", "at_high")) return null;
  return { ...rest, labels: column(rows, "assumption"), low: column(rows, "at_low"), high: column(rows, "at_high"), base };
}

/** analysis.pareto: {table: [{label, value, …}], vital, …}. */
export function paretoAnswer({ table, vital, vital_share, vital_of, total, missing, ...rest }: Answer): object | null {
  const rows = rowsOf(table);
  if (rows === null || !Array.isArray(vital) || !has(rows, "label", "value")) return null;
  return { ...rest, labels: column(rows, "label"), values: column(rows, "value") };
}

/** performance.forecast: {values, low, high, level, labels, history: {labels, values}, …}. */
export function forecastAnswer(answer: Answer): object | null {
  const { method, form, period, level, values, low, high, labels, history, backtest, ...rest } = answer;
  const known = (history ?? {}) as Answer;
  const lists = [values, low, high, labels, known.labels, known.values];
  if (typeof method !== "string" || typeof level !== "number" || !lists.every(Array.isArray)) return null;
  const [ahead, from, to, names, before, was] = lists as unknown[][] as [
    unknown[],
    unknown[],
    unknown[],
    unknown[],
    unknown[],
    unknown[],
  ];
  const past = (row: readonly unknown[]) => [...was.map((value, at) => (at === was.length - 1 ? value : null)), ...row];
  return {
    ...rest,
    labels: [...before, ...names],
    actual: [...was, ...ahead.map(() => null)],
    forecast: past(ahead),
    // 0.8 as a ratio is 80 per cent, without what floats leave behind it.
    intervals: [{ level: Number((level * 100).toPrecision(12)), low: past(from), high: past(to) }],
  };
}
