import type { Story } from "../story.ts";

export const story: Story = {
  title: "Sony Pictures, 2009: a quarterly review",
  subtitle: "US box office by quarter of release, against 2008",
  audience: "Executive committee",
  persona: "alvaro",
  capability: "executive_reporting",
  datasets: ["movies"],
  expected: { gross: 1_131_978_547, growth: 0.391_682_461, films: 13, best_quarter: "Q3", best_quarter_gross: 423_557_150 },
  sections: (executionId) => [
    {
      heading: "The year",
      text: "{{run.films}} films took {{run.gross|compact USD}}, {{run.growth|ratio signed .0}} against the year before. {{run.best_quarter}} alone brought {{run.best_quarter_gross|compact USD}}.\n\n{{run.best_genre}} added most ({{run.best_genre_change|compact signed USD}}); {{run.worst_genre}} lost most ({{run.worst_genre_change|compact signed USD}}).",
      charts: [executionId],
      notes: "Gross is that of the film's whole run, counted in its quarter of release.",
    },
    { heading: "The films that made it", table: { executionId, path: "top" } },
  ],
};
