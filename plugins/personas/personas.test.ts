import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { personas } from "./index.ts";

const all = personas().personas ?? [];

/** The ids of the template table, as the design states it. */
const templates = new Set(
  `leadership_dashboard team_metrics strategic_trends support_analysis roi_analysis investment_tracking business_metrics cost_analysis
   architecture_health service_performance system_dependency_map technical_debt_trends performance_metrics technology_roadmap
   innovation_metrics competitive_analysis stakeholder_map component_adoption design_system_maturity design_system_health
   usage_trend_analysis team_comparison design_debt_visualization bar line area scatter pie doughnut stacked_bar heatmap waterfall
   funnel gauge treemap sankey boxplot histogram table kpi auto dashboard`.split(/\s+/),
);

test("the five personas of the mission are there, each under its title", () => {
  expect(Object.fromEntries(all.map((persona) => [persona.id, persona.title]))).toEqual({
    diego: "Engineering Leadership",
    alvaro: "Business Strategy",
    martin: "Platform Architecture",
    camille: "Strategic Technology",
    rachel: "Design Systems Strategy",
  });
});

test.each(all.map((persona) => [persona.id, persona] as const))("%s has 150 words of instructions or more", (_, persona) => {
  expect(persona.instructions.split(/\s+/).length).toBeGreaterThanOrEqual(150);
  expect(persona.focus.length).toBeGreaterThan(40);
});

test.each(all.map((persona) => [persona.id, persona] as const))(
  "%s draws with templates that exist, in its own colour",
  (_, persona) => {
    expect(persona.charts.filter((chart) => !templates.has(chart))).toEqual([]);
    expect(new Set(persona.charts).size).toBe(persona.charts.length);
    expect(persona.accent).toMatch(/^#[0-9a-f]{6}$/);
  },
);

test("no two personas share a colour, a first template, or more than a third of their words", () => {
  expect(new Set(all.map((persona) => persona.accent)).size).toBe(5);
  expect(new Set(all.map((persona) => persona.charts[0])).size).toBe(5);
  const words = all.map((persona) => new Set(persona.instructions.toLowerCase().match(/[a-z]{4,}/g)));
  for (const [place, mine] of words.entries()) {
    for (const other of words.slice(place + 1))
      expect([...mine].filter((word) => other.has(word)).length / mine.size).toBeLessThan(1 / 3);
  }
});

test("preambles hold import lines only, of modules that the scope validator allows", () => {
  const { roots } = JSON.parse(readFileSync(new URL("../scope-python/imports.json", import.meta.url), "utf8")) as {
    roots: string[];
  };
  for (const persona of all) {
    const lines = persona.preamble.trim().split("\n");
    expect(lines).toEqual(["import pandas as pd", "import numpy as np"]);
    expect(["pandas", "numpy", "strategic"].filter((root) => !(persona.imports ?? roots).includes(root))).toEqual([]);
  }
});
