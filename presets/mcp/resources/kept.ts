import type { KeptEntry } from "../../../core/index.ts";
import { oneLine } from "../untrusted.ts";
import { nameIn, type ReadContent, type ResourceKind } from "./kind.ts";
import { keptAt, linkOf, typeOf } from "./links.ts";

/** What the caller made: another's is not found. */
const kept = (kind: KeptEntry["kind"], pattern: string, description: string): ResourceKind => ({
  id: kind,
  pattern,
  description,
  async list(service, call) {
    const own = await service.app.results.list({ ...call, kind });
    return own.flatMap(({ id, title, formats }) =>
      formats.filter(isShown(kind)).map((format) => {
        const uri = linkOf({ kind, id, format });
        return { uri, name: nameIn(uri), title: oneLine(title), mimeType: typeOf(service, format) };
      }),
    );
  },
  async read({ href }, service, call) {
    const wanted = keptAt(href);
    const bytes = wanted === null ? null : await service.app.results.read(wanted, call);
    return wanted === null || bytes === null ? null : contentOf(typeOf(service, wanted.format), bytes);
  },
});

export const keptKinds: readonly ResourceKind[] = [
  kept("run", "strategic://runs/{id}", "The result of a run, as JSON"),
  kept("chart", "strategic://charts/{file}", "A chart that this client drew: .png, .html, or .json, what it is drawn from"),
  kept("report", "strategic://reports/{file}", "A report that this client made"),
];

/** What a chart is drawn from is for programs: in a list for people it would only be in the way. */
const isShown = (kind: KeptEntry["kind"]) => (format: string) => kind !== "chart" || format !== "json";

function contentOf(mimeType: string, bytes: Uint8Array): ReadContent {
  const buffer = Buffer.from(bytes);
  const content = isText(mimeType) ? { text: buffer.toString("utf8") } : { blob: buffer.toString("base64") };
  return { mimeType, ...content };
}

const isText = (mimeType: string): boolean => mimeType.startsWith("text/") || mimeType === "application/json";
