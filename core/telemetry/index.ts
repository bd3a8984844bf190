/** For adapters: steps of the request that is being served. Spans of your own go through `@opentelemetry/api` as ever. */
export { currentTrace, inCurrentTrace, type Step, step, type Trace, timedStep, traceparent } from "./telemetry.ts";
