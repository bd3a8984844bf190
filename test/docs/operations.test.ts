import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { metricTable } from "../../core/telemetry/metrics.ts";
import { operationDuration } from "../../presets/mcp/telemetry/request-span.ts";

const read = (path: string) => readFileSync(new URL(`../../docs/${path}`, import.meta.url), "utf8");
const page = read("operations.md");
const alerts = read("operations/alerts.yaml");
const dashboard = JSON.parse(read("operations/grafana.json")) as { panels: Panel[] };

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly h: number; readonly w: number; readonly x: number; readonly y: number };
  readonly targets?: readonly { readonly refId: string; readonly expr: string; readonly legendFormat: string }[];
}

interface Metric {
  readonly kind: "counter" | "gauge" | "histogram";
  readonly unit: string;
  readonly labels: readonly string[];
}

/** What is emitted: the framework's table and the conventions' metric. */
const requestLabels = [
  "mcp.method.name",
  "gen_ai.tool.name",
  "gen_ai.operation.name",
  "gen_ai.prompt.name",
  "mcp.protocol.version",
  "network.transport",
  "error.type",
  "rpc.response.status_code",
];
const metrics: Readonly<Record<string, Metric>> = {
  ...metricTable,
  [operationDuration.name]: { kind: "histogram", unit: operationDuration.unit, labels: requestLabels },
};

const inPrometheus = (name: string) => name.replaceAll(".", "_");

/** The series that OTLP's translation to Prometheus makes of a metric. */
function seriesOf(name: string, { kind, unit }: Metric): string[] {
  const base = `${inPrometheus(name)}${unit === "s" ? "_seconds" : ""}`;
  if (kind === "histogram") return ["bucket", "sum", "count"].map((part) => `${base}_${part}`);
  return [kind === "counter" ? `${base}_total` : base];
}

const series = new Map(Object.entries(metrics).flatMap(([name, metric]) => seriesOf(name, metric).map((each) => [each, name])));
const labels = new Set([...Object.values(metrics).flatMap((metric) => metric.labels.map(inPrometheus)), "job", "instance", "le"]);

const words = (expression: string) => expression.match(/\b(strategic_python|mcp|gen_ai|error|rpc|network)_\w+/g) ?? [];
const ruleExpressions = [...alerts.matchAll(/^ {8}expr: (.+)$/gm)].map(([, expression]) => expression as string);
const panelExpressions = dashboard.panels.flatMap(({ targets = [] }) =>
  targets.flatMap(({ expr, legendFormat }) => [expr, legendFormat]),
);

describe("docs/operations.md", () => {
  test("lists every metric with its unit, kind and labels, and no other", () => {
    const rows = [...page.matchAll(/^\| `([\w.]+)` \| (\S+) \| (counter|gauge|histogram) \| (.*?) ?\|$/gm)];
    expect(rows.map(([, name]) => name).sort()).toEqual(Object.keys(metrics).sort());
    for (const [, name, unit, kind, text] of rows) {
      const metric = metrics[name as string];
      expect({ name, unit, kind }).toEqual({ name, unit: metric?.unit, kind: metric?.kind });
      for (const label of metric?.labels ?? []) expect(text, `${name} has the label ${label}`).toContain(`\`${label}\``);
    }
  });

  test("says what to do about each alert, under its name", () => {
    const names = [...alerts.matchAll(/^ {6}- alert: (\w+)$/gm)].map(([, name]) => name);
    expect([...page.matchAll(/^### (StrategicPython\w+)$/gm)].map(([, name]) => name)).toEqual(names);
  });
});

describe("the alert rules and the dashboard", () => {
  test.each([
    ["alerts.yaml", ruleExpressions],
    ["grafana.json", panelExpressions],
  ])("%s asks only for series that are emitted, by labels that they have", (_, expressions) => {
    expect(expressions.length).toBeGreaterThan(5);
    for (const expression of expressions) {
      const named = words(expression).filter((word) => series.has(word));
      const own = new Set(named.flatMap((word) => metrics[series.get(word) as string]?.labels.map(inPrometheus)));
      for (const word of words(expression).filter((each) => !series.has(each)))
        expect(labels.has(word) && (own.size === 0 || own.has(word)), `${word} in ${expression}`).toBe(true);
    }
  });

  test("the dashboard shows every metric", () => {
    const shown = new Set(panelExpressions.flatMap(words).map((word) => series.get(word)));
    expect(Object.keys(metrics).filter((name) => !shown.has(name))).toEqual([]);
  });

  test("brackets and quotes of every expression close", () => {
    for (const expression of [...ruleExpressions, ...panelExpressions]) {
      const bare = expression.replace(/"[^"]*"/g, "");
      expect(bare, expression).not.toContain('"');
      for (const [open, close] of ["()", "{}", "[]"]) {
        const count = (sign: string | undefined) => bare.split(sign as string).length;
        expect(count(open), expression).toBe(count(close));
      }
    }
  });

  test("every rule is whole: expression, duration, severity, summary and a runbook that exists", () => {
    const rules = alerts.split(/^ {6}- alert: /m).slice(1);
    expect(rules).toHaveLength(ruleExpressions.length);
    for (const rule of rules) {
      expect(rule).toMatch(
        /^\w+\n {8}expr: .+\n {8}for: \d+[sm]\n {8}labels:\n {10}severity: (critical|warning)\n {8}annotations:\n {10}summary: .+\n {10}runbook: docs\/operations\.md#\w+\n$/,
      );
      const [, name] = /^(\w+)/.exec(rule) ?? [];
      expect(rule).toContain(`#${name?.toLowerCase()}\n`);
    }
    expect(alerts).not.toContain("\t");
  });

  test("panels have ids of their own and do not overlap", () => {
    const { panels } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const [index, { gridPos: one, title }] of panels.entries()) {
      expect(one.x + one.w, title).toBeLessThanOrEqual(24);
      for (const { gridPos: other } of panels.slice(index + 1)) {
        const apart =
          one.x + one.w <= other.x || other.x + other.w <= one.x || one.y + one.h <= other.y || other.y + other.h <= one.y;
        expect(apart, title).toBe(true);
      }
    }
  });
});
