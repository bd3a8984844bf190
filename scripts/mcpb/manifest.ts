import type { StdioClient } from "../../presets/mcp/cli/demo/stdio-client.ts";

interface Package {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
}

interface Prompt {
  readonly name: string;
  readonly description?: string;
  readonly arguments?: readonly { readonly name: string }[];
}

/** What a person fills in, in the window that asks for it. */
const userConfig = {
  workspace: {
    type: "directory",
    title: "Folder with your tables",
    description: "CSV, Excel, JSON and Parquet files in it can be analysed; it is only read, and nothing outside of it is.",
    required: true,
  },
  out: {
    type: "directory",
    title: "Folder for charts",
    description: "Every chart is written here as well; it is made where it is not there.",
    required: true,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the client fills it in.
    default: "${DOCUMENTS}/Strategic Python",
  },
} as const;

/**
 * The bundle's manifest, with the tools and prompts that its server says it has. Version 0.2 holds all that is said here, and
 * older clients read it.
 */
export async function manifestOf(
  { name, version, description, license }: Package,
  server: StdioClient,
  { runtime, platform }: { readonly runtime: string; readonly platform: NodeJS.Platform },
) {
  const { tools } = await server.ask<{ tools: readonly { name: string; description: string }[] }>("tools/list");
  const { prompts } = await server.ask<{ prompts: readonly Prompt[] }>("prompts/list");
  const inBundle = (path: string) => `\${__dirname}/${path}`;
  return {
    manifest_version: "0.2",
    name,
    display_name: "Strategic Python",
    version,
    description,
    author: { name: "the strategic-python authors" },
    license,
    icon: "icon.png",
    keywords: ["python", "pandas", "charts", "analysis", "reports"],
    // With a Node of its own: a client's may be older than what this needs, or no program that can be started once more.
    server: {
      type: "binary",
      entry_point: runtime,
      mcp_config: {
        command: inBundle(runtime),
        args: [
          inBundle("start.js"),
          "serve",
          ...Object.keys(userConfig).flatMap((key) => [`--${key}`, `\${user_config.${key}}`]),
        ],
        env: {},
      },
    },
    user_config: userConfig,
    tools: tools.map((tool) => ({ name: tool.name, description: firstSentence(tool.description) })),
    prompts: await Promise.all(prompts.map((prompt) => declared(prompt, server))),
    // Charts are drawn by a library of this system's, and Node is this system's.
    compatibility: { platforms: [platform] },
  };
}

/** Its text as the server words it, with the client's signs where the arguments go. */
async function declared({ name, description = "", arguments: known = [] }: Prompt, server: StdioClient) {
  const given = Object.fromEntries(known.map((argument) => [argument.name, `\${arguments.${argument.name}}`]));
  const { messages } = await server.ask<{ messages: readonly { content: { text: string } }[] }>("prompts/get", {
    name,
    arguments: given,
  });
  return {
    name,
    description,
    arguments: known.map((argument) => argument.name),
    text: messages.map(({ content }) => content.text).join("\n\n"),
  };
}

const firstSentence = (text: string): string => (/^.*?[.:](?=\s|$)/s.exec(text)?.[0] ?? text).replace(/:$/, ".");
