export { answerOf, type FlatOutcome, flat } from "./answer.ts";
export { artifactStoreContract } from "./artifacts-contract.ts";
export { auditIntent, auditSinkContract } from "./audit-contract.ts";
export type { TestFunction } from "./contract.ts";
export { datasetSourceContract } from "./dataset-contract.ts";
export {
  type FakeAnswer,
  fakeAudit,
  fakeDatasets,
  fakeEnding,
  fakeRenderer,
  fakeSandbox,
  fakeScope,
  okOutcome,
} from "./fakes.ts";
export { rendererContract } from "./renderer-contract.ts";
export { sandboxContract, sandboxJob } from "./sandbox-contract.ts";
