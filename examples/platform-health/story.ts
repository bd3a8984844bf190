import type { Story } from "../story.ts";

export const story: Story = {
  title: "On time: the health of a platform that flies",
  subtitle: "Arrivals of 2001; late is more than half an hour",
  audience: "Operations review",
  persona: "martin",
  capability: "performance_metrics",
  datasets: ["flights-10k"],
  expected: { flights: 10_000, late: 0.1269, p50: 0, worst: "MIA", worst_late: 0.213_333_333 },
  sections: (executionId) => [
    {
      heading: "The objective was missed",
      text: "{{run.late|ratio .1}} of {{run.flights}} flights came late; the objective allows 10 %. Half came on time to the minute, one in twenty was {{run.p95|.0}} minutes late or more.\n\nWorst among airports of some size: {{run.worst}}, {{run.worst_late|ratio .1}} late.",
      charts: [executionId],
    },
    { heading: "Airports with a hundred flights or more", table: { executionId, path: "airports" } },
  ],
};
