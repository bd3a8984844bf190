import type { ReportWarning } from "../shapes/answers.ts";
import type { ReportInput } from "../shapes/inputs.ts";
import { withoutCites } from "./cited.ts";
import { figuresIn, standsIn } from "./figures.ts";
import type { Leaves } from "./leaves-in.ts";
import type { Sources } from "./sources.ts";

/** Figures in free text that no result has: somebody typed them. */
export function unfounded(
  { title, subtitle = "", sections }: ReportInput,
  { runs }: Sources,
  leaves: Leaves,
): readonly ReportWarning[] {
  const numbers = [...runs.values()].flatMap(({ executionId, datasets }) => [
    ...[...(leaves(executionId)?.values() ?? [])].flatMap(({ number }) => (number === null ? [] : [Number(number)])),
    ...datasets.flatMap(({ rows, columns }) => [rows ?? [], columns ?? []].flat()),
  ]);
  const inText = (text: string, section: string | null): readonly ReportWarning[] =>
    figuresIn(withoutCites(text))
      .filter((figure) => !standsIn(figure, numbers))
      .map((figure) => ({ code: "FIGURE_NOT_FOUND", section, message: quoted(figure.text, section) }));
  return [
    ...inText(`${title}\n${subtitle}`, null),
    ...sections.flatMap(({ heading, text = "", notes = "" }) => inText(`${heading}\n${text}\n${notes}`, heading)),
  ];
}

const quoted = (figure: string, section: string | null): string =>
  `"${figure}" in ${section === null ? "the title" : `"${section}"`} stands in no result of the report's runs. Cite it, {{run.path}}, or check it.`;
