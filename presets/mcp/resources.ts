import { type McpServer, ProtocolError, ProtocolErrorCode, ResourceTemplate } from "@modelcontextprotocol/server";
import { isStrategicError, type KeptEntry } from "../../core/index.ts";
import { keptAt, linkOf, typeOf } from "./links.ts";
import { callOf, may, type Service } from "./tools/service.ts";
import { oneLine } from "./untrusted.ts";

/** What a client made: its runs, charts and reports; and what is in the workspace's tables, which `list_templates` names. */
export function registerResources(server: McpServer, service: Service): void {
  const { app } = service;
  const listed = (kind: KeptEntry["kind"]) => async (context: { readonly mcpReq: { readonly signal: AbortSignal } }) => {
    const own = await app.results.list({ ...callOf(service, context.mcpReq.signal), kind });
    return {
      resources: own.flatMap(({ id, title, formats }) =>
        formats.filter(isShown(kind)).map((format) => {
          const uri = linkOf({ kind, id, format });
          return { uri, name: uri.slice(uri.lastIndexOf("/") + 1), title: oneLine(title), mimeType: typeOf(format) };
        }),
      ),
    };
  };
  const add = (kind: KeptEntry["kind"], pattern: string, description: string) =>
    server.registerResource(
      kind,
      new ResourceTemplate(pattern, { list: listed(kind) }),
      { description },
      async (uri, _parts, context) => {
        const wanted = keptAt(uri.href);
        const bytes = wanted === null ? null : await app.results.read(wanted, callOf(service, context.mcpReq.signal));
        if (wanted === null || bytes === null)
          throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Resource not found: ${uri.href}`, { uri: uri.href });
        const { format } = wanted;
        const content = isText(format)
          ? { text: Buffer.from(bytes).toString("utf8") }
          : { blob: Buffer.from(bytes).toString("base64") };
        return { contents: [{ uri: uri.href, mimeType: typeOf(format), ...content }] };
      },
    );
  add("chart", "strategic://charts/{file}", "A chart that this client drew: .png, .html, or .json, what it is drawn from");
  add("run", "strategic://runs/{id}", "The result of a run, as JSON");
  add("report", "strategic://reports/{file}", "A report that this client made");
  if (!may(service, "analyze")) return;
  server.registerResource(
    "dataset",
    new ResourceTemplate("strategic://datasets/{name}", { list: undefined }),
    { description: "What a table of the workspace holds, as describe_dataset tells it" },
    async (uri, { name }, context) => {
      try {
        const wanted = decodeURIComponent(String(name));
        const described = await app.describe({ name: wanted }, callOf(service, context.mcpReq.signal));
        return { contents: [{ uri: uri.href, mimeType: "application/json", text: JSON.stringify(described) }] };
      } catch (error) {
        if (!isStrategicError(error)) throw error;
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, error.message, { uri: uri.href });
      }
    },
  );
}

/** What a chart is drawn from is for programs: in a list for people it would only be in the way. */
const isShown = (kind: KeptEntry["kind"]) => (format: string) => kind !== "chart" || format !== "json";

const isText = (format: string): boolean => ["json", "html", "md", "csv"].includes(format);
