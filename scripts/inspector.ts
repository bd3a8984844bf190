import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { installApart } from "./apart.ts";

/** `npm run inspector`: the official Inspector, as a client of the built server, in both eras and over both transports. */
const execute = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const program = join("@modelcontextprotocol", "inspector", "clients", "launcher", "build", "index.js");
const launcher = join(root, "bin", "strategic-python.js");
const PATIENCE_MS = 120_000;

const code = "import statistics\nstatistics.mean(datasets['sales']['revenue'].tolist())";
const analysis = { persona: "alvaro", capability: "roi_calculations", code, datasets: ["sales"] };

interface Trial {
  readonly args: readonly string[];
  /** What its answer must hold. */
  readonly holds: string;
}

const trials: readonly Trial[] = [
  { args: ["--method", "tools/list", "--strict"], holds: "run_analysis" },
  { args: ["--method", "resources/read", "--uri", "strategic://templates/bar"], holds: "sample" },
  { args: ["--method", "prompts/get", "--prompt-name", "data_check", "--prompt-args", "dataset=sales"], holds: "sales" },
  {
    args: ["--method", "tools/call", "--tool-name", "run_analysis", "--tool-args-json", JSON.stringify(analysis)],
    holds: '"result": 15',
  },
];

const home = mkdtempSync(join(tmpdir(), "inspector-"));
writeFileSync(join(home, "sales.csv"), "region,revenue\nEMEA,20\nAPAC,10\n");
const serve = [launcher, "serve", "--workers", "1", "--workspace", home, "--audit", join(home, "audit.sqlite"), "--keep", "none"];
/** Its own settings lie in this home; the images are those that are there. */
const cache = process.env.XDG_CACHE_HOME ?? join(process.env.HOME ?? home, ".cache");
const env = { ...process.env, HOME: home, XDG_CACHE_HOME: cache };

async function attempt(target: readonly string[], era: string, { args, holds }: Trial): Promise<string | null> {
  const given = [cli, "--cli", "--protocol-era", era, ...args, ...target];
  try {
    const { stdout } = await execute(process.execPath, given, { env, timeout: PATIENCE_MS, maxBuffer: 32 * 1_048_576 });
    return stdout.includes(holds) ? null : `its answer lacks ${holds}: ${stdout.slice(0, 500)}`;
  } catch (error) {
    const { code: ended, stderr } = error as { code?: unknown; stderr?: string };
    return `ended with ${ended}: ${(stderr ?? "").slice(-1000)}`;
  }
}

async function listening(): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, [...serve, "--http", "0"], { env, stdio: ["ignore", "ignore", "pipe"] });
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const [found] = /http:\/\/[^"\s]+\/mcp/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", (ended) => reject(new Error(`the server ended with ${ended}: ${said}`)));
  });
  return { url, stop: () => child.kill("SIGTERM") };
}

const cli = join(await installApart("inspector"), program);
const http = await listening();
const targets = {
  // A server that it starts is given little of its environment.
  stdio: ["-e", `XDG_CACHE_HOME=${cache}`, "--transport", "stdio", process.execPath, ...serve],
  HTTP: ["--transport", "http", "--server-url", http.url],
};
let failed = 0;
try {
  for (const era of ["legacy", "modern"])
    for (const [transport, target] of Object.entries(targets))
      for (const trial of trials) {
        const problem = await attempt(target, era, trial);
        const name = `${era}, ${transport}: ${trial.args.slice(1, 5).join(" ").slice(0, 80)}`;
        console.log(problem === null ? `ok      ${name}` : `FAILED  ${name}\n        ${problem}`);
        if (problem !== null) failed++;
      }
} finally {
  http.stop();
  rmSync(home, { recursive: true, force: true });
}
console.log(failed === 0 ? "The Inspector found nothing." : `The Inspector found ${failed} problems.`);
process.exitCode = failed === 0 ? 0 : 1;
