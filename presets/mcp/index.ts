export { type AssembleOptions, assemble, defaultAuditPath } from "./assemble.ts";
export { buildServer } from "./server.ts";
export type { Service } from "./service.ts";
export { serveOverStdio } from "./stdio/serve.ts";
export { jsonLog, type Log } from "./telemetry/log.ts";
export { startTelemetry } from "./telemetry/start.ts";
