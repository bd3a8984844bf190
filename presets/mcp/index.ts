export { Artifacts } from "./artifacts.ts";
export { type AssembleOptions, assemble, defaultAuditPath } from "./assemble.ts";
export { buildServer } from "./server.ts";
export { serveOverStdio } from "./stdio.ts";
export type { Service } from "./tools/service.ts";
