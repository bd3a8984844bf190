import type { Story } from "../story.ts";

export const story: Story = {
  title: "Car makers, 1970 to 1982: a competitive scan",
  subtitle: "Fuel and power of the models that each sold",
  audience: "Strategy offsite",
  persona: "camille",
  capability: "strategic_data_analysis",
  datasets: ["cars"],
  expected: { models: 392, makers: 16, leader: "honda", leader_mpg: 33.761_538_462 },
  sections: (executionId) => [
    {
      heading: "Where each stands, and who has moved",
      text: "Of {{run.makers}} makers with eight models or more, {{run.leader}} drives furthest: {{run.leader_mpg|.1}} miles a gallon. {{run.mover}} has moved most, by {{run.mover_change|.1 signed}}.",
      charts: [executionId],
      notes: "Means over models, not over cars sold.",
    },
    { heading: "The makers", table: { executionId, path: "table" } },
  ],
};
