import { type McpServer, ProtocolError, ProtocolErrorCode, ResourceTemplate } from "@modelcontextprotocol/server";
import type { Service } from "./tools/service.ts";

/** What a client made: its charts and long results. Not listed: links in the answers name them. */
export function registerResources(server: McpServer, { artifacts, client }: Service): void {
  const read = (uri: URL) => {
    const found = artifacts.read(uri.href, client);
    if (found === null)
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Resource not found: ${uri.href}`, { uri: uri.href });
    const { mimeType, bytes } = found;
    const content =
      mimeType === "image/png" ? { blob: Buffer.from(bytes).toString("base64") } : { text: Buffer.from(bytes).toString("utf8") };
    return { contents: [{ uri: uri.href, mimeType, ...content }] };
  };
  const add = (name: string, pattern: string, description: string) =>
    server.registerResource(name, new ResourceTemplate(pattern, { list: undefined }), { description }, async (uri) => read(uri));
  add("chart", "strategic://charts/{file}", "A chart that this client drew: .png or .html");
  add("run", "strategic://runs/{id}", "A result too long for the answer, as JSON");
}
