import type { Group, Scenario } from "../scenario.ts";
import { type Measured, ok, spawnServer } from "../server.ts";
import { type Figure, figure } from "../statistics.ts";
import { growthOver50Renders } from "./render-growth.ts";

type Format = "png" | "html";
const FORMATS = {
  png: {
    title: "PNG 1600×900 @2x, warm",
    warmUps: 1,
    rounds: { quick: 3, full: 12 },
    each: 1,
    bounds: { ceiling: 3000, target: 250 },
  },
  html: { title: "page, warm", warmUps: 2, rounds: { quick: 5, full: 40 }, each: 8, bounds: { ceiling: 1000, target: 60 } },
} as const;

export const renderGroup: Group = {
  name: "render",
  async open() {
    const server = await spawnServer();
    const templates = await templateIds(server);
    const draw = async (template: string, format: Format) => {
      const start = performance.now();
      const answer = ok(await server.call("render_chart", { template, sample: true, formats: [format] }));
      return { ms: performance.now() - start, uri: answer[format] as string };
    };
    const taken: Record<Format, Map<string, number[]>> = { png: new Map(), html: new Map() };
    return {
      scenarios: [
        oneTemplate(server, "png", async (template) => (await draw(template, "png")).ms),
        oneTemplate(server, "html", async (template) => (await draw(template, "html")).ms),
        everyTemplate(server, templates, "png", async (template) => note(taken.png, template, (await draw(template, "png")).ms)),
        everyTemplate(server, templates, "html", async (template) =>
          note(taken.html, template, (await draw(template, "html")).ms),
        ),
      ],
      async more(quick) {
        const sizes = await pageSizes(server, templates, draw);
        return [...perTemplate(templates, taken, sizes), ...(await growthOver50Renders(templates, quick))];
      },
      close: () => server.close(),
    };
  },
};

/** All templates in turn, so that none goes unmeasured. */
function everyTemplate(
  server: Measured,
  templates: readonly string[],
  format: Format,
  draw: (template: string) => Promise<number>,
): Scenario {
  const { title, warmUps, rounds, bounds } = FORMATS[format];
  const samples = { quick: rounds.quick * templates.length, full: rounds.full * templates.length };
  return {
    control: "work",
    samples,
    warmUps: warmUps * templates.length,
    pid: server.pid,
    once: async (index) => [await draw(templates[index % templates.length] as string)],
    parts: [
      { id: `render-${format}-all`, title: `${title}: all ${templates.length} templates in turn`, ...bounds, compared: false },
    ],
  };
}

/** One dashboard again and again, several a sample where one is too short to be timed well. */
function oneTemplate(server: Measured, format: Format, draw: (template: string) => Promise<number>): Scenario {
  const { title, each, bounds } = FORMATS[format];
  return {
    control: "work",
    samples: { quick: 30, full: 100 },
    warmUps: 12,
    pid: server.pid,
    async once() {
      let sum = 0;
      for (let index = 0; index < each; index++) sum += await draw("roi_analysis");
      return [sum / each];
    },
    parts: [{ id: `render-${format}`, title: `${title}: roi_analysis`, ...bounds, compared: true }],
  };
}

function note(taken: Map<string, number[]>, template: string, ms: number): number {
  taken.set(template, [...(taken.get(template) ?? []), ms]);
  return ms;
}

async function templateIds(server: Measured): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const answer = await server.call("list_templates", { kind: "templates", ...(cursor && { cursor }) });
    const page = answer.structuredContent as { items: { id: string }[]; nextCursor: string | null };
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return ids;
}

type Draw = (template: string, format: Format) => Promise<{ uri: string }>;

async function pageSizes(server: Measured, templates: readonly string[], draw: Draw): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for (const template of templates) {
    const { contents } = await server.client.readResource({ uri: (await draw(template, "html")).uri });
    const text = contents[0] !== undefined && "text" in contents[0] ? contents[0].text : "";
    sizes.set(template, Buffer.byteLength(text) / 1000);
  }
  return sizes;
}

function perTemplate(
  templates: readonly string[],
  taken: Record<Format, Map<string, number[]>>,
  sizes: ReadonlyMap<string, number>,
): Figure[] {
  const largest = [...sizes].toSorted(([, a], [, b]) => b - a);
  const named = (count: number) =>
    largest
      .slice(0, count)
      .map(([id, kb]) => `${id} ${kb.toFixed(0)}`)
      .join(", ");
  return [
    // The warm-up rounds come first and count for nothing here.
    ...templates.flatMap((id) =>
      (["png", "html"] as const).map((format) => {
        const { warmUps, bounds } = FORMATS[format];
        const warm = (taken[format].get(id) ?? []).slice(warmUps);
        return { ...figure(`${id}: ${format === "png" ? "PNG" : "page"}`, warm, { target: bounds.target }), detail: true };
      }),
    ),
    figure("size of a page, every template", [...sizes.values()], {
      unit: "kB",
      ceiling: 2000,
      target: 500,
      note: `largest: ${named(3)}`,
    }),
  ];
}
