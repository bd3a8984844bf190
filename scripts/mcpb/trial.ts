import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { StdioClient } from "../../presets/mcp/cli/demo/stdio-client.ts";

interface Named {
  readonly name: string;
}

export interface Unpacked {
  readonly folder: string;
  readonly manifest: {
    readonly server: { readonly mcp_config: { readonly command: string; readonly args: readonly string[] } };
    readonly tools: readonly Named[];
    readonly prompts: readonly Named[];
  };
  /** Where nothing of ours has been. */
  readonly home: string;
}

interface Answer {
  readonly structuredContent?: { readonly result?: unknown; readonly run?: { readonly result: unknown } };
  readonly content: unknown;
}

const table = "region,revenue\nEMEA,20\nAPAC,10\n";
const asked = { persona: "alvaro", capability: "strategic_data_analysis" };

/** Has a bundle list what it says it has, analyse and draw. Returns milliseconds. */
export async function tryBundle(bundle: Unpacked): Promise<{ listed: number; drawn: number }> {
  const began = performance.now();
  await using client = started(bundle);
  await client.hello("mcpb-trial");
  const names = async (kind: "tools" | "prompts") => (await client.ask<Record<string, readonly Named[]>>(`${kind}/list`))[kind];
  same((await names("tools"))?.map(named), bundle.manifest.tools.map(named));
  const listed = performance.now() - began;
  same((await names("prompts"))?.map(named), bundle.manifest.prompts.map(named));
  const code = "{'labels': list(datasets['sales'].region), 'values': datasets['sales'].revenue.tolist()}";
  const { run } = await call(client, "analyze_and_render", { ...asked, code, datasets: ["sales"], template: "bar" });
  same(run?.result, { labels: ["EMEA", "APAC"], values: [20, 10] });
  const drawn = performance.now() - began;
  const charts = join(bundle.home, "charts");
  same(readdirSync(charts).map(extname).sort(), [".html", ".png"]);
  rmSync(charts, { recursive: true });
  return { listed, drawn };
}

/** Waits for the environment that is made in the background, and uses it. Returns milliseconds. */
export async function trySciPy(bundle: Unpacked): Promise<number> {
  const began = performance.now();
  await using client = started(bundle);
  await client.hello("mcpb-trial");
  const { result } = await call(client, "run_analysis", { ...asked, code: "from scipy import stats\nfloat(stats.norm.cdf(0))" });
  same(result, 0.5);
  return performance.now() - began;
}

/** As its manifest says, with what a person would have chosen, where no other program can be found. */
function started({ folder, manifest, home }: Unpacked): StdioClient {
  const config: Readonly<Record<string, string>> = { workspace: join(home, "my tables"), out: join(home, "charts") };
  mkdirSync(config.workspace as string, { recursive: true });
  writeFileSync(join(config.workspace as string, "sales.csv"), table);
  const filled = (text: string) =>
    text.replaceAll(/\$\{(__dirname|user_config\.(\w+))\}/g, (whole, name: string, key: string) =>
      name === "__dirname" ? folder : (config[key] ?? whole),
    );
  const { command, args } = manifest.server.mcp_config;
  return new StdioClient(filled(command), args.map(filled), { HOME: home, PATH: "" });
}

async function call(client: StdioClient, name: string, given: object) {
  const { structuredContent, content } = await client.ask<Answer>("tools/call", { name, arguments: given });
  if (structuredContent === undefined) throw new Error(`${name} failed: ${JSON.stringify(content)}`);
  return structuredContent;
}

const named = ({ name }: Named): string => name;

function same(found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`the bundle says ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
}
