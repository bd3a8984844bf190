import type { ReportInput } from "../../../core/index.ts";

type Section = { -readonly [Key in keyof ReportInput["sections"][number]]: ReportInput["sections"][number][Key] };

/** `![](chart:ID)` or `![](table:EXECUTION_ID#path)`, on a line of its own. */
const PART = /^!\[[^\]]*\]\((?<kind>chart|table):(?<id>[^)#\s]+)(?:#(?<path>[^)]+))?\)$/;
const FIELD = /^(?<name>title|subtitle|audience|locale|formats)\s*:\s*(?<value>.*)$/;

/**
 * A report's outline as Markdown: `# title`, `## a section`, paragraphs, charts and tables by their ids, `> what the speaker says`;
 * between two lines of `---` at the top, `formats: pptx, html` and the other fields. Throws for what it can't read, with the line.
 */
export function reportSpec(markdown: string): Partial<ReportInput> {
  const lines = markdown.replace(/^\ufeff/, "").split(/\r?\n/);
  const { fields, from } = frontMatter(lines);
  const sections: Section[] = [];
  let title = fields.title;
  for (const [at, line] of lines.entries()) {
    if (at < from) continue;
    const heading = /^(#{1,2})\s+(.+?)\s*#*$/.exec(line);
    const section = sections.at(-1);
    if (heading?.[1] === "#") title ??= heading[2];
    else if (heading !== null) sections.push({ heading: heading[2] ?? "" });
    else if (line.trim() !== "" && section === undefined)
      throw new SyntaxError(`line ${at + 1}: begin a section with "## Heading" before its text`);
    else if (section !== undefined) addTo(section, line.trim(), at);
  }
  const { formats, title: _title, ...rest } = fields;
  return {
    ...rest,
    ...(title !== undefined && { title }),
    sections: sections.map(({ text, ...section }) => ({ ...section, ...(text?.trim() && { text: text.trim() }) })),
    ...(formats !== undefined && { formats: formats.split(/[\s,]+/).filter(Boolean) }),
  };
}

function frontMatter(lines: readonly string[]): { fields: Partial<Record<string, string>>; from: number } {
  if (lines[0]?.trim() !== "---") return { fields: {}, from: 0 };
  const end = lines.findIndex((line, at) => at > 0 && line.trim() === "---");
  if (end < 0) throw new SyntaxError('line 1: the fields at the top end with a line of "---"');
  const fields: Partial<Record<string, string>> = {};
  for (const [at, line] of lines.slice(1, end).entries()) {
    if (line.trim() === "") continue;
    const { name, value } = FIELD.exec(line.trim())?.groups ?? {};
    if (name === undefined)
      throw new SyntaxError(`line ${at + 2}: write title, subtitle, audience, locale or formats, a colon and its text`);
    fields[name] = value?.replace(/^"(.*)"$/, "$1");
  }
  return { fields, from: end + 1 };
}

function addTo(section: Section, line: string, at: number): void {
  const { kind, id = "", path } = PART.exec(line)?.groups ?? {};
  if (kind === "chart") section.charts = [...(section.charts ?? []), id];
  else if (kind === "table") {
    if (section.table !== undefined) throw new SyntaxError(`line ${at + 1}: a section has one table; begin another section`);
    section.table = { executionId: id, ...(path !== undefined && { path }) };
  } else if (line.startsWith(">")) section.notes = [section.notes, line.slice(1).trim()].filter(Boolean).join("\n");
  else section.text = `${section.text ?? ""}\n${line}`;
}
