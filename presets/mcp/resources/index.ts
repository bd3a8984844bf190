import { type McpServer, ProtocolError, ProtocolErrorCode, ResourceTemplate } from "@modelcontextprotocol/server";
import { isStrategicError } from "../../../core/index.ts";
import { callOf, may, type Service } from "../service.ts";
import { view } from "../view.ts";
import { keptKinds } from "./kept.ts";
import { type Listed, nameIn, type ResourceKind } from "./kind.ts";
import { datasets, templates } from "./workspace.ts";

/** Of a list: clients that ask once should see what they made lately. */
const PAGE = 200;

interface Asked {
  readonly mcpReq: { readonly signal: AbortSignal };
}

/** What a client made, the tables of the workspace, the templates: listed by pages, read by address, names completed. */
export function registerResources(server: McpServer, service: Service): void {
  const kinds = [...keptKinds, ...(may(service, "analyze") ? [datasets] : []), templates];
  for (const kind of kinds) register(server, service, kind);
  // The SDK's own handler knows no pages.
  server.server.setRequestHandler("resources/list", async ({ params }, context: Asked) => {
    const from = placeOf(params?.cursor);
    const all = [...(await listed(kinds, service, context)), view];
    const next = from + PAGE < all.length ? { nextCursor: String(from + PAGE) } : {};
    return { resources: all.slice(from, from + PAGE), ...next };
  });
}

function register(server: McpServer, service: Service, kind: ResourceKind): void {
  const [, variable = ""] = /\{(\w+)\}/.exec(kind.pattern) ?? [];
  const complete = async (typed: string) => {
    const all = await kind.list(service, callOf(service, AbortSignal.timeout(COMPLETE_MS)));
    return all.map(({ uri }) => nameIn(uri)).filter((name) => name.startsWith(typed));
  };
  server.registerResource(
    kind.id,
    new ResourceTemplate(kind.pattern, { list: undefined, complete: { [variable]: complete } }),
    { description: kind.description },
    async (uri, _parts, context) => {
      try {
        const content = await kind.read(uri, service, callOf(service, context.mcpReq.signal));
        if (content !== null) return { contents: [{ uri: uri.href, ...content }] };
      } catch (error) {
        if (!isStrategicError(error)) throw error;
        const { InternalError, InvalidParams } = ProtocolErrorCode;
        throw new ProtocolError(error.code === "STORE_FAILED" ? InternalError : InvalidParams, error.message, { uri: uri.href });
      }
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Resource not found: ${uri.href}`, { uri: uri.href });
    },
  );
}

/** Who types waits no longer. */
const COMPLETE_MS = 5000;

async function listed(kinds: readonly ResourceKind[], service: Service, { mcpReq }: Asked): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  for (const kind of kinds) all.push(...(await kind.list(service, callOf(service, mcpReq.signal))));
  return all;
}

function placeOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const place = Number(cursor);
  if (Number.isSafeInteger(place) && place >= 0) return place;
  throw new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    "That cursor is none of this list: ask without one for its beginning.",
  );
}
