import { periods, state } from "./view.ts";

/** What is filtered, a phrase for each; nothing where everything is shown. */
export function filterWords(): string[] {
  const { category, only, from, to, since, until } = state;
  return [
    category,
    ...[...only].map(([name, word]) => `${name} ${word}`),
    from !== null || to !== null ? `${from ?? periods[0]} to ${to ?? periods.at(-1)}` : null,
    since === null ? null : `since ${since}`,
    until === null ? null : `until ${until}`,
  ].filter((words) => words !== null);
}
