import { expect } from "vitest";
import { capabilities } from "../../plugins/strategic/capabilities.ts";
import { analysis } from "../e2e/server.ts";
import { BuiltServer, type Chart } from "./built-server.ts";
import { documentFaults, specIn } from "./page-text.ts";
import { proves } from "./proves.ts";

const server = new BuiltServer();

interface Template {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly sample: unknown;
}
const templates = () => server.items<Template>();
const sampleOf = async (id: string) => (await server.items<Template>({ id }))[0]?.sample;

/** The page of every template's sample; each is made once. */
let pages: Promise<readonly { id: string; html: string }[]> | undefined;
const everyPage = () => {
  pages ??= (async () => {
    const made = [];
    for (const { id } of await templates()) {
      const { html } = await server.render({ template: id, sample: true, formats: ["html"] });
      made.push({ id, html: await server.page(html) });
    }
    return made;
  })();
  return pages;
};

proves(
  "visualization.templates",
  "a picture of 3200×1800 and a page, from its sample, stamped as one",
  async () => {
    const ids = (await templates()).map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(23);
    for (const template of ids) {
      const { ok, png, html, noData } = await server.render({ template, sample: true });
      expect({ template, ok, noData }).toEqual({ template, ok: true, noData: [] });
      const picture = await server.picture(png);
      expect([picture.subarray(0, 8).toString("latin1"), picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([
        "\x89PNG\r\n\x1a\n",
        3200,
        1800,
      ]);
      const page = await server.page(html);
      expect(Buffer.byteLength(page)).toBeLessThan(500_000);
      expect(page).toContain("SAMPLE DATA");
    }
  },
  120_000,
);

proves("visualization.advertised", "by personas, capabilities, aliases and the list of tools", async () => {
  const listed = await templates();
  const known = new Set(listed.flatMap(({ id, aliases }) => [id, ...aliases]));
  const personas = await server.items<{ id: string; charts: string[] }>({ kind: "personas" });
  const named = [
    ...personas.flatMap(({ id, charts }) => charts.map((chart) => `${id}: ${chart}`)),
    ...capabilities.map(({ id, chart }) => `${id}: ${chart}`),
  ];
  expect(named.filter((name) => !known.has(name.split(": ")[1] ?? ""))).toEqual([]);
  for (const template of known) {
    const { ok, error } = await server.render({ template, sample: true, formats: ["html"] });
    expect({ template, ok, error }).toEqual({ template, ok: true, error: null });
  }
  const { tools } = await server.running.client.listTools();
  for (const name of ["render_chart", "analyze_and_render", "list_templates"])
    expect(tools.map((tool) => tool.name)).toContain(name);
});

proves("visualization.missing-data", "a gap stays a gap, a missing field is named, and nothing comes of nothing", async () => {
  const series = { labels: ["a", "b", "c"], series: [{ name: "v", values: [1, null, 3] }] };
  const gap = specIn(await server.page((await server.render({ template: "line", data: series })).html));
  expect(gap.panels[0]?.series[0]?.values).toEqual([1, null, 3]);

  // What is optional and was not given leaves its place to the rest: no empty card.
  const roi = { roi_trend: { months: ["Jan", "Feb"], roi: [10, 20] } };
  const alone = specIn(await server.page((await server.render({ template: "roi_analysis", data: roi })).html));
  expect(alone.panels).toHaveLength(1);
  // What was given in part, or as nothing, is named.
  const scores = { services: ["Search"], performance_scores: [null], timestamps: ["2026-01", "2026-02"], error_types: ["5xx"] };
  const part = await server.render({ template: "architecture_health", data: scores });
  expect(part.noData.map(({ field }) => field)).toEqual(["performance_scores", "response_times", "error_counts"]);
  const page = await server.page(part.html);
  expect(page.match(/<b>No data<\/b>/g)).toHaveLength(3);
  expect(page).not.toContain("SAMPLE DATA");
  const missing = specIn(page).panels.filter((panel) => panel.missing !== null);
  expect(missing.flatMap(({ series: drawn }) => drawn.flatMap(({ values }) => values.filter((value) => value !== null)))).toEqual(
    [],
  );

  for (const { id } of await templates()) {
    const { ok, error, html } = await server.render({ template: id, data: {}, formats: ["html"] });
    if (!ok) expect({ id, code: error?.code }).toEqual({ id, code: "INVALID_DATA" });
    else
      for (const panel of specIn(await server.page(html)).panels)
        expect({ id, missing: panel.missing }).not.toEqual({ id, missing: null });
  }
});

proves("visualization.numbers", "to the last digit, in the page, in the text, and when drawn later", async () => {
  const sales = [0.1 + 0.2, 1e6 / 3, -41.7, 12_345.678_9, 2 ** 40];
  const rows = sales.flatMap((v, i) => [
    { region: `r${i}`, v },
    { region: `r${i}`, v: i },
  ]);
  const sums = sales.map((v, i) => v + i);
  const { data, text } = await server.running.call("analyze_and_render", {
    ...analysis('pd.DataFrame(strategic_context["rows"]).groupby("region")["v"].sum()', { context: { rows } }),
    template: "bar",
  });
  const { run, chart } = data as unknown as { run: { executionId: string; result: { rows: unknown[][] } }; chart: Chart };
  expect(run.result.rows).toEqual(sums.map((sum, i) => [`r${i}`, sum]));
  const drawn = async (one: Chart) => {
    const panel = specIn(await server.page(one.html)).panels[0];
    const values = panel?.series[0]?.values ?? [];
    return Object.fromEntries((panel?.labels ?? []).map((label, i) => [label, values[i]]));
  };
  const expected = Object.fromEntries(sums.map((sum, i) => [`r${i}`, sum]));
  expect(await drawn(chart)).toEqual(expected);
  for (let i = 0; i < sales.length; i++) expect(text).toContain(`r${i}`);
  expect(await drawn(await server.render({ template: "bar", from: { executionId: run.executionId } }))).toEqual(expected);
});

proves(
  "visualization.self-contained",
  "no template's page names anything outside itself, and its policy forbids it",
  async () => {
    for (const { id, html } of await everyPage()) {
      const found = html.match(
        /\s(?:src|href|action|srcset)="(?!data:|#)[^"]*"|url\((?!["']?data:)[^)]*\)|@import|<(?:link|iframe|object|embed|base)\b/g,
      );
      expect({ id, found }).toEqual({ id, found: null });
      const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1]?.replaceAll("&#39;", "'") ?? "";
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/https?:|unsafe-eval|\*/);
    }
  },
);

const evil = `</script><img src=x onerror="hit()">'"&$&`;
const tainted = (value: unknown): unknown =>
  typeof value === "string"
    ? value + evil
    : Array.isArray(value)
      ? value.map(tainted)
      : value !== null && typeof value === "object"
        ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, tainted(item)]))
        : value;

/** Puts back what stood at a path: a field that takes only certain words. */
function restore(target: unknown, from: unknown, [key = "", ...rest]: readonly string[]): void {
  const [to, source] = [target as Record<string, unknown>, from as Record<string, unknown>];
  if (rest.length === 0 || typeof source[key] === "string") to[key] = source[key];
  else restore(to[key], source[key], rest);
}

/** The template's sample with every text made hostile; fields that accept only certain words keep theirs. */
async function hostile(id: string): Promise<Chart> {
  const sample = await sampleOf(id);
  const data = tainted(sample);
  for (let tries = 0; tries < 80; tries++) {
    const chart = await server.render({ template: id, data, title: evil, subtitle: evil, source: evil, formats: ["html"] });
    if (chart.ok || chart.error?.path === null || chart.error?.path === undefined) return chart;
    restore(data, sample, chart.error.path.split("."));
  }
  throw new Error(`${id}: not drawn`);
}

proves(
  "visualization.hostile-text",
  "in titles, labels, cells and the page's own data",
  async () => {
    for (const { id, html: plain } of await everyPage()) {
      const { ok, html, reason } = await hostile(id);
      expect({ id, ok, reason }).toEqual({ id, ok: true, reason: null });
      const page = await server.page(html);
      const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;
      for (const tag of [/<script/g, /<\/script/g, /<img/g])
        expect({ id, tag, n: count(page, tag) }).toEqual({ id, tag, n: count(plain, tag) });
      expect(page).not.toContain(evil);
      // More than the title, the subtitle and the source: the data's own texts are shown too.
      expect(count(page, /&lt;img src=x onerror=&quot;hit/g)).toBeGreaterThan(3);
      expect({ id, faults: documentFaults(page) }).toEqual({ id, faults: [] });
    }
  },
  120_000,
);

proves("visualization.document", "elements close in order, ids are there once, and what refers to one finds it", async () => {
  for (const { id, html } of await everyPage()) expect({ id, faults: documentFaults(html) }).toEqual({ id, faults: [] });
});

proves("visualization.degrades", "the run stays ok, its result is in the text, and the server draws on", async () => {
  const { data, text, isError } = await server.running.call("analyze_and_render", {
    ...analysis('{"north": 1234.5, "note": "no template takes this"}'),
    template: "roi_analysis",
  });
  const { run, chart } = data as unknown as { run: { status: string; result: unknown }; chart: Chart };
  expect({ isError, status: run.status, result: run.result }).toEqual({
    isError: true,
    status: "ok",
    result: { north: 1234.5, note: "no template takes this" },
  });
  expect(chart).toMatchObject({ ok: false, png: null, html: null, error: { code: "INVALID_DATA", path: "roi_trend" } });
  expect(text).toContain("1234.5");
  expect(text).toContain("roi_trend");
  // What is drawn stands in the text as well, for a client that shows no pictures.
  const drawn = await server.running.call("render_chart", { template: "bar", data: { north: 1234, south: 2 } });
  expect(drawn.isError).toBe(false);
  expect(drawn.text).toMatch(/\| north \| 1,234 \|/);
});
