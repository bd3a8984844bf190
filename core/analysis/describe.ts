import { Latest } from "../capacity/latest.ts";
import { StrategicError } from "../errors.ts";
import type { Caller, Parts } from "../parts.ts";
import type { Json } from "../ports/sandbox.ts";
import type { DatasetDescription } from "../shapes/answers.ts";
import { resolveDatasets, tablesOf } from "../tables/dataset-input.ts";
import { type AnalysisSettings, analyze } from "./analyze.ts";

/** Run as any analysis is, in the sandbox and on record; the library's own words say what it finds. */
const CODE = "from strategic import analysis\nresult = analysis.profile(next(iter(datasets.values())))";
const CAPABILITY = "strategic_data_analysis";
/** A description holds five rows and a few values of each column. */
const KEPT = 200;

type Profile = Omit<DatasetDescription, "name" | "format" | "notes">;

export interface DescribeInput {
  readonly name: string;
  /** Of a workbook. */
  readonly sheet?: string | undefined;
}

/** What is in a table, before anybody works with it. Of a file that has not changed it is computed once. */
export class Descriptions {
  /** By the file's bytes, the sheet, and in a folder by the names of its files, which stand in the table. */
  readonly #kept = new Latest<Omit<DatasetDescription, "name">>(KEPT);

  async describe(parts: Parts, settings: AnalysisSettings, input: DescribeInput, caller: Caller): Promise<DatasetDescription> {
    const { name, sheet } = input;
    const wanted = sheet === undefined ? name : { name, sheet };
    const [dataset] = await resolveDatasets([wanted], tablesOf(parts));
    if (dataset === undefined) throw new StrategicError("UNKNOWN_DATASET", `There is no dataset "${name}".`);
    const key = JSON.stringify([dataset.sha256, dataset.format, dataset.packing, dataset.sheet, dataset.files]);
    const kept = this.#kept.get(key);
    if (kept !== null) return { name: dataset.name, ...kept };
    const persona = parts.registry.personas[0]?.id ?? "";
    const output = await analyze(parts, settings, { persona, capability: CAPABILITY, code: CODE, datasets: [wanted] }, caller, {
      datasets: [dataset],
    });
    if (output.status !== "ok") {
      const { code, message } = output.error;
      throw new StrategicError(code === "GUEST_ERROR" ? "DATASET_INVALID" : code, message, { details: { name } });
    }
    const made = { format: dataset.format, ...profileOf(output.result), notes: output.datasets[0]?.notes ?? [] };
    this.#kept.put(key, made);
    return { name: dataset.name, ...made };
  }
}

/** The runtime gives dicts whose order JavaScript would keep as they are; a profile's keys are words. */
const profileOf = (result: Json): Profile => result as Profile;
