import { setup as install } from "../../../plugins/sandbox-pyodide/index.ts";
import { scopePrograms } from "../warm-sandbox.ts";
import { type Command, misused, parse, text, usageOf } from "./arguments.ts";
import { exit } from "./exit.ts";

const flags = {
  "packages-dir": {
    value: "DIR",
    env: "STRATEGIC_PYTHON_PACKAGES",
    help: "where the wheels already lie, for a machine without a network",
  },
} as const;

export const setup: Command = {
  name: "setup",
  usage: [usageOf("setup", flags)],
  flags,
  summary: "bring numpy and pandas for the sandbox and make the interpreter image, once",
  async run(args) {
    const { values, positionals } = parse(args, setup);
    if (positionals.length > 0) throw misused(setup);
    const { packages } = await install({
      packagesDir: text(values["packages-dir"]),
      programs: scopePrograms(),
      progress: (line) => process.stderr.write(`${line}\n`),
    });
    const names = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
    process.stdout.write(`ready: ${names.join(", ")}\n`);
    return exit.ok;
  },
};
