import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { serve } from "../../presets/mcp/cli/serve.ts";

const read = (path: string) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
const server = read("server.json");
const pack = read("package.json");

/**
 * What the registry's schema of 2025-12-11 and the registry itself ask of what we write there, put down by hand: the schema is not
 * ours to copy. A field that is not in here is an error, until it is.
 */
const version = z
  .string()
  .regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
  .max(255);
const input = {
  description: z.string().optional(),
  format: z.enum(["string", "number", "boolean", "filepath"]).optional(),
  isRequired: z.boolean().optional(),
};
const registered = z.strictObject({
  $schema: z.literal("https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"),
  name: z
    .string()
    .min(3)
    .max(200)
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(100),
  version,
  packages: z.array(
    z.strictObject({
      registryType: z.literal("npm"),
      identifier: z.string(),
      version,
      runtimeHint: z.literal("npx"),
      transport: z.strictObject({ type: z.literal("stdio") }),
      packageArguments: z.array(
        z.discriminatedUnion("type", [
          z.strictObject({ type: z.literal("positional"), value: z.string(), ...input }),
          z.strictObject({ type: z.literal("named"), name: z.string().startsWith("--"), ...input }),
        ]),
      ),
    }),
  ),
});

test("server.json is what the MCP registry takes", () => {
  expect(registered.safeParse(server).error).toBeUndefined();
});

test("it names this package, in this version, by the name that the package says is its own", () => {
  expect(server).toMatchObject({
    name: pack.mcpName,
    version: pack.version,
    packages: [{ identifier: pack.name, version: pack.version }],
  });
});

test("it starts serve, with flags that serve has", () => {
  const [first, ...rest] = server.packages[0].packageArguments as { value?: string; name?: string }[];
  expect(first?.value).toBe(serve.name);
  for (const { name } of rest) expect(Object.keys(serve.flags)).toContain(name?.slice(2));
});
