import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { StrategicError } from "../../../core/errors.ts";
import type { ReportFormat } from "../../../core/ports/report-format.ts";
import { html } from "../html/html.ts";
import { browserAt } from "./browser.ts";
import { printed } from "./print.ts";

/** The page, printed by a Chromium of this machine. Where there is none, the page itself is what can be printed. */
export const pdf = (browser: string | undefined): Pick<ReportFormat, "write"> => ({
  async write(report, tools) {
    const program = browserAt(browser);
    if (program === null)
      throw new StrategicError(
        "FORMAT_UNAVAILABLE",
        "No Chromium was found to print a PDF with: name one with --browser. The HTML prints from any browser, a chart on each sheet.",
        { details: { instead: "html" } },
      );
    const { bytes, leftOut } = await html.write(report, tools);
    const folder = await mkdtemp(join(tmpdir(), "strategic-python-report-"));
    try {
      const page = join(folder, "report.html");
      await writeFile(page, bytes, { mode: 0o600 });
      return { bytes: await printed(program, pathToFileURL(page).href, folder, tools.signal), leftOut };
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
});
