import { describe, test } from "vitest";
import { memoryArtifacts } from "../../core/artifacts/memory-store.ts";
import { artifactStoreContract, fakeRenderer, rendererContract } from "../../core/testing/index.ts";

/** In memory all of them. */
describe("the store of artifacts in memory", () => {
  artifactStoreContract(test, () => memoryArtifacts());
});

describe("the renderer in memory", () => {
  rendererContract(test, fakeRenderer, () => ({ title: "Title" }) as never);
});
