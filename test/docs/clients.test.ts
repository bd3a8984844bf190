import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { clients } from "../../presets/mcp/clients/all.ts";
import { changeOf } from "../../presets/mcp/clients/change.ts";
import { entryFor } from "../../presets/mcp/clients/command.ts";

const page = readFileSync(new URL("../../docs/clients.md", import.meta.url), "utf8");
/** As it is run by npx: a block that is to be pasted on any machine. */
const cached = {
  node: "node",
  launcher: "/home/jane/.npm/_npx/1/node_modules/strategic-python/bin/strategic-python.js",
  platform: "linux",
} as const;
const entry = entryFor(cached, ["--workspace", "/path/to/tables", "--out", "/path/to/charts"]);

describe.each(clients.map((client) => [client.title, client] as const))("docs/clients.md, %s", (title, client) => {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? "";

  test("shows what install writes, word for word", () => {
    const [, block] = /```(?:json|toml)\n([\s\S]*?)```/.exec(section) ?? [];
    expect(block).toBe(changeOf("", client, entry).after);
  });

  test("names the command, and the file's name", () => {
    expect(section).toContain(`strategic-python install --client ${client.id}\``);
    const file = client.file({ platform: "linux", home: "/home/jane", env: {} });
    expect(section).toContain(file.slice(file.lastIndexOf("/") + 1));
    expect(section).toContain(client.afterwards);
  });
});

test("README's entry is the one for Claude Desktop", () => {
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  const blocks = [...readme.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text]) => text);
  expect(blocks).toEqual([changeOf("", clients[0] as (typeof clients)[number], entry).after]);
});
