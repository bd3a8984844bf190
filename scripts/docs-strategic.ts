/** Writes docs/strategic.md from the docstrings of the library: `node scripts/docs-strategic.ts`. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../plugins/strategic/python/strategic/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
const all = readdirSync(folder)
  .filter((name) => name.endsWith(".py"))
  .map(read)
  .join("\n");

const modules = ["roi", "performance", "stakeholders", "analysis", "reporting"];

/** A docstring without the indentation that its file needs. */
const plain = (text: string): string => text.replaceAll(/\n {4}/g, "\n").trim();

function described(name: string): string | null {
  const found = new RegExp(`^def ${name}(\\(.*\\)):\\n {4}"""([\\s\\S]*?)"""`, "m").exec(all);
  if (found === null) return null;
  const [, parameters, text = ""] = found;
  return `### \`${name}${parameters}\`\n\n\`\`\`text\n${plain(text)}\n\`\`\`\n`;
}

function ofModule(name: string): string {
  const text = read(`${name}.py`);
  const [, about = ""] = /^"""([\s\S]*?)"""/.exec(text) ?? [];
  const names = [...(/__all__ = \[([\s\S]*?)\]/.exec(text)?.[1] ?? "").matchAll(/"(\w+)"/g)].map(([, one]) => one as string);
  return `## ${name}\n\n\`\`\`text\n${plain(about)}\n\`\`\`\n\n${names.flatMap((one) => described(one) ?? []).join("\n")}`;
}

export const strategicPage = (): string => `# The library of strategic analysis

<!-- Written by scripts/docs-strategic.ts from the docstrings. Change those and run it again. -->

\`strategic\` is there in every analysis, and each capability has its modules under their own names, without an import:
\`strategic_data_analysis\` has \`analysis\`, \`roi_calculations\` \`roi\`, \`stakeholder_analytics\` \`stakeholders\`,
\`performance_metrics\` \`performance\`, \`executive_reporting\` \`reporting\` and \`roi\`. \`help(roi.mirr)\` prints what stands here.

Functions take lists, tuples, dicts, numpy arrays, pandas Series and DataFrames, and return plain Python. A wrong input is a
\`StrategicError\` (a \`ValueError\`) that says what is wrong, where, and what to do. A missing value is refused, or left out and
counted in \`missing\`; none is filled in. Plain Python, so that the ordinary image has all of it; where each value was checked
stands in the docstring, and \`plugins/strategic/tests/golden\` holds the script that asked the other libraries.

${modules.map(ofModule).join("\n")}`;

if (import.meta.main) writeFileSync(new URL("../docs/strategic.md", import.meta.url), strategicPage());
