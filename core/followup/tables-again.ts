import type { KeptRun, KeptTable } from "../artifacts/kept.ts";
import { StrategicError } from "../errors.ts";
import type { DatasetWanted, RerunInput, TableWanted } from "../shapes/inputs.ts";

/** The run's own tables as they are today, or others under its tables' names: its code finds each where it looks for it. */
export function tablesAgain({ wanted, datasets }: KeptRun, given: RerunInput["datasets"]): readonly DatasetWanted[] {
  const names = datasets.map(({ name }) => name);
  if (given === undefined) return wanted.map(again);
  if (given.length !== names.length)
    throw invalid(
      `The run worked on ${counted(names)}; ${given.length} were given. Give one for each, in that order, or leave datasets out to read them again.`,
    );
  return given.map((table, at) => ({ as: names[at] ?? "", table }));
}

function again(table: KeptTable): DatasetWanted {
  if (typeof table === "string" || !("as" in table)) return tableAgain(table);
  return { as: table.as, table: tableAgain(table.table) };
}

function tableAgain(table: KeptTable): TableWanted {
  if (typeof table === "string" || "sheet" in table || "run" in table) return table;
  if ("as" in table) return tableAgain(table.table);
  throw invalid(`The table "${table.brought}" came with the call and is not kept. Give the run's tables once more, in datasets.`);
}

const counted = (names: readonly string[]): string =>
  names.length === 0 ? "no tables" : `${names.length === 1 ? "one table" : `${names.length} tables`} (${names.join(", ")})`;

const invalid = (message: string) => new StrategicError("INVALID_INPUT", message, { details: { path: "datasets" } });
