import { fromJsonSchema, type McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";

/** One pixel, and no sound: what the suite wants to see carried. */
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
const SILENCE = "UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=";
const STEP_MS = 20;
const SCHEMA = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  type: "object" as const,
  $defs: {
    address: {
      $anchor: "addressDef",
      type: "object" as const,
      properties: { street: { type: "string" as const }, city: { type: "string" as const } },
    },
  },
  properties: {
    name: { type: "string" as const },
    address: { $ref: "#/$defs/address" },
    contactMethod: { type: "string" as const, enum: ["phone", "email"] },
    phone: { type: "string" as const },
    email: { type: "string" as const },
  },
  allOf: [{ anyOf: [{ required: ["phone"] }, { required: ["email"] }] }],
  // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word.
  ...{ if: { properties: { contactMethod: { const: "phone" } } }, then: { required: ["phone"] }, else: { required: ["email"] } },
  additionalProperties: false,
};

export const text = (said: string) => ({ type: "text" as const, text: said });
const image = { type: "image" as const, data: PIXEL, mimeType: "image/png" };
const audio = { type: "audio" as const, data: SILENCE, mimeType: "audio/wav" };
const embedded = (uri: string, mimeType: string, said: string) => ({
  type: "resource" as const,
  resource: { uri, mimeType, text: said },
});
const user = (content: ReturnType<typeof text> | typeof image | ReturnType<typeof embedded>) => ({
  role: "user" as const,
  content,
});
const pause = () => new Promise((resolve) => setTimeout(resolve, STEP_MS));

/** Every kind of content that a tool, a resource or a prompt may carry. */
export function registerContents(server: McpServer): void {
  registerTools(server);
  registerResources(server);
  registerPrompts(server);
}

function registerTools(server: McpServer): void {
  const carries = {
    test_simple_text: [text("This is a simple text response for testing.")],
    test_image_content: [image],
    test_audio_content: [audio],
    test_embedded_resource: [embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")],
    test_multiple_content_types: [
      text("Multiple content types test:"),
      image,
      embedded("test://mixed-content-resource", "application/json", '{"test":"data","value":123}'),
    ],
  };
  for (const [name, content] of Object.entries(carries))
    server.registerTool(name, { description: "Carries one kind of content" }, () => ({ content }));

  server.registerTool("test_error_handling", { description: "Fails" }, () => {
    throw new Error("This tool intentionally returns an error for testing");
  });
  server.registerTool("test_tool_with_progress", { description: "Tells how far it is" }, async ({ mcpReq }) => {
    const progressToken = mcpReq._meta?.progressToken ?? 0;
    for (const progress of [0, 50, 100]) {
      await mcpReq.notify({ method: "notifications/progress", params: { progressToken, progress, total: 100 } });
      await pause();
    }
    return { content: [text("Done.")] };
  });
  for (const name of ["test_tool_with_logging", "test_logging_tool"])
    server.registerTool(name, { description: "Logs as it goes" }, async ({ mcpReq }) => {
      for (const said of ["Tool execution started", "Tool processing data", "Tool execution completed"]) {
        await mcpReq.log("info", said);
        await pause();
      }
      return { content: [text("Logged.")] };
    });
  server.registerTool("test_reconnection", { description: "Breaks its stream off" }, async ({ http }) => {
    http?.closeSSE?.();
    await pause();
    return { content: [text("Answered after the stream had ended.")] };
  });
  const region = { type: "string" as const, "x-mcp-header": "Region" };
  server.registerTool(
    "test_custom_headers",
    {
      description: "Has an argument that stands in a header as well",
      inputSchema: fromJsonSchema({ type: "object", properties: { region } }),
    },
    () => ({ content: [text("ok")] }),
  );
  server.registerTool(
    "json_schema_2020_12_tool",
    { description: "Has arguments that JSON Schema alone can say", inputSchema: fromJsonSchema(SCHEMA) },
    () => ({ content: [text("ok")] }),
  );
}

function registerResources(server: McpServer): void {
  const textual = { "static-text": "This is the content of the static text resource.", "watched-resource": "Watched." };
  for (const [name, said] of Object.entries(textual))
    server.registerResource(name, `test://${name}`, { mimeType: "text/plain" }, ({ href: uri }) => ({
      contents: [{ uri, mimeType: "text/plain", text: said }],
    }));
  server.registerResource("static-binary", "test://static-binary", { mimeType: "image/png" }, ({ href: uri }) => ({
    contents: [{ uri, mimeType: "image/png", blob: PIXEL }],
  }));
}

function registerPrompts(server: McpServer): void {
  server.registerPrompt("test_simple_prompt", { description: "Words" }, () => ({
    messages: [user(text("This is a simple prompt for testing."))],
  }));
  server.registerPrompt("test_prompt_with_image", { description: "A picture" }, () => ({
    messages: [user(image), user(text("What is this?"))],
  }));
  server.registerPrompt(
    "test_prompt_with_embedded_resource",
    { description: "A resource", argsSchema: z.object({ resourceUri: z.string() }) },
    ({ resourceUri }) => ({ messages: [user(embedded(resourceUri, "text/plain", "Embedded.")), user(text("What is this?"))] }),
  );
}
