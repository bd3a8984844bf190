import type { AuditSink } from "../../core/index.ts";
import { fakeApp } from "../../core/tests/fake-app.ts";

/** Our protocol over an engine that answers at once: what a call takes here is the protocol's own. With `http`, over HTTP. */
const nothing = async () => {};
const unread = async () => ({ records: [], nextCursor: null });
const audit: AuditSink = {
  begin: async ({ executionId }) => executionId,
  ...{ end: nothing, query: unread, close: nothing },
  verify: async () => ({ verified: true, problems: [] }),
};
const app = await fakeApp({ answer: () => ({ result: 4950 }), audit });
// Memory that nobody has collected yet is no growth: where this process may, it collects each second.
setInterval(() => globalThis.gc?.(), 1000).unref();
const log = (line: string) => process.stderr.write(`${line}\n`);
if (process.argv[2] === "http") {
  const { serveOverHttp } = await import("../../presets/mcp/http/serve.ts");
  await serveOverHttp(app, { host: "127.0.0.1", port: 0, hosts: [], tokens: null, oauth: null, log, requestsPerMinute: 1e9 });
} else {
  const { serveOverStdio } = await import("../../presets/mcp/index.ts");
  await serveOverStdio(app, { log: () => {} });
}
