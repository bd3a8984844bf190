export { auditIntent, auditSinkContract } from "./audit-contract.ts";
export type { TestFunction } from "./contract.ts";
export { datasetSourceContract } from "./dataset-contract.ts";
export { fakeAudit, fakeDatasets, fakeRenderer, fakeSandbox, fakeScope, okOutcome } from "./fakes.ts";
export { type Keeping, keepingContract } from "./keeping-contract.ts";
export { rendererContract } from "./renderer-contract.ts";
export { type SandboxContractOptions, sandboxContract, sandboxJob } from "./sandbox-contract.ts";
