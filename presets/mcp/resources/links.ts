import type { KeptWanted } from "../../../core/index.ts";
import type { Service } from "../service.ts";

/** How what is kept is named over the protocol: `strategic://charts/ID.png`, `strategic://runs/ID`, `strategic://reports/ID.pptx`. */
const SCHEME = "strategic://";

export const linkOf = ({ kind, id, format }: KeptWanted): string =>
  `${SCHEME}${kind}s/${id}${kind === "run" ? "" : `.${format}`}`;

const LINK = /^strategic:\/\/(?<kind>run|chart|report)s\/(?<id>[\w-]+)(?:\.(?<format>\w+))?$/;

/** Null for an address of nothing that is kept. */
export function keptAt(uri: string): KeptWanted | null {
  const { kind, id = "", format } = LINK.exec(uri)?.groups ?? {};
  if (kind === "run") return format === undefined ? { kind, id, format: "json" } : null;
  return (kind === "chart" || kind === "report") && format !== undefined ? { kind, id, format } : null;
}

/** Of pictures and pages, whichever plugin draws them. */
const types: Readonly<Record<string, string>> = {
  json: "application/json",
  png: "image/png",
  html: "text/html;profile=strategic",
};

/** Of what is kept; of a report's file the plugin says it that writes such. */
export const typeOf = ({ app }: Pick<Service, "app">, format: string): string =>
  types[format] ?? app.formats().find(({ id }) => id === format)?.mimeType ?? "application/octet-stream";
