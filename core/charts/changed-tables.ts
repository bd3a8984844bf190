import type { KeptRun, KeptTable } from "../artifacts/kept.ts";
import { limits } from "../limits.ts";
import type { RenderWarning } from "../ports/dashboard-spec.ts";
import type { DatasetSource } from "../ports/dataset-source.ts";
import { sha256Of } from "../tables/dataset-bytes.ts";

/** The names of a run's tables whose file is another one by now. Of a file that is long to read nothing is said. */
export async function changedTables(source: DatasetSource, { wanted, datasets }: KeptRun): Promise<readonly string[]> {
  const changed = datasets.map(async ({ name, sha256 }, at) => {
    const file = fileOf(wanted[at]);
    const now = file === null ? null : await source.open(file).catch(() => null);
    if (now === null || now.bytes > limits.listedDatasetBytes) return [];
    return (await sha256Of(now).catch(() => sha256)) === sha256 ? [] : [name];
  });
  return (await Promise.all(changed)).flat();
}

/** "budget#Q2" is a sheet of "budget", as when the run asked for it. */
function fileOf(table: KeptTable | undefined): string | null {
  if (typeof table === "string") return table.split("#")[0] ?? null;
  if (table === undefined || "brought" in table || "run" in table) return null;
  return "as" in table ? fileOf(table.table) : table.name;
}

/** In the picture, too, by the date that its source bears. */
export const changedSince = (names: readonly string[], day: string): readonly RenderWarning[] =>
  names.map((name) => ({
    code: "DATA_CHANGED",
    panel: null,
    message: `Drawn from the file of ${day}: "${name}" has changed since. rerun runs the same code on today's.`,
  }));
