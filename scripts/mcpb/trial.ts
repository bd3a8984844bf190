import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { StdioClient } from "../../presets/mcp/cli/demo/stdio-client.ts";

interface Started {
  readonly server: {
    readonly mcp_config: {
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    };
  };
  readonly tools: readonly { readonly name: string }[];
  readonly prompts: readonly { readonly name: string }[];
}

/** Starts an unpacked bundle as its manifest says, with little of this environment, and has it analyse and draw. Returns milliseconds. */
export async function tryBundle(folder: string, { server, tools, prompts }: Started, home: string) {
  const config: Readonly<Record<string, string>> = { workspace: join(home, "my tables"), out: join(home, "charts") };
  mkdirSync(config.workspace as string, { recursive: true });
  writeFileSync(join(config.workspace as string, "sales.csv"), "region,revenue\nEMEA,20\nAPAC,10\n");
  const filled = (text: string) =>
    text.replaceAll(/\$\{(__dirname|user_config\.(\w+))\}/g, (whole, name: string, key: string) =>
      name === "__dirname" ? folder : (config[key] ?? whole),
    );
  const { command, args, env } = server.mcp_config;
  const cache = process.env.XDG_CACHE_HOME ?? join(process.env.HOME ?? home, ".cache");
  const began = performance.now();
  await using client = new StdioClient(filled(command), args.map(filled), {
    ...env,
    HOME: home,
    PATH: "/usr/bin:/bin",
    XDG_CACHE_HOME: cache,
  });
  await client.hello("mcpb-trial");
  const names = async (kind: "tools" | "prompts") =>
    (await client.ask<Record<string, readonly { name: string }[]>>(`${kind}/list`))[kind]?.map(({ name }) => name);
  same(
    await names("tools"),
    tools.map(({ name }) => name),
  );
  const listed = performance.now();
  same(
    await names("prompts"),
    prompts.map(({ name }) => name),
  );
  const { structuredContent, content } = await client.ask<{
    structuredContent?: { run: { result: unknown }; chart: { file: string } };
    content: unknown;
  }>("tools/call", {
    name: "analyze_and_render",
    arguments: {
      persona: "alvaro",
      capability: "strategic_data_analysis",
      code: "import statistics\n{'labels': list(datasets['sales'].region), 'values': datasets['sales'].revenue.tolist(), 'mean': statistics.mean([20, 10])}",
      datasets: ["sales"],
      template: "bar",
    },
  });
  if (structuredContent === undefined) throw new Error(`the analysis failed: ${JSON.stringify(content)}`);
  const result = structuredContent.run.result as { values: unknown; mean: unknown };
  same([result.values, result.mean], [[20, 10], 15]);
  same(
    readdirSync(config.out as string)
      .map((name) => extname(name))
      .sort(),
    [".html", ".png"],
  );
  return { listed: listed - began, drawn: performance.now() - began };
}

function same(found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`the bundle says ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
}
