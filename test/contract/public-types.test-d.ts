import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";
import type {
  AnalyzeOutput,
  App,
  ChartTemplate,
  Claim,
  ErrorCode,
  GuestModule,
  Json,
  LimitKind,
  Plugin,
  PluginWith,
  RenderOutput,
  Sandbox,
  SandboxOutcome,
  ScopeValidator,
} from "../../core/index.ts";
import { auditSqlite } from "../../plugins/audit-sqlite/index.ts";
import { common, defineChart, rowPanel } from "../../plugins/charts/kit/index.ts";
import { sandboxPyodide } from "../../plugins/sandbox-pyodide/index.ts";

/** Checked by `tsc`, which `npm run check` runs: what a caller may write, and what must not compile. */
describe("an answer", () => {
  const run = {} as AnalyzeOutput;
  const chart = {} as RenderOutput;

  test("tells by its status what is there", () => {
    if (run.status === "ok") {
      expectTypeOf(run.result).toEqualTypeOf<Json>();
      expectTypeOf(run.error).toBeNull();
    } else {
      expectTypeOf(run.result).toBeNull();
      expectTypeOf(run.error).not.toBeNullable();
      expectTypeOf(run.error.code).toEqualTypeOf<ErrorCode>();
    }
    if (run.status === "limit") expectTypeOf(run.limit).toEqualTypeOf<LimitKind>();
    if (!chart.ok) expectTypeOf(chart.error.code).toEqualTypeOf<ErrorCode>();
  });

  test("names errors by the table: a code that there is none of does not compile", () => {
    // @ts-expect-error UNKNOWN_PERSON is no code.
    void (run.error?.code === "UNKNOWN_PERSON");
    // @ts-expect-error Nor is "failed" a status.
    void (run.status === "failed");
  });

  test("can't be written to", () => {
    expectTypeOf(run.datasets).toEqualTypeOf<AnalyzeOutput["datasets"]>();
    // @ts-expect-error A list of an answer takes no more.
    void (() => run.datasets.push());
    // @ts-expect-error Nor can a field be set.
    void (() => (run.stdout = ""));
  });
});

describe("what a sandbox gives back", () => {
  const outcome = {} as SandboxOutcome;

  test("has a result, an error, a limit or a wait only where it ended so", () => {
    if (outcome.status === "busy") expectTypeOf(outcome.retryAfterMs).toBeNumber();
    if (outcome.status === "ok") expectTypeOf(outcome.result).toEqualTypeOf<Json>();
    // @ts-expect-error A run that was cancelled has none.
    if (outcome.status === "aborted") void outcome.result;
  });
});

describe("a plugin", () => {
  test("of ours says which adapters it brings, and is a plugin all the same", () => {
    expectTypeOf(sandboxPyodide).returns.toEqualTypeOf<
      PluginWith<{ sandbox: (judge: ScopeValidator, modules?: readonly GuestModule[]) => Sandbox }>
    >();
    expectTypeOf(sandboxPyodide()).toExtend<Plugin>();
    expectTypeOf(auditSqlite({ path: "" })).toExtend<Plugin>();
  });

  test("may make its adapters later", () => {
    expectTypeOf<() => Promise<never>>().toExtend<NonNullable<NonNullable<Plugin["adapters"]>["auditSink"]>>();
  });

  test("makes an app that is closed where its scope ends", () => {
    expectTypeOf<App>().toExtend<AsyncDisposable>();
  });
});

describe("a chart", () => {
  const input = z.object({ months: z.array(z.string()), rate: z.array(z.number()), ...common });
  const described = { id: "a", title: "A", panels: ["A"], input, sample: { months: ["Jan"], rate: [1] } };
  const panel = { id: "a", measure: "Rate", format: { style: "percent" }, subtitle: "%", field: "rate" } as const;

  test("drafts from its own data with a pen, and is a template like any other", () => {
    const chart = defineChart({
      ...described,
      build: ({ months, rate }, pen) => ({ panels: [rowPanel(pen, { ...panel, labels: months, values: rate })] }),
    });
    expectTypeOf(chart).toEqualTypeOf<ChartTemplate>();
    // @ts-expect-error A pen knows neither the title nor the run: the frame does.
    void defineChart({ ...described, build: (_, pen) => ({ panels: [], neutral: pen.runId }) });
  });

  test("says claims of known kinds, with what each needs", () => {
    expectTypeOf<Extract<Claim, { kind: "share" }>["share"]>().toBeNumber();
    // @ts-expect-error There is no claim of this kind.
    const guess: Claim["kind"] = "guess";
    void guess;
  });
});
