import type { AnalyzeOutput } from "../shapes/answers.ts";

type Datasets = AnalyzeOutput["datasets"];

/** How a table that code worked on differs from the one that it worked on before. */
export interface SchemaChange {
  readonly dataset: string;
  /** Null for what is of the whole table. */
  readonly column: string | null;
  readonly kind: "rows" | "column-added" | "column-removed" | "type" | "dataset-added" | "dataset-removed";
  readonly before: string | number | null;
  readonly after: string | number | null;
}

/** Tables of one name are the same table; what is left over is paired in its order. */
export function schemaChanges(before: Datasets, after: Datasets): readonly SchemaChange[] {
  const left = after.filter(({ name }) => !before.some((one) => one.name === name));
  const changes: SchemaChange[] = [];
  for (const table of before) {
    const now = after.find(({ name }) => name === table.name) ?? left.shift();
    if (now === undefined) changes.push(ofTable(table.name, "dataset-removed", table.rows, null));
    else changes.push(...between(table, now));
  }
  return [...changes, ...left.map(({ name, rows }) => ofTable(name, "dataset-added", null, rows))];
}

function between(before: Datasets[number], after: Datasets[number]): SchemaChange[] {
  const dataset = before.name;
  const types = new Map(after.fields.map(({ name, type }) => [name, type]));
  const known = new Set(before.fields.map(({ name }) => name));
  const changes: SchemaChange[] = before.rows === after.rows ? [] : [ofTable(dataset, "rows", before.rows, after.rows)];
  for (const { name: column, type } of before.fields) {
    const now = types.get(column);
    if (now === undefined) changes.push({ dataset, column, kind: "column-removed", before: type, after: null });
    else if (now !== type) changes.push({ dataset, column, kind: "type", before: type, after: now });
  }
  for (const { name: column, type } of after.fields)
    if (!known.has(column)) changes.push({ dataset, column, kind: "column-added", before: null, after: type });
  return changes;
}

const ofTable = (dataset: string, kind: SchemaChange["kind"], before: number | null, after: number | null): SchemaChange => ({
  dataset,
  column: null,
  kind,
  before,
  after,
});
