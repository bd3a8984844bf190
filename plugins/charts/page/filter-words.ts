import { periods, state, words } from "./view.ts";

/** What is filtered, a phrase for each; nothing where everything is shown. */
export function filterWords(): string[] {
  const { category, only, from, to, since, until } = state;
  return [
    category,
    ...[...only].map(([name, word]) => `${name} ${word}`),
    from !== null || to !== null
      ? words("page.from-to", { from: from ?? periods[0] ?? "", to: to ?? periods.at(-1) ?? "" })
      : null,
    since === null ? null : words("page.filtered-since", { date: since }),
    until === null ? null : words("page.filtered-until", { date: until }),
  ].filter((phrase) => phrase !== null);
}
