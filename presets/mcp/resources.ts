import { type McpServer, ProtocolError, ProtocolErrorCode, ResourceTemplate } from "@modelcontextprotocol/server";
import { isStrategicError } from "../../core/index.ts";
import type { Service } from "./tools/service.ts";

/** What a client made: its charts and long results; and what is in the workspace's tables, which `list_templates` names. */
export function registerResources(server: McpServer, { app, artifacts, client, principal }: Service): void {
  const read = (uri: URL) => {
    const found = artifacts.read(uri.href, client);
    if (found === null)
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Resource not found: ${uri.href}`, { uri: uri.href });
    const { mimeType, bytes } = found;
    const content =
      mimeType === "image/png" ? { blob: Buffer.from(bytes).toString("base64") } : { text: Buffer.from(bytes).toString("utf8") };
    return { contents: [{ uri: uri.href, mimeType, ...content }] };
  };
  const listed = (pattern: string) => () => {
    const start = pattern.slice(0, pattern.indexOf("{"));
    const own = artifacts.list(client).filter(({ uri }) => uri.startsWith(start));
    return { resources: own.map(({ uri, mimeType }) => ({ uri, name: uri.slice(start.length), mimeType })) };
  };
  const add = (name: string, pattern: string, description: string) =>
    server.registerResource(name, new ResourceTemplate(pattern, { list: listed(pattern) }), { description }, async (uri) =>
      read(uri),
    );
  add("chart", "strategic://charts/{file}", "A chart that this client drew: .png or .html");
  add("run", "strategic://runs/{id}", "A result too long for the answer, as JSON");
  server.registerResource(
    "dataset",
    new ResourceTemplate("strategic://datasets/{name}", { list: undefined }),
    { description: "What a table of the workspace holds, as describe_dataset tells it" },
    async (uri, { name }, context) => {
      try {
        const wanted = decodeURIComponent(String(name));
        const described = await app.describe({ name: wanted }, { signal: context.mcpReq.signal, client, principal });
        return { contents: [{ uri: uri.href, mimeType: "application/json", text: JSON.stringify(described) }] };
      } catch (error) {
        if (!isStrategicError(error)) throw error;
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, error.message, { uri: uri.href });
      }
    },
  );
}
