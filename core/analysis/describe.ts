import { StrategicError } from "../errors.ts";
import type { Caller, Parts } from "../parts.ts";
import type { Json } from "../ports/sandbox.ts";
import type { DatasetDescription } from "../shapes/answers.ts";
import { type AnalysisSettings, analyze } from "./analyze.ts";
import { resolveDatasets } from "./dataset-input.ts";

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
  /** Least recently used first. By the file's bytes and the sheet. */
  readonly #kept = new Map<string, Omit<DatasetDescription, "name">>();

  async describe(parts: Parts, settings: AnalysisSettings, input: DescribeInput, caller: Caller): Promise<DatasetDescription> {
    const { name, sheet } = input;
    const wanted = sheet === undefined ? name : { name, sheet };
    const [dataset] = await resolveDatasets([wanted], {
      source: parts.datasets,
      readerOf: (format) => parts.registry.readerOf(format),
      resultOf: () => undefined,
    });
    if (dataset === undefined) throw new StrategicError("UNKNOWN_DATASET", `There is no dataset "${name}".`);
    const key = JSON.stringify([dataset.sha256, dataset.format, dataset.packing, dataset.sheet]);
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      this.#keep(key, kept);
      return { name: dataset.name, ...kept };
    }
    const persona = parts.registry.personas[0]?.id ?? "";
    const output = await analyze(parts, settings, { persona, capability: CAPABILITY, code: CODE, datasets: [wanted] }, caller);
    if (output.status !== "ok") {
      const { code, message } = output.error;
      throw new StrategicError(code === "GUEST_ERROR" ? "DATASET_INVALID" : code, message, { details: { name } });
    }
    const made = { format: dataset.format, ...profileOf(output.result), notes: output.datasets[0]?.notes ?? [] };
    this.#keep(key, made);
    return { name: dataset.name, ...made };
  }

  #keep(key: string, description: Omit<DatasetDescription, "name">): void {
    this.#kept.delete(key);
    this.#kept.set(key, description);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

/** The runtime gives dicts whose order JavaScript would keep as they are; a profile's keys are words. */
const profileOf = (result: Json): Profile => result as unknown as Profile;
