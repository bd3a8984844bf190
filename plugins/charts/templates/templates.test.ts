import { describe, expect, test } from "vitest";
import type { PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { build, context as drawn, templates } from "../tests/charts.ts";

const context = { ...drawn, persona: { id: "alvaro", title: "Business Strategy", accent: "#27ae60" }, sample: true };

describe.each(templates.map((template) => [template.id, template] as const))("%s", (_id, template) => {
  test("builds its sample into plain JSON, the same twice, with a finding for a title and no panel empty", () => {
    const spec = build(template, template.sample, context);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(JSON.parse(JSON.stringify(build(template, template.sample, context))));
    expect(spec.panels.length).toBeGreaterThan(0);
    expect(spec.noData).toEqual([]);
    expect(spec.title).not.toBe("");
    for (const panel of spec.panels) whole(panel);
  });

  test("each optional field may be missing: its panel says so, and nothing is invented", () => {
    const sample = template.sample as Record<string, unknown>;
    for (const field of Object.keys(sample)) {
      const { [field]: _gone, ...rest } = sample;
      const parsed = template.input.safeParse(rest);
      if (!parsed.success) continue; // Required: refused with its path, which has tests of its own.
      const spec = template.build(parsed.data, context);
      for (const panel of spec.panels) if (panel.missing === null) whole(panel);
      for (const { panel, field: missing } of spec.noData) expect(`${panel} ${missing}`).toMatch(/\S+ \S+/);
    }
  });

  test("says for every field what it is: descriptions and panels", () => {
    expect(template.panels.length).toBeGreaterThan(0);
    expect(template.title).not.toBe("");
  });
});

/** One value per label in every series; numbers finite; a drawn panel brings its data and its table. */
function whole(panel: PanelSpec): void {
  for (const { values, roles, labelled, name } of panel.series) {
    expect([panel.id, name, values.length]).toEqual([panel.id, name, panel.labels.length]);
    if (roles !== undefined) expect(roles).toHaveLength(values.length);
    for (const value of values) expect(value === null || Number.isFinite(value)).toBe(true);
    for (const at of labelled) expect(at).toBeLessThan(values.length);
  }
  if (panel.kind === "drawn") {
    expect(panel.drawing).toBeDefined();
    expect(panel.table?.rows.length).toBeGreaterThan(0);
  }
  for (const row of panel.table?.rows ?? []) expect(row).toHaveLength(panel.table?.columns.length ?? 0);
}
