import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningServer, startServer } from "./server.ts";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

interface Drawn {
  readonly ok: boolean;
  readonly template: string;
  readonly title: string | null;
  readonly headline: string | null;
  readonly png: string | null;
  readonly html: string | null;
  readonly noData: readonly { panel: string; field: string }[];
  readonly warnings: readonly { code: string; message: string }[];
  readonly reason: string | null;
  readonly error: { code: string; path: string | null; expected: string | null; example: unknown; known: string[] } | null;
}

async function draw(template: string, data: unknown, rest: Record<string, unknown> = {}): Promise<Drawn> {
  return (await server.call("render_chart", { template, data, ...rest })).data as unknown as Drawn;
}

const page = async ({ html }: Drawn): Promise<string> =>
  ((await server.client.readResource({ uri: html as string })).contents[0] as { text: string }).text;

/** A picture that shows something: a white rectangle of this size compresses to less. */
async function picture({ png }: Drawn): Promise<number> {
  return Buffer.from(((await server.client.readResource({ uri: png as string })).contents[0] as { blob: string }).blob, "base64")
    .length;
}

describe("what is wrong is refused with the place, what was expected and an example", () => {
  test("an unknown template: the known ones, nearest first", async () => {
    const { ok, error } = await draw("roi_analisys", {});
    expect(ok).toBe(false);
    expect(error?.code).toBe("UNKNOWN_TEMPLATE");
    expect(error?.known[0]).toBe("roi_analysis");
  });

  test.each([
    ["a missing field", "roi_analysis", { roi_trend: { months: ["2026-01"] } }, /roi_trend\.roi/],
    [
      "arrays of unequal length",
      "team_comparison",
      { teams: ["A", "B"], adoption_scores: [1], components_used: [1, 2], consistency_scores: [1, 2] },
      /adoption_scores/,
    ],
    [
      "text where a number belongs",
      "service_performance",
      { services: ["A"], response_times: ["fast"], throughput: [1] },
      /response_times/,
    ],
    [
      "an edge to nowhere",
      "system_dependency_map",
      { nodes: [{ id: "a", label: "A" }], edges: [{ source: "a", target: "b" }] },
      /edges.*target/,
    ],
    [
      "an end before its start",
      "technology_roadmap",
      { items: [{ name: "X", track: "T", start: "2026-05", end: "2026-01", status: "planned" }] },
      /items.*end/,
    ],
    [
      "a matrix with a short row",
      "design_debt_visualization",
      { components: ["A"], teams: ["x", "y"], debt_matrix: [[1]] },
      /debt_matrix/,
    ],
    ["an empty list", "business_metrics", { kpis: [] }, /kpis/],
  ])("%s", async (_name, template, data, path) => {
    const { ok, error, reason } = await draw(template, data);
    expect(ok).toBe(false);
    expect(error?.code).toBe("INVALID_DATA");
    expect(`${error?.path} ${reason} ${error?.expected}`).toMatch(path);
    expect(error?.example).not.toBeNull();
  });
});

describe("what is odd is drawn, and said", () => {
  test("gaps, and numbers that are none: a gap in the picture and in the table, never a zero", async () => {
    const drawn = await draw("line", { labels: ["a", "b", "c", "d"], series: [{ name: "v", values: [1, null, 3, 4] }] });
    expect(drawn.ok).toBe(true);
    expect(await page(drawn)).toContain("<td>–</td>");
  });

  test("every value missing: the panel says so", async () => {
    const drawn = await draw("bar", { labels: ["a", "b"], series: [{ name: "v", values: [null, null] }] });
    expect(drawn).toMatchObject({ ok: true, headline: null });
    expect(drawn.noData.length).toBe(1);
  });

  test("a circle of dependencies is drawn, and named", async () => {
    const nodes = ["a", "b", "c"].map((id) => ({ id, label: id.toUpperCase() }));
    const drawn = await draw("system_dependency_map", {
      nodes,
      edges: [
        { source: "a", target: "b" },
        { source: "b", target: "c" },
        { source: "c", target: "a" },
      ],
    });
    expect(drawn.ok).toBe(true);
    expect(drawn.warnings.find(({ code }) => code === "CYCLE")?.message).toContain("A → B → C → A");
    expect(await picture(drawn)).toBeGreaterThan(10_000);
  });

  test("percentages that look like ratios are drawn as given, and said", async () => {
    const drawn = await draw("technical_debt_trends", {
      months: ["2026-01", "2026-02"],
      debt_score: [50, 40],
      code_coverage: [0.71, 0.79],
      complexity_score: [12, 11],
    });
    expect(drawn.warnings.map(({ code }) => code)).toContain("PERCENT_SCALE");
  });

  test("a title of five thousand characters is refused with the limit; one of three hundred wraps", async () => {
    const data = { labels: ["a", "b"], series: [{ name: "v", values: [1, 2] }] };
    const { isError, text } = await server.call("render_chart", { template: "bar", data, title: "A long title, ".repeat(360) });
    expect(isError).toBe(true);
    expect(text).toMatch(/title/);
    expect(text).toMatch(/\d+ characters|too big|at most/i);
    expect((await draw("bar", data, { title: "A long title, ".repeat(21) })).ok).toBe(true);
  });

  test("two hundred categories", async () => {
    const labels = Array.from({ length: 200 }, (_, index) => `Category number ${index}`);
    const drawn = await draw("bar", { labels, series: [{ name: "v", values: labels.map((_, index) => index) }] });
    expect(drawn.ok).toBe(true);
    expect(await picture(drawn)).toBeGreaterThan(10_000);
    expect(await page(drawn)).toContain("Category number 199");
  });

  test("right-to-left text, emoji, and text that would be code elsewhere, stay text", async () => {
    const names = ["العربية", "🚀 launch", "</script><script>alert(1)</script>", "$& $1 $$", "=cmd|' /C calc'!A0"];
    const drawn = await draw(
      "bar",
      { labels: names, series: [{ name: "v", values: [1, 2, 3, 4, 5] }] },
      { title: "</title><b>x" },
    );
    expect(drawn.ok).toBe(true);
    const html = await page(drawn);
    expect(html).toContain("العربية");
    expect(html).toContain("$&amp; $1 $$");
    expect(html).not.toContain("<script>alert(1)");
    expect(html).not.toContain("</title><b>");
    expect(await picture(drawn)).toBeGreaterThan(10_000);
  });

  test("negative bars are drawn from zero, and none is called the leader", async () => {
    const drawn = await draw("bar", { labels: ["a", "b"], series: [{ name: "v", values: [-5, -2] }] });
    expect(drawn.ok).toBe(true);
    expect(drawn.headline ?? "").not.toMatch(/lead|best|carries/);
  });
});
