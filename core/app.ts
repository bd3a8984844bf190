import { z } from "zod";
import { type AnalysisSettings, analyze } from "./analysis/analyze.ts";
import { type DatasetPage, listDatasets } from "./analysis/dataset-listing.ts";
import { type DescribeInput, Descriptions } from "./analysis/describe.ts";
import { KnownTables } from "./analysis/known-tables.ts";
import { capped } from "./audit/capped.ts";
import { redacting } from "./audit/redaction.ts";
import type { Capability } from "./capabilities.ts";
import { RecentResults } from "./capacity/results.ts";
import { Waiting } from "./capacity/waiting.ts";
import { panelIds } from "./charts/panel-ids.ts";
import { recordedRender } from "./charts/rendering.ts";
import { compose } from "./compose.ts";
import { StrategicError } from "./errors.ts";
import type { Caller, Parts } from "./parts.ts";
import type { Plugin, PromptTemplate } from "./plugin.ts";
import type { AuditFilter } from "./ports/audit-sink.ts";
import type { Json } from "./ports/sandbox.ts";
import type {
  AnalyzeAndRenderOutput,
  AnalyzeOutput,
  AuditTrail,
  DatasetDescription,
  Health,
  RenderOutput,
} from "./shapes/answers.ts";
import type { AnalyzeInput, RenderInput } from "./shapes/inputs.ts";
import type { PersonaInfo, TemplateInfo } from "./shapes/listings.ts";
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
  /** Whose queue share the run takes and who may draw from its result. Default: the principal. */
  readonly client?: string;
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
  templates(query?: { readonly id?: string; readonly persona?: string }): readonly TemplateInfo[];
  personas(): readonly PersonaInfo[];
  capabilities(): readonly Capability[];
  prompts(): readonly PromptTemplate[];
  /** One page of the workspace's tables; all of them when nothing is given. */
  datasets(page?: { readonly from?: number; readonly count?: number }): Promise<DatasetPage>;
  /** What is in a table: kinds, gaps, ranges, what is doubtful. Rejects with a `StrategicError` for what can't be read. */
  describe(input: DescribeInput, options?: CallOptions): Promise<DatasetDescription>;
  readonly audit: { query(filter?: AuditFilter): Promise<AuditTrail>; verify(): Promise<AuditTrail> };
  health(): Health;
  close(): Promise<void>;
}

/** Builds an app from plugins. Throws `PLUGIN_CONFLICT` or `PLUGIN_MISSING` before any adapter runs. */
export async function createApp(plugins: readonly Plugin[], options: AppOptions = {}): Promise<App> {
  const parts = await compose(plugins);
  const sink = capped(parts.audit);
  const audit = options.auditRedact === true ? redacting(sink, parts.registry) : sink;
  return new StrategicApp(
    { ...parts, audit: observedAudit(audit) },
    {
      limits: { wallSeconds: options.wallSeconds ?? 30, memoryMb: options.memoryMb ?? 512 },
      auditCode: options.auditCode ?? false,
      waiting: new Waiting(),
      recent: new RecentResults(),
      known: new KnownTables(),
      clock: options.clock ?? (() => new Date()),
    },
  );
}

class StrategicApp implements App {
  readonly audit: App["audit"];
  readonly #parts: Parts;
  readonly #settings: AnalysisSettings;
  readonly #descriptions = new Descriptions();
  readonly #unobserve: () => void;
  #closed: Promise<void> | null = null;

  constructor(parts: Parts, settings: AnalysisSettings) {
    this.#parts = parts;
    this.#settings = settings;
    this.#unobserve = observePool(() => {
      const { pool, busy = 0 } = parts.sandbox.stats();
      return { size: pool.workers, ready: pool.ready, busy, queued: pool.queued };
    });
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
    const { clock, recent } = this.#settings;
    return operation("render", () => recordedRender(this.#parts, clock, recent, input, callerOf(options)));
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

  prompts(): readonly PromptTemplate[] {
    return this.#parts.registry.prompts;
  }

  datasets({ from = 0, count = Number.POSITIVE_INFINITY }: { from?: number; count?: number } = {}): Promise<DatasetPage> {
    return listDatasets(this.#parts.datasets, from, count, this.#settings.known);
  }

  async describe(input: DescribeInput, options: CallOptions = {}): Promise<DatasetDescription> {
    this.#open();
    return operation("describe", () => this.#descriptions.describe(this.#parts, this.#settings, input, callerOf(options)));
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

function callerOf({ client, principal = null, signal = new AbortController().signal }: CallOptions): Caller {
  return { client: client ?? principal ?? "local", principal, signal };
}
