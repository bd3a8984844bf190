import { createHash } from "node:crypto";
import { StrategicError } from "../errors.ts";
import type { AuditFilter, AuditIntent, AuditOutcome, AuditRecord, AuditSink } from "../ports/audit-sink.ts";
import type { Dataset, DatasetSource } from "../ports/dataset-source.ts";
import type { Renderer } from "../ports/renderer.ts";
import type {
  Json,
  Sandbox,
  SandboxAccount,
  SandboxEnding,
  SandboxJob,
  SandboxOutcome,
  SandboxStatus,
} from "../ports/sandbox.ts";
import type { ScopeValidator, ScopeVerdict } from "../ports/scope-validator.ts";

/** In-memory twins of the ports, for tests of what is built on them. They keep the ports' promises and pass their contracts where they can. */

const account: SandboxAccount = {
  stdout: "",
  stderr: "",
  truncated: [],
  charts: [],
  datasets: [],
  usage: { wallMs: 1, queueMs: 0, peakMemoryMb: 1 },
  timings: { queueMs: 0, scopeMs: 0, executeMs: 1 },
  seed: null,
  scope: null,
  layers: [],
  tripwires: [],
};

export const okOutcome: Extract<SandboxOutcome, { status: "ok" }> = { ...account, status: "ok", result: null };

/** A run that ended so, for whatever `reason`. */
export function fakeEnding(status: SandboxStatus, reason = "because"): SandboxEnding {
  const error = { type: "KeyError", message: reason, line: 1, column: 2, source: "s", hint: "h" };
  if (status === "ok") return { status, result: null };
  if (status === "guest-error") return { status, error };
  if (status === "limit") return { status, limit: "wall", reason, error: null };
  return status === "busy" ? { status, reason, retryAfterMs: 100 } : { status, reason };
}

/** An ending, and what is told besides; without an ending the run was well. */
export type FakeAnswer = Partial<SandboxAccount> & (SandboxEnding | { readonly status?: never; readonly result?: Json });

/** Answers each job with what `answer` says; honours judge and signal. */
export function fakeSandbox(answer: (job: SandboxJob) => FakeAnswer = () => ({}), judge: ScopeValidator = fakeScope()): Sandbox {
  return {
    start: async () => {},
    async run(job, { signal, onPhase }) {
      if (signal.aborted) return { ...account, status: "aborted", reason: "cancelled" };
      onPhase?.({ kind: "checking" });
      const scope = await judge.check(job.code, job.policy, async (_program, input) => input);
      const told = { ...account, scope, seed: job.seed };
      if (!scope.allowed && scope.unsafe !== undefined) return { ...told, status: "unsafe", reason: scope.unsafe };
      if (!scope.allowed) return { ...told, status: "rejected", reason: "outside the scope" };
      onPhase?.({ kind: "running" });
      const given = answer(job);
      return given.status === undefined ? { ...told, status: "ok", result: null, ...given } : { ...told, ...given };
    },
    stats: () => ({
      ready: true,
      reason: null,
      layers: [],
      pool: { workers: 1, ready: 1, queued: 0, tripwires: 0 },
      image: "none",
      versions: { fake: "1" },
    }),
    close: async () => {},
  };
}

export function fakeScope(verdict: ScopeVerdict = { allowed: true, summary: { lines: 1, imports: [] } }): ScopeValidator {
  return { check: async () => verdict };
}

export function fakeDatasets(tables: Readonly<Record<string, string>> = {}): DatasetSource {
  const table = (name: string): Dataset => {
    const bytes = Buffer.from(tables[name] as string);
    return {
      name,
      format: "csv",
      bytes: bytes.length,
      async *read() {
        yield bytes;
      },
    };
  };
  return {
    list: async () => Object.keys(tables).map((name) => ({ name, format: "csv", open: async () => table(name) })),
    open: async (name) => (name in tables ? table(name) : null),
  };
}

/** A PNG signature and a page with the title: enough to follow a picture through. */
export function fakeRenderer(): Renderer {
  return {
    async render(spec, { formats }, call) {
      if (call?.signal.aborted === true) throw new StrategicError("ABORTED", "cancelled");
      return {
        png: formats.includes("png") ? Uint8Array.from([137, 80, 78, 71]) : null,
        html: formats.includes("html") ? `<title>${spec.title}</title>` : null,
        text: spec.title,
        warnings: [],
      };
    },
    look: () => ({
      number: (value) => (value === null ? "–" : String(Number(value.toPrecision(12)))),
      mark: () => "#1c7ed6",
      ...{ ground: "#f5f7fa", card: "#ffffff", ink: "#1b2430", muted: "#556070", line: "#e3e8ef" },
      strip: ["#667eea", "#764ba2"],
      footer: null,
      logo: null,
    }),
    page: async (specs) => ({ script: "", style: "", charts: specs.map(({ title }) => `<h2>${title}</h2>`) }),
    live: async () => ({ style: "", body: "" }),
    close: async () => {},
  };
}

/** Hash-chained like the real one, kept in memory. */
export function fakeAudit(): AuditSink & { readonly records: AuditRecord[] } {
  const records: AuditRecord[] = [];
  const clients = new Map<string, string | undefined>();
  const hashOf = (record: object) => createHash("sha256").update(JSON.stringify(record)).digest("hex");
  return {
    records,
    async begin({ code: _code, client, ...intent }: AuditIntent) {
      clients.set(intent.executionId, client);
      const prevHash = records.at(-1)?.hash ?? "0".repeat(64);
      const record = { ...intent, endedAt: null, status: "running", reason: null, usage: null, prevHash };
      records.push({ ...record, hash: hashOf(record) });
      return intent.executionId;
    },
    async end(id: string, { errorCode: _errorCode, ...outcome }: AuditOutcome) {
      const index = records.findIndex(({ executionId }) => executionId === id);
      const record = records[index];
      if (record === undefined) throw new Error(`no intent ${id}`);
      const { hash: _hash, ...rest } = { ...record, ...outcome };
      records[index] = { ...rest, hash: hashOf(rest) };
    },
    async query(filter: AuditFilter) {
      const { executionId, persona, status, client, since, limit = 50, cursor } = filter;
      const found = records
        .toReversed()
        .filter(
          (record) =>
            (executionId === undefined || record.executionId === executionId) &&
            (persona === undefined || record.persona === persona) &&
            (status === undefined || record.status === status) &&
            (client === undefined || clients.get(record.executionId) === client) &&
            (since === undefined || record.startedAt >= since),
        );
      const from = Number(cursor ?? 0);
      return { records: found.slice(from, from + limit), nextCursor: from + limit < found.length ? String(from + limit) : null };
    },
    async verify() {
      const altered = records.filter(({ hash, ...rest }) => hashOf(rest) !== hash);
      return {
        verified: altered.length === 0,
        problems: altered.map(({ executionId }) => ({
          executionId,
          kind: "altered",
          message: `record ${executionId} was changed`,
        })),
      };
    },
    close: async () => {},
  };
}
