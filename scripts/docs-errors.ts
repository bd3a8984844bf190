import { writeFileSync } from "node:fs";
import { errorCodes } from "../core/errors.ts";

export const errorsPage = (): string =>
  `# Error codes\n\nCallers compare codes, never messages. Written by \`npm run docs\` from \`core/errors.ts\`.\n\n| code | meaning |\n| --- | --- |\n${Object.entries(
    errorCodes,
  )
    .map(([code, meaning]) => `| \`${code}\` | ${meaning} |`)
    .join("\n")}\n`;

if (import.meta.main) writeFileSync(new URL("../docs/errors.md", import.meta.url), errorsPage());
