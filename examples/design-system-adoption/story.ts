import type { Story } from "../story.ts";

export const story: Story = {
  title: "Who builds on what: adoption of a component library",
  subtitle: "Imports between the components of Flare",
  audience: "Design council",
  persona: "rachel",
  capability: "strategic_data_analysis",
  datasets: ["flare", "flare-dependencies"],
  expected: { components: 220, adopted: 209, most_users: 14 },
  sections: (executionId) => [
    {
      heading: "Adoption",
      text: "{{run.adopted}} of {{run.components}} components are imported by another one: {{run.adoption|ratio .0}}. {{run.most_used}} is imported by {{run.most_users}}, more than any other.",
      charts: [executionId],
      notes: "A component that nothing imports may still be used by an application: the table holds the library alone.",
    },
    { heading: "Packages", table: { executionId, path: "packages" } },
  ],
};
