import type { KeptChart, KeptRun } from "../artifacts/kept.ts";
import type { Results } from "../artifacts/results.ts";
import { StrategicError } from "../errors.ts";
import type { ReportInput } from "../shapes/inputs.ts";
import { runsNamedIn } from "./cited.ts";

/** What a section is made from: its charts in order, and the runs that it stands on. */
interface SectionSources {
  readonly charts: readonly KeptChart[];
  /** Execution ids. */
  readonly runs: readonly string[];
}

export interface Sources {
  readonly sections: readonly SectionSources[];
  /** Every run that is kept of those that the report stands on. */
  readonly runs: ReadonlyMap<string, KeptRun>;
  /** Runs whose charts are kept, and they are not. */
  readonly gone: readonly string[];
}

/** A link to a chart or a run names it as well as its id. */
const LINK = /^strategic:\/\/(?:charts|runs)\/([\w-]+)(?:\.\w+)?$/;

/** All that a report names, of the caller's own. Throws for whatever is not kept, and says where it is named. */
export async function sourcesOf(results: Results, owner: string, { sections }: ReportInput): Promise<Sources> {
  const runs = new Map<string, KeptRun>();
  const gone = new Set<string>();
  const take = async (executionId: string): Promise<KeptRun | null> => {
    const known = runs.get(executionId) ?? (await results.run(owner, executionId));
    if (known !== null) runs.set(executionId, known);
    return known;
  };
  const need = async (executionId: string, path: string): Promise<void> => {
    if ((await take(executionId)) === null) throw unknown("UNKNOWN_EXECUTION", "run", executionId, path);
  };
  const found: SectionSources[] = [];
  for (const [at, section] of sections.entries()) {
    const charts: KeptChart[] = [];
    const own = new Set<string>();
    for (const [place, named] of (section.charts ?? []).entries()) {
      const id = LINK.exec(named)?.[1] ?? named;
      const drawn = (await take(id)) === null ? null : await results.chartsOf(owner, id);
      const chart = drawn === null ? await results.chart(owner, id) : null;
      if (drawn === null && chart === null) throw unknown("UNKNOWN_CHART", "chart or run", id, `sections.${at}.charts.${place}`);
      if (drawn?.length === 0) throw without(id, `sections.${at}.charts.${place}`);
      charts.push(...(drawn ?? []), ...(chart === null ? [] : [chart]));
    }
    for (const { executionId } of charts) {
      if (executionId === null) continue;
      if ((await take(executionId)) === null) gone.add(executionId);
      else own.add(executionId);
    }
    if (section.table !== undefined) {
      await need(section.table.executionId, `sections.${at}.table.executionId`);
      own.add(section.table.executionId);
    }
    for (const field of ["heading", "text", "notes"] as const)
      for (const id of runsNamedIn(section[field] ?? "")) await need(id, `sections.${at}.${field}`);
    found.push({ charts, runs: [...own] });
  }
  return { sections: found, runs, gone: [...gone] };
}

const unknown = (code: "UNKNOWN_EXECUTION" | "UNKNOWN_CHART", what: string, id: string, path: string) =>
  new StrategicError(code, `No ${what} "${id.slice(0, 200)}" is kept. Run or draw it again, and name the new one.`, {
    details: { path },
  });

const without = (id: string, path: string) =>
  new StrategicError(
    "UNKNOWN_CHART",
    `The run ${id} has no charts: draw one from it (render_chart, from), or name it in table.`,
    {
      details: { path },
    },
  );
