import type { KeptWanted } from "../../../core/index.ts";

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

const types: Readonly<Record<string, string>> = {
  json: "application/json",
  png: "image/png",
  html: "text/html;profile=strategic",
  pdf: "application/pdf",
  md: "text/markdown",
  csv: "text/csv",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export const typeOf = (format: string): string => types[format] ?? "application/octet-stream";
