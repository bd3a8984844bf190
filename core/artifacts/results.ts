import { Shelf } from "../capacity/shelf.ts";
import { StrategicError } from "../errors.ts";
import { limits } from "../limits.ts";
import type { ArtifactEntry, ArtifactKind, ArtifactStore } from "../ports/artifact-store.ts";
import { byTime } from "./by-time.ts";
import type { KeptChart, KeptRun } from "./kept.ts";
import { packed, unpacked } from "./packed.ts";

/** What an app keeps of its runs and charts: numbers are drawn from the run that made them, never retyped. */
export class Results {
  readonly #store: ArtifactStore;
  /**
   * What is read again soon is not read from the disk, and is there although the disk is full. Packed as it is kept: a result of
   * many small lists takes twenty times the memory of its text.
   */
  readonly #recent = new Shelf<Uint8Array>(limits.recentResultsBytes);

  constructor(store: ArtifactStore) {
    this.#store = store;
  }

  async keepRun(owner: string, run: KeptRun): Promise<void> {
    const { executionId: id, startedAt: createdAt, capability, persona } = run;
    const tables = run.datasets.map(({ name }) => name).join(", ");
    const title = `${capability} for ${persona}${tables === "" ? "" : `: ${tables}`}`;
    await this.#keep({ owner, kind: "run", id, title, createdAt, of: null }, run);
  }

  async keepChart(owner: string, createdAt: string, chart: KeptChart): Promise<void> {
    const { chartId: id, title, executionId: of } = chart;
    await this.#keep({ owner, kind: "chart", id, title, createdAt, of }, chart);
  }

  run(owner: string, executionId: string): Promise<KeptRun | null> {
    return this.#get(owner, "run", executionId);
  }

  /** Throws for what is not kept. */
  async runOf(owner: string, executionId: string, path: string): Promise<KeptRun> {
    const found = await this.run(owner, executionId);
    if (found !== null) return found;
    throw unknownExecution(path);
  }

  chart(owner: string, chartId: string): Promise<KeptChart | null> {
    return this.#get(owner, "chart", chartId);
  }

  /** Charts of that run, in the order in which they were drawn: they have one time, and end in their number. */
  async chartsOf(owner: string, executionId: string): Promise<readonly KeptChart[]> {
    const entries = await this.#store.list({ owner, kind: "chart", of: executionId });
    const inNumbers = new Intl.Collator("en", { numeric: true });
    const inOrder = entries.toSorted((a, b) => byTime(a, b) || inNumbers.compare(a.id, b.id));
    const charts = await Promise.all(inOrder.map(({ id }) => this.chart(owner, id)));
    return charts.filter((chart) => chart !== null);
  }

  async #keep(entry: Omit<ArtifactEntry, "bytes">, value: KeptRun | KeptChart): Promise<void> {
    const body = await packed(value);
    this.#remember(entry.owner, entry.kind, entry.id, body);
    await this.#store.put({ ...entry, body });
  }

  async #get<T>(owner: string, kind: ArtifactKind, id: string): Promise<T | null> {
    const recent = this.#recent.get(`${kind}/${id}`, owner);
    if (recent !== null) return unpacked(recent);
    const found = await this.#store.get({ owner, kind, id });
    if (found === null) return null;
    this.#remember(owner, kind, id, found.body);
    return unpacked(found.body);
  }

  #remember(owner: string, kind: ArtifactKind, id: string, body: Uint8Array): void {
    this.#recent.put(`${kind}/${id}`, owner, body.length, body);
  }
}

/** `path`: the argument that named it. */
export const unknownExecution = (path: string): StrategicError =>
  new StrategicError("UNKNOWN_EXECUTION", "No result of that execution is kept. Run the analysis again.", { details: { path } });
