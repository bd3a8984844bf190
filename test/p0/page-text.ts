/** What a page says, read from its text alone. */

interface Panel {
  readonly labels: readonly string[];
  readonly missing: string | null;
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

/** The data that the page draws from. */
export function specIn(page: string): { readonly panels: readonly Panel[] } {
  const json = /<script type="application\/json" id="spec">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? "null";
  return (JSON.parse(json) as { spec: { panels: readonly Panel[] } }).spec;
}

const single = ["!doctype", "meta", "br", "img", "input", "hr", "link"];
const once = ["html", "head", "body", "title", "h1", "main", "header", "footer"];

/** What keeps it from being one well-formed document, in words. */
export function documentFaults(page: string): readonly string[] {
  const found: string[] = [];
  if (!page.startsWith("<!doctype html>")) found.push("no doctype");
  // Scripts and styles hold no markup; their end tags are kept.
  const markup = page.replace(/(<(script|style)\b[^>]*>)[\s\S]*?(<\/\2>)/g, "$1$3");
  const open: string[] = [];
  const ids: string[] = [];
  const seen = new Map<string, number>();
  for (const [, end = "", name = "", attributes = ""] of markup.matchAll(
    /<(\/?)([a-z!][a-z0-9]*)((?:\s+[^\s=>/]+(?:="[^"<]*")?)*)\s*\/?>/gi,
  )) {
    const tag = name.toLowerCase();
    if (end === "/") {
      const last = open.pop();
      if (last !== tag) found.push(`</${tag}> closes <${last}>`);
      continue;
    }
    seen.set(tag, (seen.get(tag) ?? 0) + 1);
    const id = /\sid="([^"]*)"/.exec(attributes)?.[1];
    if (id !== undefined) ids.push(id);
    if (!single.includes(tag) && !/^(path|circle|rect|line)$/.test(tag)) open.push(tag);
  }
  if (open.length > 0) found.push(`left open: ${open.join(" ")}`);
  // A "<" that opens no element is text that was not escaped.
  const stray = markup.replace(/<(\/?)([a-z!][a-z0-9]*)((?:\s+[^\s=>/]+(?:="[^"<]*")?)*)\s*\/?>/gi, "").match(/<.{0,30}/);
  if (stray !== null) found.push(`stray: ${stray[0]}`);
  for (const tag of once) if (seen.get(tag) !== 1) found.push(`${seen.get(tag) ?? 0} × <${tag}>`);
  for (const id of new Set(ids)) if (ids.filter((one) => one === id).length > 1) found.push(`id ${id} twice`);
  for (const [, id = ""] of markup.matchAll(/(?:aria-labelledby|aria-controls|aria-describedby|for|href)="#?([^"]*)"/g))
    if (!ids.includes(id)) found.push(`nothing has the id ${id}`);
  return found;
}
