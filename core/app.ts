import { z } from "zod";
import { capped } from "./capped-audit.ts";
import { compose, type Parts } from "./compose.ts";
import { type DatasetPage, listDatasets } from "./dataset-listing.ts";
import { StrategicError } from "./errors.ts";
import { observePool } from "./metrics.ts";
import { observedAudit } from "./observed.ts";
import { Analysis, type Caller, type PipelineSettings } from "./pipeline.ts";
import type { Plugin } from "./plugin.ts";
import type { AuditFilter } from "./ports/audit-sink.ts";
import type { Json } from "./ports/sandbox.ts";
import { redacting } from "./redaction.ts";
import { recordedRender } from "./rendering.ts";
import { RecentResults } from "./results.ts";
import type {
  AnalyzeAndRenderOutput,
  AnalyzeInput,
  AnalyzeOutput,
  AuditTrail,
  Health,
  PersonaInfo,
  RenderInput,
  RenderOutput,
  TemplateInfo,
} from "./shapes.ts";
import { operation } from "./telemetry.ts";
import { Waiting } from "./waiting.ts";

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
  /** Warms up. Calls before it is done wait; it may be left uncalled. */
  start(): Promise<void>;
  analyze(input: AnalyzeInput, options?: CallOptions): Promise<AnalyzeOutput>;
  render(input: RenderInput, options?: CallOptions): Promise<RenderOutput>;
  analyzeAndRender(
    input: AnalyzeInput & Omit<RenderInput, "data" | "from" | "sample">,
    options?: CallOptions,
  ): Promise<AnalyzeAndRenderOutput>;
  templates(query?: { readonly id?: string; readonly persona?: string }): readonly TemplateInfo[];
  personas(): readonly PersonaInfo[];
  /** One page of the workspace's tables; all of them when nothing is given. */
  datasets(page?: { readonly from?: number; readonly count?: number }): Promise<DatasetPage>;
  readonly audit: { query(filter?: AuditFilter): Promise<AuditTrail>; verify(): Promise<AuditTrail> };
  health(): Health;
  close(): Promise<void>;
}

/** Builds an app from plugins. Throws `PLUGIN_CONFLICT` or `PLUGIN_MISSING` before any adapter runs. */
export async function createApp(plugins: readonly Plugin[], options: AppOptions = {}): Promise<App> {
  const parts = compose(plugins);
  const sink = capped(parts.audit);
  const audit = options.auditRedact === true ? redacting(sink, parts.registry) : sink;
  return new StrategicApp(
    { ...parts, audit: observedAudit(audit) },
    {
      wallSeconds: options.wallSeconds ?? 30,
      memoryMb: options.memoryMb ?? 512,
      auditCode: options.auditCode === true,
      waiting: new Waiting(),
      clock: options.clock ?? (() => new Date()),
    },
  );
}

class StrategicApp implements App {
  readonly audit: App["audit"];
  readonly #parts: Parts;
  readonly #settings: PipelineSettings;
  readonly #recent = new RecentResults();
  readonly #unobserve: () => void;
  #closed: Promise<void> | null = null;

  constructor(parts: Parts, settings: PipelineSettings) {
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
    const caller = callerOf(options);
    const analysis = new Analysis(this.#parts, this.#settings, input, caller);
    const output = await operation("analyze", () => analysis.run());
    if (output.status === "ok") {
      const datasets = output.datasets.map(({ name, sha256, rows }) => ({ name, sha256, rows }));
      this.#recent.keep(output.executionId, caller.client, {
        result: output.result,
        persona: input.persona,
        codeSha256: analysis.codeSha256,
        datasets,
      });
    }
    return output;
  }

  async render(input: RenderInput, options: CallOptions = {}): Promise<RenderOutput> {
    this.#open();
    const { clock } = this.#settings;
    return operation("render", () => recordedRender(this.#parts, clock, this.#recent, input, callerOf(options)));
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
        persona: chart.persona,
        panels: chart.panels,
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

  datasets({ from = 0, count = Number.POSITIVE_INFINITY }: { from?: number; count?: number } = {}): Promise<DatasetPage> {
    return listDatasets(this.#parts.datasets, from, count);
  }

  health(): Health {
    const { ready, reason, layers, pool, image, versions } = this.#parts.sandbox.stats();
    const { holds } = this.#parts.scope;
    return {
      ready: ready && holds,
      reason: holds ? reason : "the scope validator does not hold",
      layers: [{ name: "scope", active: holds }, ...layers],
      pool,
      image,
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
