import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AnalyzeInput, ReportInput } from "../core/index.ts";
import { assemble } from "../presets/mcp/index.ts";

/**
 * `npm run story -- quarterly-review`: code on public tables, its charts, and a deck and a page of them in `out/stories/`. Exits
 * non-zero when a number is not what another program found in the same tables.
 */
export interface Story {
  readonly title: string;
  readonly subtitle: string;
  readonly audience: string;
  readonly persona: string;
  readonly capability: string;
  /** Of the package vega-datasets. */
  readonly datasets: NonNullable<AnalyzeInput["datasets"]>;
  /** What some numbers of the result must be: as plain Python, without pandas, found them in the same files. */
  readonly expected: Readonly<Record<string, number | string>>;
  /** The report's sections; "charts" stands for those that the code drew. */
  readonly sections: (executionId: string) => ReportInput["sections"];
}

const here = fileURLToPath(new URL(".", import.meta.url));
const out = join(here, "..", "out", "stories");

async function tell(name: string): Promise<void> {
  const { story } = (await import(new URL(`${name}/story.ts`, import.meta.url).href)) as { story: Story };
  const { persona, capability, datasets, expected, sections, ...head } = story;
  const home = mkdtempSync(join(tmpdir(), "strategic-python-story-"));
  const workspace = join(here, "..", "node_modules", "vega-datasets", "data");
  const app = await assemble({ workspace, workers: 1, keep: join(home, "results"), auditPath: join(home, "audit.sqlite") });
  try {
    const code = readFileSync(join(here, name, "analysis.py"), "utf8");
    const run = await app.analyze({ persona, capability, code, datasets });
    assert.equal(run.status, "ok", run.error?.message ?? "");
    assert.equal(run.stderr, "");
    const result = run.result as Record<string, unknown>;
    for (const [field, value] of Object.entries(expected))
      assert.ok(same(result[field], value), `${field} is ${result[field]}, and must be ${value}`);
    const report = await app.createReport({ ...head, sections: sections(run.executionId), formats: ["pptx", "html"] });
    assert.deepEqual(
      report.warnings.filter(({ code }) => code === "FIGURE_NOT_FOUND"),
      [],
    );
    mkdirSync(out, { recursive: true });
    for (const [format, bytes] of Object.entries(report.files)) {
      const path = join(out, `${name}.${format}`);
      writeFileSync(path, bytes);
      console.log(path);
    }
    for (const { code: kind, message } of report.warnings) console.log(`${kind}: ${message}`);
  } finally {
    await app.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** To nine digits: another program adds up in another order. */
const same = (found: unknown, value: number | string): boolean =>
  typeof found === "number" && typeof value === "number"
    ? Math.abs(found - value) <= 1e-8 * Math.max(1, Math.abs(value))
    : found === value;

const names = process.argv.slice(2);
if (names.length === 0)
  console.error("name a story: quarterly-review, investment-case, platform-health, design-system-adoption, competitive-scan");
for (const name of names) await tell(name);
if (names.length === 0) process.exitCode = 2;
