import type { App } from "../../core/index.ts";
import { analysis, fakeApp } from "../../core/tests/fake-app.ts";

/** Our protocol over an engine that answers at once: what a call takes here is the protocol's own. With `http`, over HTTP. */
const behind = await fakeApp({ answer: () => ({ result: 4950 }) });
const answered = await behind.analyze(analysis);
// Checking, recording and keeping are the engine's: they are measured with it.
const app = new Proxy(behind, {
  get: (of, name) => {
    if (name === "analyze") return async () => answered;
    const value: unknown = Reflect.get(of, name);
    return typeof value === "function" ? value.bind(of) : value;
  },
}) satisfies App;
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
