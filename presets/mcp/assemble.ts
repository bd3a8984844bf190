import { join } from "node:path";
import { memoryArtifacts } from "../../core/artifacts/memory-store.ts";
import { type App, type AppOptions, createApp, isStrategicError, type Plugin } from "../../core/index.ts";
import { artifactsFiles } from "../../plugins/artifacts-files/index.ts";
import { auditSqlite } from "../../plugins/audit-sqlite/index.ts";
import { charts } from "../../plugins/charts/index.ts";
import { datasetsWorkspace } from "../../plugins/datasets-workspace/index.ts";
import { personas } from "../../plugins/personas/index.ts";
import { reports } from "../../plugins/reports/index.ts";
import { type PoolOptions, sandboxPyodide } from "../../plugins/sandbox-pyodide/index.ts";
import { scopePython } from "../../plugins/scope-python/index.ts";
import { strategic } from "../../plugins/strategic/index.ts";
import { stateFolder } from "./state-folder.ts";

export interface AssembleOptions extends AppOptions {
  /** Folder whose tables analyses may read. */
  readonly workspace?: string | undefined;
  readonly workers?: number | undefined;
  readonly auditPath?: string | undefined;
  /** The folder that runs, charts and reports are kept in; "none": in memory, until the app is closed. */
  readonly keep?: string | undefined;
  /** Records older than so many days are dropped. Omitted: none ever. */
  readonly auditRetentionDays?: number | undefined;
  /** A `brand.json`: the look of charts. */
  readonly brand?: string | undefined;
  /** A Chromium that prints reports as PDF. */
  readonly browser?: string | undefined;
  readonly progress?: PoolOptions["progress"];
  /** What an operator should know, in a line. Standard error unless said. */
  readonly warn?: (line: string) => void;
  /** Further plugins. An adapter that one of them brings is taken instead of ours. */
  readonly plugins?: readonly Plugin[];
}

/** The app as the server and the command line run it. */
export function assemble(options: AssembleOptions = {}): Promise<App> {
  const {
    workspace,
    workers,
    progress,
    auditPath = defaultAuditPath(),
    auditRetentionDays,
    keep,
    warn = (line) => process.stderr.write(`${line}\n`),
    // One trail for server and command line: what is left out of it is left out by both.
    auditRedact = Boolean(process.env.STRATEGIC_PYTHON_AUDIT_REDACT),
    plugins = [],
    brand,
    browser = process.env.STRATEGIC_PYTHON_BROWSER || undefined,
    ...rest
  } = options;
  const ours: readonly Plugin[] = [
    personas(),
    charts({ brand }),
    reports({ browser }),
    strategic(),
    scopePython(),
    sandboxPyodide({ workers, progress }),
    auditSqlite({ path: auditPath, retentionDays: auditRetentionDays }),
    ...kept(keep || process.env.STRATEGIC_PYTHON_KEEP || undefined, warn),
    ...(workspace === undefined ? [] : [datasetsWorkspace({ root: workspace })]),
  ];
  const replaced = plugins.flatMap(({ adapters = {} }) => Object.keys(adapters));
  return createApp([...ours.map((plugin) => withoutAdapters(plugin, replaced)), ...plugins], { ...rest, auditRedact });
}

const withoutAdapters = ({ adapters = {}, ...plugin }: Plugin, ports: readonly string[]): Plugin => ({
  ...plugin,
  adapters: Object.fromEntries(Object.entries(adapters).filter(([port]) => !ports.includes(port))),
});

/** What --keep says where nothing may be kept. */
const NOTHING = "none";

/** In the user's state folder: an audit trail is neither cache nor configuration. */
export function defaultAuditPath(): string {
  return process.env.STRATEGIC_PYTHON_AUDIT || join(stateFolder(), "audit.sqlite");
}

/**
 * Results are kept where it was said, or not at all; beside the audit trail where nothing was said. A machine that takes no file there
 * is no reason to serve nobody: they are in memory then.
 */
function kept(keep: string | undefined, warn: (line: string) => void): readonly Plugin[] {
  if (keep === NOTHING) return [];
  const files = artifactsFiles({ root: keep ?? join(stateFolder(), "results") });
  if (keep !== undefined) return [files];
  const artifactStore = () => {
    try {
      return files.adapters.artifactStore();
    } catch (error) {
      if (!isStrategicError(error)) throw error;
      warn(`results are kept in memory alone, until the server ends. ${error.message}`);
      return memoryArtifacts();
    }
  };
  return [{ name: files.name, adapters: { artifactStore } }];
}

/** Whose results they are where nobody has signed in: the user's whose process it is. */
export const LOCAL = "local";
