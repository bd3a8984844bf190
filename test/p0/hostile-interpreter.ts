import { type App, createApp, definePersona } from "../../core/index.ts";
import { auditSqlite } from "../../plugins/audit-sqlite/index.ts";
import { charts } from "../../plugins/charts/index.ts";
import { personas } from "../../plugins/personas/index.ts";
import { sandboxPyodide } from "../../plugins/sandbox-pyodide/index.ts";
import { scopePython } from "../../plugins/scope-python/index.ts";
import { strategic } from "../../plugins/strategic/index.ts";

/**
 * The app with all its real parts, and personas whose preamble is an attack. A preamble is run by the interpreter before the code is,
 * and no scope reads it: as if the scope and the guest's own rules were beaten already. What is behind them must hold.
 */
export async function appWith(auditPath: string, attacks: Readonly<Record<string, string>>): Promise<App> {
  const app = await createApp([
    personas(),
    charts(),
    strategic(),
    scopePython(),
    sandboxPyodide({ workers: 1 }),
    auditSqlite({ path: auditPath }),
    {
      name: "attacks",
      personas: Object.entries(attacks).map(([id, preamble]) =>
        definePersona({
          id,
          title: "Attacker",
          focus: "",
          imports: null,
          instructions: "",
          accent: "#000000",
          charts: [],
          preamble,
        }),
      ),
    },
  ]);
  await app.start();
  return app;
}

/** Python that tries each way in turn and keeps what came of it: `got` for the code to return. */
export const trying = (ways: readonly string[]): string =>
  [
    "got = []",
    ...ways.map(
      (way) =>
        `try:\n    exec(${JSON.stringify(way)}, __a := {})\n    got.append(str(__a.get("out")))\nexcept BaseException as e:\n    got.append("failed: " + type(e).__name__)`,
    ),
  ].join("\n");
