import { toldOf } from "../errors.ts";
import type { Caller, Parts } from "../parts.ts";
import type { RenderWarning } from "../ports/dashboard-spec.ts";
import type { KeptChart, KeptRun } from "./kept.ts";
import { Pictures } from "./pictures.ts";
import { Results } from "./results.ts";

export interface Picture {
  readonly png: Uint8Array | null;
  readonly html: string | null;
}

/** Keeps what was made, and what it looks like; what can't be kept is said, and is no reason to lose an answer. */
export class Keeping {
  readonly results: Results;
  readonly pictures: Pictures;

  constructor({ artifacts, renderer }: Pick<Parts, "artifacts" | "renderer">) {
    this.results = new Results(artifacts);
    this.pictures = new Pictures(this.results, renderer);
  }

  /** A line for the reader where it could not be kept; "" where it was. */
  async run({ owner }: Caller, run: KeptRun): Promise<string> {
    try {
      await this.results.keepRun(owner, run);
      return "";
    } catch (error) {
      return `results: this run is not kept, so it can't be run again or drawn from after a restart. ${toldOf(error)}\n`;
    }
  }

  async chart({ owner }: Caller, createdAt: string, chart: KeptChart, picture: Picture): Promise<readonly RenderWarning[]> {
    this.pictures.remember(owner, chart.chartId, picture);
    try {
      await this.results.keepChart(owner, createdAt, chart);
      return [];
    } catch (error) {
      const message = `The chart is not kept: its links end with the server. ${toldOf(error)}`;
      return [{ code: "NOT_KEPT", panel: null, message }];
    }
  }
}
