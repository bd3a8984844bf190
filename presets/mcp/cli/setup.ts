import { spawn } from "node:child_process";
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
  wait: { help: "stay until all images are made; without it, that of science is made in the background" },
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
      ...(values.wait !== true && { inBackground: (environment) => makeInBackground(environment, args) }),
      ...inTheImage(),
      progress: (line) => process.stderr.write(`${line}\n`),
      onReady: (environment) => process.stdout.write(`${ready(environment)}\n`),
    });
    return exit.ok;
  },
};

/** The same command once more, which outlives this one and waits. */
function makeInBackground(environment: string, args: readonly string[]): void {
  const [launcher] = process.argv.slice(1);
  spawn(process.execPath, [launcher as string, "setup", "--wait", ...args], { detached: true, stdio: "ignore" }).unref();
  process.stdout.write(
    `${environment}: its image is being made in the background; a run that needs it waits for it, and strategic-python doctor tells when it is there\n`,
  );
}

function ready({ environment, packages }: ReadyEnvironment): string {
  const names = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return `${environment} ready: ${names.join(", ")}`;
}
