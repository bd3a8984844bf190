import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import type { McpServer } from "@modelcontextprotocol/server";
import { type App, StrategicError } from "../../core/index.ts";
import type { Service } from "./service.ts";
import { version } from "./version.ts";

/**
 * The MCP App (SEP-1865): one document that a host shows in the chat beside a tool's answer, and draws that answer's charts in. It
 * is the same for every answer; what it draws comes by messages. It asks for nothing from any network.
 */
const VIEW = "ui://strategic/view";
const MIME_TYPE = "text/html;profile=mcp-app";

/** Of a tool whose answers the view draws. */
export const inView = { _meta: { ui: { resourceUri: VIEW } } };

/** Domains that the document may reach: none. The host draws the border, as around other parts of a chat. */
const _meta = {
  ui: { csp: { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] }, prefersBorder: true },
};

/** As it stands in a list. */
export const view = { uri: VIEW, name: "view", title: "Charts in the chat", mimeType: MIME_TYPE, _meta };

export function registerView(server: McpServer, { app }: Service): void {
  const { uri, name, ...config } = view;
  server.registerResource(name, uri, config, async () => ({
    contents: [{ uri: VIEW, mimeType: MIME_TYPE, text: await documentOf(app), _meta }],
  }));
}

const made = new WeakMap<App, Promise<string>>();

/** Made once for an app: its renderer knows the house. */
function documentOf(app: App): Promise<string> {
  const known = made.get(app) ?? written(app);
  made.set(app, known);
  known.catch(() => made.delete(app));
  return known;
}

async function written(app: App): Promise<string> {
  const { style: charts, body } = await app.livePage();
  const style = charts + beside("view.css");
  const script = beside("bundle.generated.js");
  // Stricter than what a host must set: a script that data brought would not run.
  const policy = `default-src 'none'; script-src '${hash(script)}'; style-src '${hash(style)}'; font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'`;
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>Strategic Python</title>`,
    `<style>${style}</style></head><body>${body}<main id="view" data-version="${version}"><h1 class="unseen">Strategic Python</h1></main><script>${script}</script></body></html>`,
  ].join("");
}

function beside(name: string): string {
  const file = new URL(`./app/${name}`, import.meta.url);
  if (!existsSync(file)) throw new StrategicError("RENDER_FAILED", "The view's script is not built: run `npm run build` once.");
  return readFileSync(file, "utf8");
}

const hash = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;
