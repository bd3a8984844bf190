import type { ExportedTable } from "../../../core/ports/report-format.ts";
import { flat } from "../told-method.ts";
import { wordsFor } from "../words/words.ts";

type Line = readonly [what: string, of: string | number];

/** The sheet that says what the table was made from. In English: a table has no language of its own. */
export function aboutLines({ title, run, rows, columns }: ExportedTable, cut: number): Line[] {
  const words = wordsFor("en");
  const tables = run.datasets.flatMap((one): Line[] => [
    [words("dataset"), one.name],
    ["  SHA-256", one.sha256],
    ["  rows", one.rows ?? words("none")],
    ["  columns", one.columns ?? words("none")],
    [`  ${words("assumed").toLowerCase()}`, flat(one.assumed)],
    ...one.notes.map((note): Line => [`  ${words("doubtful").toLowerCase()}`, note]),
  ]);
  return [
    ["Title", title],
    ["Rows", rows.length],
    ["Columns", columns.length],
    [words("execution"), run.executionId],
    [words("started"), run.startedAt],
    [words("persona"), run.persona],
    [words("capability"), run.capability],
    [words("code"), run.codeSha256],
    ...tables,
    ...Object.entries(run.versions).map(([name, version]): Line => [`Version of ${name}`, version]),
    ...(cut > 0
      ? [
          [
            words("warnings"),
            `Texts longer than the 32,767 characters that a cell holds, cut there and ended with "…": ${cut}.`,
          ] as const,
        ]
      : []),
  ];
}
