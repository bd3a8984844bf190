import { createHash, randomUUID } from "node:crypto";
import type { Parts } from "./compose.ts";
import { type ResolvedDataset, resolveDatasets } from "./dataset-input.ts";
import { analysisDisclosure, inOneLine, type RanAnalysis, rejectionDisclosure } from "./disclosure.ts";
import { isStrategicError, StrategicError, toldOf } from "./errors.ts";
import { bounded } from "./guest-answer.ts";
import { limits } from "./limits.ts";
import { drawObserved, observeAnalysis } from "./observed.ts";
import type { GateVerdict, GuestChart, Inspect, LimitKind, SandboxOutcome } from "./ports/sandbox.ts";
import type { CodeSummary, ScopeVerdict, ScopeViolation } from "./ports/scope-validator.ts";
import type { AnalysisChart, AnalyzeInput, AnalyzeOutput, RunError } from "./shapes.ts";
import { bound, step } from "./telemetry.ts";
import { cut } from "./text.ts";
import { bytesSent, type Waiting } from "./waiting.ts";

export interface PipelineSettings {
  readonly wallSeconds: number;
  readonly memoryMb: number;
  readonly auditCode: boolean;
  /** Of all runs of the app that have not ended. */
  readonly waiting: Waiting;
  readonly clock: () => Date;
}

export interface Caller {
  readonly client: string;
  readonly principal: string | null;
  readonly signal: AbortSignal;
}

/** One analysis: audit(intent) → queue → ready interpreter → scope → run → charts → audit(outcome) → disclosure. */
export class Analysis {
  readonly executionId = randomUUID();
  readonly codeSha256: string;
  readonly #parts: Parts;
  readonly #settings: PipelineSettings;
  readonly #input: AnalyzeInput;
  readonly #caller: Caller;
  readonly #startedAt: string;
  readonly #contextJson: string;
  #datasets: ResolvedDataset[] = [];
  #summary: CodeSummary;
  #violations: readonly ScopeViolation[] = [];
  #audit: string | null = null;
  /** What the run did that no analysis does, for the audit of one that was well otherwise. */
  #tripwires: string | null = null;
  #ranWith: readonly string[] | null = null;
  /** Gives back the room that what was sent takes. */
  #release = () => {};

  constructor(parts: Parts, settings: PipelineSettings, input: AnalyzeInput, caller: Caller) {
    this.#parts = parts;
    this.#settings = settings;
    this.#input = input;
    this.#caller = caller;
    this.#startedAt = settings.clock().toISOString();
    this.codeSha256 = createHash("sha256").update(input.code).digest("hex");
    this.#contextJson = typeof input.context === "string" ? input.context : JSON.stringify(input.context ?? {});
    this.#summary = { lines: input.code === "" ? 0 : input.code.split("\n").length, imports: [] };
  }

  async run(): Promise<AnalyzeOutput> {
    const output = await this.#recorded().finally(() => this.#release());
    observeAnalysis(this.#parts.registry, this.#input, output);
    return output;
  }

  async #recorded(): Promise<AnalyzeOutput> {
    let output: AnalyzeOutput;
    try {
      output = await this.#execute();
    } catch (error) {
      if (isStrategicError(error) && error.code === "AUDIT_FAILED") return this.#refused(error);
      output = isStrategicError(error) ? this.#refused(error) : this.#crashed(error);
    }
    try {
      await this.#record(output);
      return output;
    } catch (error) {
      // What can't be recorded must not leave.
      return this.#refused(isStrategicError(error) ? error : new StrategicError("AUDIT_FAILED", String(error)));
    }
  }

  get datasets(): readonly ResolvedDataset[] {
    return this.#datasets;
  }

  async #execute(): Promise<AnalyzeOutput> {
    const { registry, sandbox, datasets } = this.#parts;
    const { code, seed = null } = this.#input;
    const persona = registry.persona(this.#input.persona);
    const capability = registry.capability(this.#input.capability);
    const { codeBytes, contextBytes } = limits;
    if (Buffer.byteLength(code) > codeBytes) return this.#overLimit("code", `the code is longer than ${codeBytes} bytes`);
    const contextJson = this.#contextJson;
    if (Buffer.byteLength(contextJson) > contextBytes)
      return this.#overLimit("context", `the context is larger than ${contextBytes} bytes`);
    this.#release = this.#settings.waiting.hold(this.#caller.client, bytesSent(this.#input, contextJson));
    this.#datasets = await resolveDatasets(this.#input.datasets, datasets);
    await this.#begin();
    const outcome = await sandbox.run(
      {
        id: this.executionId,
        client: this.#caller.client,
        code,
        persona: persona.id,
        role: persona.title,
        capability: capability.id,
        preamble: `${persona.preamble}\n${capability.preamble}`,
        contextJson,
        datasets: this.#datasets,
        limits: this.#limits(),
        seed,
      },
      {
        signal: this.#caller.signal,
        // The sandbox calls it when an interpreter is ready, in a turn of its own.
        gate: bound((inspect: Inspect) =>
          step(
            "scope",
            {},
            async () => this.#judge(await this.#parts.scope.check(code, { imports: persona.imports }, inspect)),
            ({ allowed }) => (allowed ? null : "SCOPE_VIOLATION"),
          ),
        ),
      },
    );
    return this.#finish(bounded(outcome));
  }

  #judge(verdict: ScopeVerdict): GateVerdict {
    // Now: when it was begun, the interpreter may still have been starting.
    this.#ranWith = this.#layersNow();
    if (verdict.allowed) this.#summary = verdict.summary;
    else this.#violations = verdict.violations;
    return verdict;
  }

  /** Down, never past the server's caps. */
  #limits(): { wallSeconds: number; memoryMb: number } {
    const { wallSeconds, memoryMb } = this.#input.limits ?? {};
    return {
      wallSeconds: Math.min(wallSeconds ?? this.#settings.wallSeconds, this.#settings.wallSeconds),
      memoryMb: Math.min(memoryMb ?? this.#settings.memoryMb, this.#settings.memoryMb),
    };
  }

  async #begin(): Promise<void> {
    const { audit, sandbox } = this.#parts;
    const { versions } = sandbox.stats();
    this.#audit = await audit.begin({
      executionId: this.executionId,
      kind: "analysis",
      startedAt: this.#startedAt,
      persona: this.#input.persona,
      capability: this.#input.capability,
      template: null,
      codeSha256: this.codeSha256,
      code: this.#settings.auditCode ? this.#input.code : null,
      datasets: this.#datasets.map(({ name, sha256 }) => ({ name, sha256 })),
      principal: this.#caller.principal,
      client: this.#caller.client,
      limits: this.#limits(),
      versions,
      layers: this.#layersNow(),
    });
  }

  #layersNow(): readonly string[] {
    const { sandbox, scope } = this.#parts;
    const active = sandbox.stats().layers.filter((layer) => layer.active);
    return [...(scope.holds ? ["scope"] : []), ...active.map(({ name }) => name)];
  }

  async #record(output: AnalyzeOutput): Promise<void> {
    // What was refused before it could begin is an execution too.
    if (this.#audit === null) await this.#begin();
    const { status, usage, error, violations } = output;
    const reason =
      violations.length > 0 ? violations.map(({ rule, line }) => `${rule} (line ${line})`).join("; ") : (error?.message ?? null);
    await this.#parts.audit.end(this.#audit as unknown as string, {
      endedAt: this.#settings.clock().toISOString(),
      status,
      errorCode: error?.code ?? null,
      reason: status === "ok" ? this.#tripwires : reason,
      usage: { ...usage },
      ...(this.#ranWith !== null && { layers: this.#ranWith }),
    });
  }

  async #finish(outcome: SandboxOutcome): Promise<AnalyzeOutput> {
    this.#tripwires = outcome.tripwires.length > 0 ? `tripwires: ${outcome.tripwires.join(", ")}` : null;
    const { charts, notes } = outcome.status === "ok" ? await this.#draw(outcome.charts) : { charts: [], notes: "" };
    const { status, result, stdout, truncated, limit, usage, seed } = outcome;
    const read = new Map(outcome.datasets.map((dataset) => [dataset.name, dataset]));
    return {
      executionId: this.executionId,
      status,
      result,
      stdout,
      stderr: outcome.stderr + tripped(outcome.tripwires) + notes,
      truncated,
      charts,
      violations: this.#violations,
      error: this.#error(outcome),
      limit,
      usage,
      datasets: this.#datasets.map(({ name, sha256 }) => {
        const found = read.get(name);
        return { name, rows: found?.rows ?? null, columns: found?.columns ?? null, sha256, assumed: found?.assumed ?? null };
      }),
      seed,
      disclosure: this.#disclosure(status === "rejected" || status === "busy" || status === "unsafe", outcome.charts),
    };
  }

  async #draw(charts: readonly GuestChart[]): Promise<{ charts: AnalysisChart[]; notes: string }> {
    const drawn: AnalysisChart[] = [];
    let notes = "";
    const datasets = this.#datasets.map(({ name, sha256 }) => ({ name, sha256, rows: null }));
    for (const [index, { template, data, options }] of charts.entries()) {
      const chartId = `${this.executionId}-${index + 1}`;
      const picture = await drawObserved(this.#parts, { ...textOptions(options), template, formats: this.#input.charts }, data, {
        chartId,
        generatedAt: this.#startedAt,
        runId: this.executionId,
        codeSha256: this.codeSha256,
        datasets,
        persona: this.#input.persona,
        call: this.#caller,
      });
      if (!picture.ok)
        notes += `strategic.chart(${JSON.stringify(cut(template, limits.nameCharacters))}): ${chartProblem(picture)}\n`;
      drawn.push({
        id: chartId,
        title: picture.title ?? cut(template, limits.nameCharacters),
        template: picture.template,
        png: picture.png,
        html: picture.html,
      });
    }
    return { charts: drawn, notes };
  }

  #error(outcome: SandboxOutcome): RunError | null {
    const { status, error, reason, retryAfterMs } = outcome;
    const blank = { type: null, line: null, column: null, source: null, hint: null, known: [], retryAfterMs: null };
    switch (status) {
      case "ok":
        return null;
      case "rejected":
        return {
          ...blank,
          code: "SCOPE_VIOLATION",
          message: this.#violations[0]?.message ?? "outside the scope",
          hint: this.#violations[0]?.hint ?? null,
        };
      case "guest-error":
        return { ...blank, code: "GUEST_ERROR", message: reason ?? "", ...error };
      case "limit":
        return { ...blank, code: "LIMIT_EXCEEDED", ...error, message: reason ?? "" };
      case "busy":
        return { ...blank, code: "SANDBOX_BUSY", message: reason ?? "", hint: `Try again in ${retryAfterMs} ms.`, retryAfterMs };
      case "aborted":
        return { ...blank, code: "ABORTED", message: reason ?? "" };
      case "unsafe":
        return { ...blank, code: "SANDBOX_UNSAFE", message: reason ?? "", hint: "The operator runs: strategic-python doctor" };
      case "crashed":
        return {
          ...blank,
          code: "SANDBOX_CRASHED",
          message: reason ?? "",
          hint: "Try again; if it happens again, the operator runs: strategic-python doctor",
        };
    }
  }

  #refused({ code, message, details }: StrategicError): AnalyzeOutput {
    const { known = [], retryAfterMs = null } = details as { known?: string[]; retryAfterMs?: number };
    const status = code === "SANDBOX_BUSY" ? "busy" : code === "ABORTED" ? "aborted" : "rejected";
    return this.#empty(status, null, { ...noPlace, code, message, known, retryAfterMs });
  }

  #crashed(error: unknown): AnalyzeOutput {
    return this.#empty("crashed", null, {
      ...noPlace,
      code: "SANDBOX_CRASHED",
      message: toldOf(error),
    });
  }

  #overLimit(limit: LimitKind, message: string): AnalyzeOutput {
    return this.#empty("limit", limit, {
      ...noPlace,
      code: "LIMIT_EXCEEDED",
      message,
      hint: "Send less, or bring large tables as datasets.",
    });
  }

  #empty(status: AnalyzeOutput["status"], limit: LimitKind | null, error: RunError): AnalyzeOutput {
    return {
      executionId: this.executionId,
      status,
      result: null,
      stdout: "",
      stderr: "",
      truncated: [],
      charts: [],
      violations: [],
      error,
      limit,
      usage: { wallMs: 0, queueMs: 0, peakMemoryMb: 0 },
      datasets: this.#datasets.map(({ name, sha256 }) => ({ name, rows: null, columns: null, sha256, assumed: null })),
      seed: this.#input.seed ?? null,
      disclosure: this.#disclosure(true, []),
    };
  }

  #disclosure(nothingRan: boolean, charts: readonly GuestChart[]): string {
    const ran: RanAnalysis = {
      persona: inOneLine(this.#input.persona),
      capability: inOneLine(this.#input.capability),
      ...this.#summary,
      datasets: this.#datasets.map(({ name }) => inOneLine(name)),
      charts: charts.map(({ template }) => inOneLine(template)),
    };
    return nothingRan ? rejectionDisclosure(ran) : analysisDisclosure(ran);
  }
}

const tripped = (tripwires: readonly string[]): string =>
  tripwires.length > 0 ? `sandbox: the interpreter of this run was replaced (${tripwires.join(", ")})\n` : "";

const noPlace = { type: null, line: null, column: null, source: null, hint: null, known: [], retryAfterMs: null };

function textOptions(options: GuestChart["options"]): Record<string, string> {
  const names = ["title", "subtitle", "source", "theme", "locale", "currency", "persona"];
  return Object.fromEntries(
    Object.entries(options).filter(
      (entry): entry is [string, string] => names.includes(entry[0]) && typeof entry[1] === "string",
    ),
  );
}

function chartProblem({
  error,
  reason,
}: {
  error: { path: string | null; expected: string | null } | null;
  reason: string | null;
}): string {
  if (error?.path && error.expected !== null) return `${error.path}: ${error.expected}`;
  return error?.expected ?? reason ?? "could not be drawn";
}
