import { type LogRecord, logs } from "@opentelemetry/api";
import { expect, onTestFinished, test } from "vitest";
import { jsonLog } from "../../presets/mcp/telemetry/log.ts";

test("what the jail wrote as it ended is on standard error, and in no exported record", () => {
  const exported: LogRecord[] = [];
  logs.setGlobalLoggerProvider({ getLogger: () => ({ emit: (record) => void exported.push(record), enabled: () => true }) });
  onTestFinished(() => logs.disable());
  const lines: string[] = [];
  jsonLog((line) => lines.push(line))("the sandbox process ended", { level: "error", diagnostics: "secret of a guest", code: 9 });
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    message: "the sandbox process ended",
    diagnostics: "secret of a guest",
    code: 9,
  });
  expect(exported).toMatchObject([{ body: "the sandbox process ended", attributes: { code: 9 } }]);
  expect(JSON.stringify(exported)).not.toContain("secret");
});
