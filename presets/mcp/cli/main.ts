import { isStrategicError } from "../../../core/errors.ts";
import { version } from "../version.ts";
import { type Command, helpOf, UsageError, usageLines } from "./arguments.ts";
import { exit, Refused } from "./exit.ts";

/** Loaded when named: `setup` must not load the chart library, nor `render` the MCP SDK. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./serve.ts")).serve,
  run: async () => (await import("./run.ts")).run,
  rerun: async () => (await import("./rerun.ts")).rerun,
  report: async () => (await import("./report.ts")).report,
  export: async () => (await import("./export.ts")).exportTable,
  verify: async () => (await import("./verify.ts")).verify,
  render: async () => (await import("./render.ts")).render,
  gallery: async () => (await import("./gallery.ts")).gallery,
  setup: async () => (await import("./setup.ts")).setup,
  install: async () => (await import("./install.ts")).install,
  demo: async () => (await import("./demo.ts")).demo,
  token: async () => (await import("./token.ts")).token,
  doctor: async () => (await import("./doctor.ts")).doctor,
  audit: async () => (await import("./audit.ts")).audit,
};

/** Runs one command; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === "--help" || name === "help") {
      process.stdout.write(await help());
      return name === undefined ? exit.usage : exit.ok;
    }
    if (name === "--version") {
      process.stdout.write(`${version}\n`);
      return exit.ok;
    }
    const load = commands[name];
    if (load === undefined) throw new UsageError(`there is no command "${name}"; see strategic-python --help`);
    const command = await load();
    if (rest.includes("--help")) {
      process.stdout.write(helpOf(command));
      return exit.ok;
    }
    return await command.run(rest);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      return exit.usage;
    }
    if (error instanceof Refused) {
      process.stderr.write(`${error.message}\n`);
      return exit.failed;
    }
    if (isStrategicError(error)) {
      process.stderr.write(`${error.code}: ${error.message}\n`);
      return exit.environment;
    }
    throw error;
  }
}

async function help(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  const lines = all.flatMap(({ usage, summary }) => [...usageLines(usage).map((line) => `  ${line}`), `      ${summary}`]);
  const variables = [...new Set(all.flatMap(({ flags }) => Object.values(flags).flatMap(({ env = [] }) => env)))];
  return `strategic-python ${version}: sandboxed Python analysis and executive charts, over MCP

${lines.join("\n")}

COMMAND --help explains its flags.
Environment: ${variables.join(", ")} stand for the flags of the same name; STRATEGIC_PYTHON_CACHE names the cache folder;
OTEL_* asks serve for telemetry (docs/operations.md).
`;
}
