export type { DatasetPage } from "./analysis/dataset-listing.ts";
export { type App, type AppOptions, type CallOptions, createApp } from "./app.ts";
export { type Capability, capabilities } from "./capabilities.ts";
export { type ErrorCode, errorCodes, isStrategicError, StrategicError } from "./errors.ts";
export {
  type AdapterFactories,
  type ChartTemplate,
  defineChart,
  definePersona,
  type PersonaTemplate,
  type Plugin,
} from "./plugin.ts";
export type * from "./ports/audit-sink.ts";
export type * from "./ports/dashboard-spec.ts";
export type * from "./ports/dataset-source.ts";
export type * from "./ports/renderer.ts";
export type * from "./ports/sandbox.ts";
export type * from "./ports/scope-validator.ts";
export type * from "./shapes.ts";
