import { doctor as examine } from "../../../plugins/sandbox-pyodide/index.ts";
import { inTheImage } from "../warm-sandbox.ts";
import { type Command, misused, parse } from "./arguments.ts";
import { exit } from "./exit.ts";

export const doctor: Command = {
  name: "doctor",
  usage: ["doctor"],
  flags: {},
  summary: "check the installation, and which layers of the sandbox hold",
  async run(args) {
    if (parse(args, doctor).positionals.length > 0) throw misused(doctor);
    const { ok, lines } = await examine(inTheImage());
    for (const { ok: good, what, fix } of lines)
      process.stdout.write(`${good ? "ok  " : "FAIL"} ${what}${fix === null ? "" : ` — ${fix}`}\n`);
    return ok ? exit.ok : exit.environment;
  },
};
