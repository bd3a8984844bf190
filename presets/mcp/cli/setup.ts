import { setup as install, type ReadyEnvironment } from "../../../plugins/sandbox-pyodide/index.ts";
import { inTheImage } from "../warm-sandbox.ts";
import { type Command, misused, parse, text, usageOf } from "./arguments.ts";
import { exit } from "./exit.ts";

const flags = {
  "packages-dir": {
    value: "DIR",
    env: "STRATEGIC_PYTHON_PACKAGES",
    help: "where the wheels already lie, for a machine without a network",
  },
  without: {
    value: "science",
    help: "leave out scipy, scikit-learn, statsmodels and matplotlib, which have an image of their own",
  },
} as const;

export const setup: Command = {
  name: "setup",
  usage: [usageOf("setup", flags)],
  flags,
  summary: "bring the sandbox's Python packages and make its interpreter images, once",
  async run(args) {
    const { values, positionals } = parse(args, setup);
    const without = text(values.without);
    if (positionals.length > 0 || (without !== undefined && without !== "science")) throw misused(setup);
    await install({
      packagesDir: text(values["packages-dir"]),
      without: without === undefined ? [] : [without],
      ...inTheImage(),
      progress: (line) => process.stderr.write(`${line}\n`),
      onReady: (environment) => process.stdout.write(`${ready(environment)}\n`),
    });
    return exit.ok;
  },
};

function ready({ environment, packages }: ReadyEnvironment): string {
  const names = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return `${environment} ready: ${names.join(", ")}`;
}
