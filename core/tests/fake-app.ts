import { z } from "zod";
import type { Capability } from "../capabilities.ts";
import { type App, type AppOptions, createApp, definePersona, defineTemplate, type Plugin } from "../index.ts";
import type { AuditSink } from "../ports/audit-sink.ts";
import type { DatasetSource } from "../ports/dataset-source.ts";
import type { Renderer } from "../ports/renderer.ts";
import type { Sandbox, SandboxJob } from "../ports/sandbox.ts";
import type { ScopeValidator } from "../ports/scope-validator.ts";
import { type FakeAnswer, fakeAudit, fakeDatasets, fakeRenderer, fakeSandbox, fakeScope } from "../testing/index.ts";

/** An app on fakes, each of which a test may replace. Its one template draws a title and any list of numbers. */
export interface FakeParts {
  readonly answer?: (job: SandboxJob) => FakeAnswer;
  readonly sandbox?: Sandbox;
  readonly scope?: ScopeValidator;
  readonly renderer?: Renderer;
  readonly audit?: AuditSink;
  readonly datasets?: DatasetSource;
  readonly charts?: Plugin["charts"];
  readonly prompts?: Plugin["prompts"];
}

export const alvaro = definePersona({
  id: "alvaro",
  title: "Business Strategy",
  focus: "return",
  imports: ["pandas"],
  instructions: "Think of return.",
  accent: "#27ae60",
  charts: ["numbers"],
  preamble: "import pandas as pd",
});
export const diego = definePersona({ ...alvaro, id: "diego", title: "Engineering Leadership", charts: [], imports: null });

export const roiCalculations: Capability = {
  id: "roi_calculations",
  title: "ROI calculations",
  preamble: "import strategic",
  functions: ["roi.npv"],
  chart: "numbers",
  summary: "Return on investment",
};

const spec = (title: string) =>
  ({
    title,
    headline: `${title} in short`,
    noData: [{ panel: "p", field: "f" }],
    warnings: [{ code: "w", panel: null, message: "of the template" }],
  }) as never;

export const numbers = defineTemplate({
  id: "numbers",
  aliases: ["figures"],
  title: "Numbers",
  persona: null,
  panels: ["list"],
  input: z.object({ values: z.array(z.number()) }),
  sample: { values: [1, 2, 3] },
  build: ({ values }, { title }) => spec(title ?? values.join(" ")),
});

export const fakePlugin = (parts: FakeParts = {}): Plugin => ({
  name: "fakes",
  personas: [alvaro, diego],
  charts: parts.charts ?? [numbers],
  prompts: parts.prompts ?? [],
  capabilities: [roiCalculations],
  adapters: {
    sandbox: (judge) => parts.sandbox ?? fakeSandbox(parts.answer, judge),
    scopeValidator: () => parts.scope ?? fakeScope(),
    renderer: () => parts.renderer ?? fakeRenderer(),
    auditSink: () => parts.audit ?? fakeAudit(),
    datasetSource: () => parts.datasets ?? fakeDatasets({ sales: "a,b\n1,2\n" }),
  },
});

export const fakeApp = (parts: FakeParts = {}, options: AppOptions = {}): Promise<App> => createApp([fakePlugin(parts)], options);

export const analysis = { persona: "alvaro", capability: "roi_calculations", code: "1" };
