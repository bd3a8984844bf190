import { describe, test } from "vitest";
import { RecentResults } from "../../core/capacity/results.ts";
import { fakeRenderer, keepingContract, rendererContract } from "../../core/testing/index.ts";
import { Artifacts } from "../../presets/mcp/index.ts";

/** What keeps things for clients, and the renderer's twin: in memory all of them. */
const about = { persona: "p", first: "bar", codeSha256: "c", datasets: [] };

describe("recent results", () => {
  keepingContract(test, {
    room: 40_000,
    most: 200_000,
    make: () => {
      const results = new RecentResults(200_000);
      return {
        keep: (client, id, text) => {
          results.keep(id, client, { result: text, ...about });
          return id;
        },
        read: (name, client) => (results.get(name, client)?.result ?? null) as string | null,
      };
    },
  });
});

describe("artifacts", () => {
  keepingContract(test, {
    room: 1000,
    most: 1000,
    make: () => {
      const artifacts = new Artifacts(null, Date.now, 1000);
      return {
        keep: (client, id, text) => artifacts.keepRun(client, id, text),
        read: (name, client) => {
          const found = artifacts.read(name, client);
          return found === null ? null : Buffer.from(found.bytes).toString();
        },
      };
    },
  });
});

describe("the renderer in memory", () => {
  rendererContract(test, fakeRenderer, () => ({ title: "Title" }) as never);
});
