import { z } from "zod";
import { type AnalysisSettings, analyze } from "./analysis/analyze.ts";
import { type DescribeInput, Descriptions } from "./analysis/describe.ts";
import { Keeping } from "./artifacts/keeping.ts";
import { type KeptEntry, type KeptWanted, listKept, readKept } from "./artifacts/reading.ts";
import { WatchedStore } from "./artifacts/watched-store.ts";
import { capped } from "./audit/capped.ts";
import { redacting } from "./audit/redaction.ts";
import type { Capability } from "./capabilities.ts";
import { Waiting } from "./capacity/waiting.ts";
import { panelIds } from "./charts/panel-ids.ts";
import { recordedRender } from "./charts/rendering.ts";
import { compose } from "./compose.ts";
import { StrategicError } from "./errors.ts";
import { compare } from "./followup/compare.ts";
import { rerun, type Work } from "./followup/rerun.ts";
import type { Caller, Parts } from "./parts.ts";
import type { Plugin, PromptTemplate } from "./plugin.ts";
import type { ArtifactKind } from "./ports/artifact-store.ts";
import type { AuditFilter } from "./ports/audit-sink.ts";
import type { TellPhase } from "./ports/phase.ts";
import type { LivePage } from "./ports/report-format.ts";
import type { Json } from "./ports/sandbox.ts";
import { createReport } from "./reports/create-report.ts";
import { exportTable } from "./reports/export-table.ts";
import type {
  AnalyzeAndRenderOutput,
  AnalyzeOutput,
  AuditTrail,
  CompareOutput,
  DatasetDescription,
  ExportOutput,
  Health,
  RenderOutput,
  ReportOutput,
  RerunOutput,
} from "./shapes/answers.ts";
import type { AnalyzeInput, CompareInput, ExportInput, RenderInput, ReportInput, RerunInput } from "./shapes/inputs.ts";
import type { PersonaInfo, TemplateInfo } from "./shapes/listings.ts";
import { type DatasetPage, listDatasets } from "./tables/dataset-listing.ts";
import { KnownTables } from "./tables/known-tables.ts";
import { observePool } from "./telemetry/metrics.ts";
import { observedAudit } from "./telemetry/observed-ports.ts";
import { operation } from "./telemetry/telemetry.ts";

export interface AppOptions {
  /** Caps; a caller may ask for less. */
  readonly wallSeconds?: number;
  readonly memoryMb?: number;
  /** Keep the code itself in the audit trail, not only its hash. */
  readonly auditCode?: boolean;
  /** Keep hashes, registered ids, codes and figures in the audit trail: nothing that a caller wrote. */
  readonly auditRedact?: boolean;
  readonly clock?: () => Date;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Who asks: recorded in the audit trail. */
  readonly principal?: string | null;
  /** Whose queue share the work takes. Default: the principal. */
  readonly client?: string;
  /** Whose results these are: they are kept, and found again, under this name alone. Default: the client. */
  readonly owner?: string;
  /** Told how far the work is: where it waits and behind how many, when it is checked, runs, is drawn, is written. */
  readonly onPhase?: TellPhase;
}

/** An app owns its plugins' adapters: close it, or hold it with `await using`. */
export interface App extends AsyncDisposable {
  /** Optional warm-up: calls made before it finishes wait for it. */
  start(): Promise<void>;
  analyze(input: AnalyzeInput, options?: CallOptions): Promise<AnalyzeOutput>;
  render(input: RenderInput, options?: CallOptions): Promise<RenderOutput>;
  analyzeAndRender(
    input: AnalyzeInput & Omit<RenderInput, "data" | "from" | "sample">,
    options?: CallOptions,
  ): Promise<AnalyzeAndRenderOutput>;
  /** The code of a kept run on its tables as they are today, or on others, with its charts; and what has changed. Rejects for a run that is not kept. */
  rerun(input: RerunInput, options?: CallOptions): Promise<RerunOutput>;
  /** What two kept runs differ in, with a picture. Rejects for a run that is not kept. */
  compare(input: CompareInput, options?: CallOptions): Promise<CompareOutput>;
  /** Kept runs and charts as one report in several formats. Rejects for what is not kept, and for what can't be made. */
  createReport(input: ReportInput, options?: CallOptions): Promise<ReportOutput>;
  /** A table of a kept run as a file. Rejects for a run that is not kept, and for what is no table. */
  exportTable(input: ExportInput, options?: CallOptions): Promise<ExportOutput>;
  templates(query?: { readonly id?: string; readonly persona?: string }): readonly TemplateInfo[];
  personas(): readonly PersonaInfo[];
  capabilities(): readonly Capability[];
  /** What reports and tables can be written as. */
  formats(): readonly { readonly id: string; readonly mimeType: string }[];
  prompts(): readonly PromptTemplate[];
  /** One page of the workspace's tables; all of them when nothing is given. */
  datasets(page?: { readonly from?: number; readonly count?: number }): Promise<DatasetPage>;
  /** Of the same tables, none of which is opened for it. */
  datasetNames(): Promise<readonly string[]>;
  /** What is in a table: kinds, gaps, ranges, what is doubtful. Rejects with a `StrategicError` for what can't be read. */
  describe(input: DescribeInput, options?: CallOptions): Promise<DatasetDescription>;
  /** What was made for the caller and is kept: runs, charts, reports. It outlives the app where a plugin stores it. */
  readonly results: {
    /** Latest first. */
    list(options?: CallOptions & { readonly kind?: ArtifactKind }): Promise<readonly KeptEntry[]>;
    /**
     * Null: nothing of that name is kept for the caller, or no picture of it in at most `mostBytes`. A picture is drawn again where
     * it is not at hand, and smaller where it would be larger.
     */
    read(wanted: KeptWanted, options?: CallOptions): Promise<Uint8Array | null>;
    /** Told an owner whenever something of his was kept. Returns what ends it. */
    watch(listener: (owner: string) => void): () => void;
  };
  /** What a document needs that draws kept charts itself, from their JSON: style, and the house's colours and words. */
  livePage(): Promise<LivePage>;
  readonly audit: { query(filter?: AuditFilter): Promise<AuditTrail>; verify(): Promise<AuditTrail> };
  health(): Health;
  close(): Promise<void>;
}

/** Builds an app from plugins. Throws `PLUGIN_CONFLICT` or `PLUGIN_MISSING` before any adapter runs. */
export async function createApp(plugins: readonly Plugin[], options: AppOptions = {}): Promise<App> {
  const composed = await compose(plugins);
  const parts = { ...composed, artifacts: new WatchedStore(composed.artifacts) };
  const sink = capped(parts.audit);
  const audit = options.auditRedact === true ? redacting(sink, parts.registry) : sink;
  return new StrategicApp(
    { ...parts, audit: observedAudit(audit) },
    {
      limits: { wallSeconds: options.wallSeconds ?? 30, memoryMb: options.memoryMb ?? 512 },
      auditCode: options.auditCode ?? false,
      waiting: new Waiting(),
      keeping: new Keeping(parts),
      known: new KnownTables(),
      clock: options.clock ?? (() => new Date()),
    },
  );
}

class StrategicApp implements App {
  readonly audit: App["audit"];
  readonly results: App["results"];
  readonly #parts: Parts;
  readonly #settings: AnalysisSettings;
  readonly #descriptions = new Descriptions();
  readonly #unobserve: () => void;
  #closed: Promise<void> | null = null;

  constructor(parts: Parts & { readonly artifacts: WatchedStore }, settings: AnalysisSettings) {
    this.#parts = parts;
    this.#settings = settings;
    this.#unobserve = observePool(() => {
      const { pool, busy = 0 } = parts.sandbox.stats();
      return { size: pool.workers, ready: pool.ready, busy, queued: pool.queued };
    });
    this.results = {
      list: ({ kind, ...options } = {}) => listKept(parts.artifacts, callerOf(options), kind),
      read: (wanted, options = {}) => readKept(parts.artifacts, settings.keeping, wanted, callerOf(options)),
      watch: (listener) => parts.artifacts.watch(listener),
    };
    this.audit = {
      query: async (filter = {}) => ({ ...(await parts.audit.query(filter)), verified: null, problems: [] }),
      verify: async () => ({ records: [], nextCursor: null, ...(await parts.audit.verify()) }),
    };
  }

  start(): Promise<void> {
    return this.#parts.sandbox.start();
  }

  async analyze(input: AnalyzeInput, options: CallOptions = {}): Promise<AnalyzeOutput> {
    this.#open();
    return operation("analyze", () => analyze(this.#parts, this.#settings, input, callerOf(options)));
  }

  async render(input: RenderInput, options: CallOptions = {}): Promise<RenderOutput> {
    this.#open();
    const { clock, keeping } = this.#settings;
    return operation("render", () => recordedRender(this.#parts, clock, keeping, input, callerOf(options)));
  }

  analyzeAndRender(
    input: AnalyzeInput & Omit<RenderInput, "data" | "from" | "sample">,
    options: CallOptions = {},
  ): Promise<AnalyzeAndRenderOutput> {
    return operation("analyze_and_render", () => this.#analyzeAndRender(input, options));
  }

  async #analyzeAndRender(
    input: AnalyzeInput & Omit<RenderInput, "data" | "from" | "sample">,
    options: CallOptions,
  ): Promise<AnalyzeAndRenderOutput> {
    const run = await this.analyze(input, options);
    if (run.status !== "ok") return { run, chart: null };
    const { template, persona, title, subtitle, source, formats, theme, width, height, locale, currency, background } = input;
    const chart = await this.render(
      {
        template,
        from: { executionId: run.executionId },
        persona,
        title,
        subtitle,
        source,
        formats,
        theme,
        width,
        height,
        locale,
        currency,
        background,
      },
      options,
    );
    return { run, chart };
  }

  async rerun(input: RerunInput, options: CallOptions = {}): Promise<RerunOutput> {
    this.#open();
    return operation("rerun", () => rerun(this.#settings.keeping, this.#work(options), input, callerOf(options)));
  }

  async compare(input: CompareInput, options: CallOptions = {}): Promise<CompareOutput> {
    this.#open();
    return operation("compare", () => compare(this.#settings.keeping, this.#work(options), input, callerOf(options)));
  }

  async createReport(input: ReportInput, options: CallOptions = {}): Promise<ReportOutput> {
    this.#open();
    const { keeping, clock } = this.#settings;
    return operation("create_report", () => createReport(this.#parts, keeping, clock, input, callerOf(options)));
  }

  async exportTable(input: ExportInput, options: CallOptions = {}): Promise<ExportOutput> {
    this.#open();
    const { keeping, clock } = this.#settings;
    return operation("export_table", () => exportTable(this.#parts, keeping, clock, input, callerOf(options)));
  }

  #work(options: CallOptions): Work {
    return { analyze: (input) => this.analyze(input, options), render: (input) => this.render(input, options) };
  }

  templates(query: { readonly id?: string; readonly persona?: string } = {}): readonly TemplateInfo[] {
    const { registry } = this.#parts;
    const chosen = query.id === undefined ? registry.charts : [registry.chart(query.id)];
    const personas = query.persona === undefined ? null : registry.persona(query.persona);
    return chosen
      .filter((chart) => personas === null || chart.persona === personas.id || personas.charts.includes(chart.id))
      .map((chart) => ({
        id: chart.id,
        aliases: chart.aliases,
        title: chart.title,
        purpose: chart.purpose ?? chart.title,
        persona: chart.persona,
        panels: chart.panels,
        references: query.id === undefined ? [] : panelIds(chart),
        schema: query.id === undefined ? null : (z.toJSONSchema(chart.input, { unrepresentable: "any", io: "input" }) as Json),
        sample: query.id === undefined ? null : (chart.sample as Json),
      }));
  }

  personas(): readonly PersonaInfo[] {
    return this.#parts.registry.personas.map(({ id, title, focus, imports, charts, instructions }) => ({
      id,
      title,
      focus,
      imports: imports ?? this.#parts.scope.roots,
      charts,
      instructions,
    }));
  }

  capabilities(): readonly Capability[] {
    return this.#parts.registry.capabilities;
  }

  formats(): readonly { readonly id: string; readonly mimeType: string }[] {
    return this.#parts.registry.formats;
  }

  prompts(): readonly PromptTemplate[] {
    return this.#parts.registry.prompts;
  }

  datasets({ from = 0, count = Number.POSITIVE_INFINITY }: { from?: number; count?: number } = {}): Promise<DatasetPage> {
    return listDatasets(this.#parts.datasets, from, count, this.#settings.known);
  }

  async datasetNames(): Promise<readonly string[]> {
    return (await this.#parts.datasets.list()).map(({ name }) => name);
  }

  async describe(input: DescribeInput, options: CallOptions = {}): Promise<DatasetDescription> {
    this.#open();
    return operation("describe", () => this.#descriptions.describe(this.#parts, this.#settings, input, callerOf(options)));
  }

  livePage(): Promise<LivePage> {
    return this.#parts.renderer.live();
  }

  health(): Health {
    const { ready, reason, layers, pool, image, environments = [], versions } = this.#parts.sandbox.stats();
    const { holds } = this.#parts.scope;
    return {
      ready: ready && holds,
      reason: holds ? reason : "the scope validator does not hold",
      layers: [{ name: "scope", active: holds }, ...layers],
      pool,
      image,
      environments,
      versions,
    };
  }

  close(): Promise<void> {
    this.#closed ??= (async () => {
      this.#unobserve();
      await this.#parts.sandbox.close();
      await this.#parts.renderer.close();
      await this.#parts.audit.close();
      await this.#parts.artifacts.close();
    })();
    return this.#closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #open(): void {
    if (this.#closed !== null) throw new StrategicError("APP_CLOSED", "The app was closed.");
  }
}

const nobody: TellPhase = () => {};

function callerOf({ principal = null, signal = new AbortController().signal, onPhase = nobody, ...names }: CallOptions): Caller {
  const client = names.client ?? principal ?? "local";
  return { client, owner: names.owner ?? client, principal, signal, onPhase };
}
