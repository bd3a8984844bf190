import { describe, expect, test } from "vitest";
import { telemetrySettings } from "../../presets/mcp/telemetry/settings.ts";

const wanted = (env: Record<string, string>) => telemetrySettings(env).signals;
const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" };

describe("what the environment asks for", () => {
  test("is nothing when nothing is set, or only what names and samples", () => {
    expect(wanted({})).toEqual([]);
    expect(wanted({ OTEL_SERVICE_NAME: "x", OTEL_RESOURCE_ATTRIBUTES: "a=b", OTEL_TRACES_SAMPLER: "always_on" })).toEqual([]);
  });

  test("is traces and metrics when an endpoint is set; logs have to be named", () => {
    expect(wanted(endpoint)).toEqual(["TRACES", "METRICS"]);
    expect(wanted({ ...endpoint, OTEL_LOGS_EXPORTER: "otlp" })).toEqual(["TRACES", "METRICS", "LOGS"]);
    expect(wanted({ OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: "http://collector:4318/v1/logs" })).toEqual(["LOGS"]);
  });

  test("is what an exporter is named for, and none means none", () => {
    expect(wanted({ OTEL_TRACES_EXPORTER: "otlp" })).toEqual(["TRACES"]);
    expect(wanted({ ...endpoint, OTEL_METRICS_EXPORTER: "none" })).toEqual(["TRACES"]);
  });

  test("is nothing when the SDK is disabled, whatever else is set", () => {
    expect(telemetrySettings({ ...endpoint, OTEL_SDK_DISABLED: "TRUE", OTEL_TRACES_EXPORTER: "console" })).toEqual({
      signals: [],
      refused: [],
    });
  });

  test("is refused in words when it would write into the protocol or is not known", () => {
    const refused = (env: Record<string, string>) => telemetrySettings(env).refused.join("\n");
    expect(refused({ OTEL_TRACES_EXPORTER: "console" })).toMatch(/OTEL_TRACES_EXPORTER=console.*standard output.*otlp/);
    expect(refused({ OTEL_METRICS_EXPORTER: "prometheus" })).toMatch(/OTEL_METRICS_EXPORTER takes otlp or none/);
    expect(refused({ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" })).toMatch(/http\/protobuf only/);
    expect(wanted({ ...endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" })).toEqual([]);
    expect(wanted({ OTEL_TRACES_EXPORTER: "console,otlp" })).toEqual(["TRACES"]);
    const noUrl = { ...endpoint, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "collector:4318" };
    expect(refused(noUrl)).toMatch(/traces is no http or https URL/);
    expect(wanted(noUrl)).toEqual(["METRICS"]);
  });
});
