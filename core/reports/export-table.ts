import { randomUUID } from "node:crypto";
import type { Keeping } from "../artifacts/keeping.ts";
import type { Caller, Parts } from "../parts.ts";
import type { ExportOutput } from "../shapes/answers.ts";
import type { ExportInput } from "../shapes/inputs.ts";
import { keepFile } from "./keep-file.ts";
import { reportRun } from "./method.ts";
import { tableAt } from "./table-at.ts";

/** A table of a kept run as a file, with what it was made from beside it. Throws for what is not kept, or is no table. */
export async function exportTable(
  parts: Parts,
  { results }: Keeping,
  clock: () => Date,
  { executionId, path, format }: ExportInput,
  caller: Caller,
): Promise<ExportOutput> {
  caller.onPhase({ kind: "writing" });
  const writer = parts.registry.tableFormat(format);
  const run = await results.runOf(caller.owner, executionId, "executionId");
  const table = tableAt(run.result, path, executionId, "path");
  const tables = run.datasets.map(({ name }) => name).join(", ");
  const title = path ?? (tables === "" ? "Result" : tables);
  const bytes = await writer.write({ ...table, title, run: reportRun(run) });
  const [id, createdAt] = [randomUUID(), clock().toISOString()];
  const unkept = await keepFile(parts.artifacts, caller, { id, format, bytes, title, createdAt });
  return {
    ...{ exportId: id, executionId, format, title, file: bytes },
    rows: table.rows.length,
    columns: table.columns.length,
    warnings: unkept === null ? [] : [{ code: "NOT_KEPT", section: null, message: unkept }],
  };
}
