import { expect, test } from "vitest";
import { fakeDatasets } from "../../../core/testing/index.ts";
import { fakeApp, numbers } from "../../../core/tests/fake-app.ts";
import { connected } from "../../../test/mcp-client.ts";

const tables = Object.fromEntries(Array.from({ length: 450 }, (_, at) => [`sales ${at + 1000}`, "a\n1\n"]));
const prompt = {
  id: "review",
  title: "Review",
  description: "Of a table, as a template",
  arguments: [
    { name: "dataset", description: "Which", required: true, names: "datasets" as const },
    { name: "template", description: "As what", required: false, names: "templates" as const },
    { name: "persona", description: "For whom", required: false, names: "personas" as const },
    { name: "question", description: "What", required: false },
  ],
  text: "Review {dataset}.",
};
const open = async () => fakeApp({ datasets: fakeDatasets(tables), prompts: [prompt] });

test("what a client made, the tables and the templates are listed by pages, each once", async () => {
  await using app = await open();
  const jane = await connected(app);
  await jane.call("render_chart", { template: "numbers", sample: true });
  const [pages, uris]: [number[], string[]] = [[], []];
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await jane.client.request({ method: "resources/list", params: cursor === undefined ? {} : { cursor } });
    const { resources, nextCursor } = page as { resources: { uri: string }[]; nextCursor?: string };
    pages.push(resources.length);
    uris.push(...resources.map(({ uri }) => uri));
    [cursor, more] = [nextCursor, nextCursor !== undefined];
  }
  expect(pages).toEqual([200, 200, 54]);
  expect(new Set(uris).size).toBe(454);
  // What was made lately stands first.
  expect(uris.slice(0, 2).map((uri) => uri.replace(/[\w-]+\./, ""))).toEqual([
    "strategic://charts/png",
    "strategic://charts/html",
  ]);
  expect(uris).toContain("strategic://datasets/sales%201449");
  const wrong = jane.client.request({ method: "resources/list", params: { cursor: "next" } });
  await expect(wrong).rejects.toThrow(/cursor is none of this list/);
});

test("a template is read with its schema and sample, a table with what it holds; what is not there is not found", async () => {
  await using app = await open();
  const jane = await connected(app);
  const template = await jane.read("strategic://templates/numbers");
  expect(template.mimeType).toBe("application/json");
  expect(JSON.parse(template.text as string)).toMatchObject({
    id: "numbers",
    sample: numbers.sample,
    schema: { type: "object" },
  });
  for (const uri of [
    "strategic://templates/none",
    "strategic://charts/none.png",
    "strategic://runs/none",
    "strategic://reports/%E0%A4",
  ])
    await expect(jane.read(uri)).rejects.toThrow(/not found/i);
  await expect(jane.read("strategic://datasets/none")).rejects.toThrow(/none/);
});

test("while a client's user types, names are offered: of tables, templates, personas, runs and charts of his own", async () => {
  await using app = await open();
  const [jane, jack] = [await connected(app, { client: "jane" }), await connected(app, { client: "jack" })];
  const offered = async (who: typeof jane, ref: object, name: string, value: string) =>
    (await who.client.complete({ ref: ref as never, argument: { name, value } })).completion;
  const review = { type: "ref/prompt", name: "review" };
  expect(await offered(jane, review, "dataset", "sales 11")).toMatchObject({ total: 100, hasMore: false });
  expect((await offered(jane, review, "template", "n")).values).toEqual(["numbers"]);
  expect((await offered(jane, review, "persona", "")).values).toEqual(["alvaro", "diego"]);
  expect((await offered(jane, review, "question", "")).values).toEqual([]);
  const table = { type: "ref/resource", uri: "strategic://datasets/{name}" };
  expect(await offered(jane, table, "name", "sales 1")).toMatchObject({ hasMore: true, total: 450 });
  const { chartId } = (await jane.call("render_chart", { template: "numbers", sample: true })).data;
  const chart = { type: "ref/resource", uri: "strategic://charts/{file}" };
  expect((await offered(jane, chart, "file", "")).values).toEqual([`${chartId}.png`, `${chartId}.html`]);
  expect((await offered(jack, chart, "file", "")).values).toEqual([]);
});

test("who may not analyze is shown no table, in no way", async () => {
  await using app = await open();
  const jane = await connected(app, { scopes: ["render"] });
  const { resources } = await jane.client.listResources();
  expect(resources.map(({ uri }) => uri)).toEqual(["strategic://templates/numbers", "ui://strategic/view"]);
  const { completion } = await jane.client.complete({
    ref: { type: "ref/prompt", name: "review" },
    argument: { name: "dataset", value: "" },
  });
  expect(completion.values).toEqual([]);
  await expect(jane.read("strategic://datasets/sales%201000")).rejects.toThrow(/not found/i);
});
