import { setup as install } from "../../../plugins/sandbox-pyodide/index.ts";
import { scopePrograms } from "../warm-sandbox.ts";
import { type Command, parse, text } from "./arguments.ts";
import { exit } from "./exit.ts";

const usage = "setup [--packages-dir DIR]";

export const setup: Command = {
  name: "setup",
  usage,
  summary: "bring numpy and pandas for the sandbox and make the interpreter image, once",
  async run(args) {
    const { values } = parse(args, { "packages-dir": { type: "string", env: "STRATEGIC_PYTHON_PACKAGES" } }, usage);
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
