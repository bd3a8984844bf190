/** The lines that every answer begins with. They never claim what is not true. */
export interface RanAnalysis {
  readonly persona: string;
  readonly capability: string;
  readonly lines: number;
  readonly imports: readonly string[];
  readonly datasets: readonly string[];
  readonly charts: readonly string[];
}

const names = (list: readonly string[]) => (list.length === 0 ? "none" : list.join(", "));
const sandboxed = "*Security: Sandboxed execution with resource limits*";

export function analysisDisclosure(ran: RanAnalysis): string {
  return [
    `🔧 Accessing MCP Server: strategic-python (${ran.capability})`,
    `*Executing strategic Python analysis for ${ran.persona} persona...*`,
    `*Code scope: ${ran.lines} lines; imports ${names(ran.imports)}; datasets ${names(ran.datasets)}; charts ${names(ran.charts)}*`,
    sandboxed,
  ].join("\n");
}

/** Nothing ran. */
export function rejectionDisclosure({ persona, capability, lines, imports, datasets, charts }: RanAnalysis): string {
  return [
    `🔧 Accessing MCP Server: strategic-python (${capability})`,
    `*Rejected before execution for ${persona} persona*`,
    `*Code scope: ${lines} lines; imports ${names(imports)}; datasets ${names(datasets)}; charts ${names(charts)}*`,
    sandboxed,
  ].join("\n");
}

export function chartDisclosure(template: string, persona: string): string {
  return [
    `🔧 Accessing MCP Server: executive-visualization (${template})`,
    `*Rendering ${template} for ${persona} persona...*`,
    "*Code scope: none (data only)*",
    "*Security: Self-contained output, no network*",
  ].join("\n");
}

/** Text that a caller sent, made fit for one line of a disclosure: a name must write neither lines nor sentences of its own. */
export function inOneLine(text: string): string {
  const bare = text.slice(0, 1000).replace(/[^\p{L}\p{N}_ .-]/gu, "");
  return bare.trim().replace(/ +/g, "_").slice(0, 60) || "unknown";
}
