import type { View } from "./view.ts";

/** What is filtered, a phrase for each; nothing where everything is shown. */
export function filterWords(view: View): string[] {
  const { category, only, from, to, since, until } = view.state;
  return [
    category,
    ...[...only].map(([name, word]) => `${name} ${word}`),
    from !== null || to !== null
      ? view.words("page.from-to", { from: from ?? view.periods[0] ?? "", to: to ?? view.periods.at(-1) ?? "" })
      : null,
    since === null ? null : view.words("page.filtered-since", { date: since }),
    until === null ? null : view.words("page.filtered-until", { date: until }),
  ].filter((phrase) => phrase !== null);
}
