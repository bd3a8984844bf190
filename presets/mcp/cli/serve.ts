import { mkdirSync, statSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { jsonLog } from "../telemetry/log.ts";
import { startTelemetry } from "../telemetry/start.ts";
import { warmSandbox } from "../warm-sandbox.ts";
import {
  brandFlag,
  browserFlag,
  type Command,
  keepFlag,
  list,
  misused,
  parse,
  text,
  UsageError,
  usageOf,
  wholeNumber,
} from "./arguments.ts";
import { exit } from "./exit.ts";
import { loadPlugins, pluginFlag } from "./load-plugins.ts";

const flags = {
  workspace: { value: "DIR", env: "STRATEGIC_PYTHON_WORKSPACE", help: "the folder whose tables analyses may name" },
  out: { value: "DIR", env: "STRATEGIC_PYTHON_OUT", help: "a folder that every chart is written to as well" },
  workers: { value: "N", env: "STRATEGIC_PYTHON_WORKERS", help: "interpreters at once; one per core unless said, at most four" },
  audit: { value: "FILE", env: "STRATEGIC_PYTHON_AUDIT", help: "the audit trail" },
  "audit-code": { env: "STRATEGIC_PYTHON_AUDIT_CODE", help: "keep the code itself in the trail" },
  "audit-redact": { env: "STRATEGIC_PYTHON_AUDIT_REDACT", help: "keep out of the trail whatever a caller wrote" },
  "audit-retention-days": { value: "N", env: "STRATEGIC_PYTHON_AUDIT_RETENTION_DAYS", help: "drop records that are older" },
  http: {
    value: "[HOST:]PORT",
    env: "STRATEGIC_PYTHON_HTTP",
    help: "serve over HTTP at /mcp instead; 127.0.0.1 unless a host is said",
  },
  tokens: { value: "FILE", env: "STRATEGIC_PYTHON_TOKENS_FILE", help: "who may ask over HTTP: see strategic-python token" },
  "oauth-issuer": {
    value: "URL",
    env: "STRATEGIC_PYTHON_OAUTH_ISSUER",
    help: "an authorization server whose tokens are good over HTTP",
  },
  "oauth-audience": {
    value: "URL",
    env: "STRATEGIC_PYTHON_OAUTH_AUDIENCE",
    help: "this server's address, as those tokens name it",
  },
  "allow-host": { value: "NAME", multiple: true, help: "a hostname that requests over HTTP may name, such as that of a proxy" },
  keep: keepFlag,
  brand: brandFlag,
  browser: browserFlag,
  plugin: pluginFlag,
} as const;

export const serve: Command = {
  name: "serve",
  usage: [usageOf("serve", flags)],
  summary: "the MCP server, over standard input and output or over HTTP",
  flags,
  async run(args) {
    const { values, positionals } = parse(args, serve);
    if (positionals.length > 0) throw misused(serve);
    const log = jsonLog((line) => process.stderr.write(line));
    // Whatever prints inside this process must not land in the protocol.
    console.log =
      console.info =
      console.debug =
        (...parts: unknown[]) => process.stderr.write(`${parts.map(String).join(" ")}\n`);
    const workspace = text(values.workspace);
    if (workspace !== undefined && !statSync(workspace, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`--workspace ${workspace} is not a folder`);
    if (values["audit-code"] && values["audit-redact"])
      throw new UsageError("--audit-code keeps the code in the audit trail, --audit-redact keeps it out: give one of them");
    const retentionDays = wholeNumber(values["audit-retention-days"], "audit-retention-days");
    const http = values.http === undefined ? null : (await import("./http-options.ts")).httpOptions(values);
    const out = text(values.out);
    if (out !== undefined) mkdirSync(out, { recursive: true });
    const brought = await loadPlugins(list(values.plugin));
    const warm = brought.some(({ adapters }) => adapters?.sandbox !== undefined)
      ? null
      : warmSandbox(
          {
            workers: wholeNumber(values.workers, "workers"),
            progress: (line, diagnostics) => log(line, { diagnostics }),
          },
          brought,
        );
    // The process that they start in is spawned by the end of this turn; what is loaded below keeps this thread busy.
    await nextTurn();
    const compose = async () => {
      const [{ assemble }, { serveOverStdio }, telemetry] = await Promise.all([
        import("../assemble.ts"),
        import("../stdio/serve.ts"),
        startTelemetry(process.env, log),
      ]);
      const app = await assemble({
        workspace,
        keep: text(values.keep),
        brand: text(values.brand),
        browser: text(values.browser),
        plugins: warm === null ? brought : [warm.plugin, ...brought],
        auditPath: text(values.audit),
        auditCode: Boolean(values["audit-code"]),
        auditRedact: Boolean(values["audit-redact"]),
        auditRetentionDays: retentionDays,
        warn: (line) => log(line, { level: "warn" }),
      });
      return { app, serveOverStdio, telemetry };
    };
    const { app, serveOverStdio, telemetry } = await compose().catch(async (error: unknown) => {
      await warm?.close();
      throw error;
    });
    if (http === null) await serveOverStdio(app, { out, log });
    else await (await import("../http/serve.ts")).serveOverHttp(app, { ...http, log });
    // A collector that does not answer must not keep a server alive whose client has gone.
    if (!(await telemetry.close())) process.exit(exit.ok);
    return exit.ok;
  },
};
