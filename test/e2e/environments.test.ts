import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scopeCatalogue } from "../../plugins/scope-python/rules.ts";
import { analysis, type RunningServer, startServer } from "./server.ts";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer(["--workers", "1"]);
});
afterAll(() => server.close());

interface Run {
  readonly status: string;
  readonly result: unknown;
  readonly stderr: string;
  readonly error: { readonly message: string } | null;
  readonly charts: readonly {
    readonly template: string;
    readonly title: string;
    readonly png: string | null;
    readonly html: string | null;
  }[];
}

async function run(code: string, rest: object = {}): Promise<Run> {
  return (await server.call("run_analysis", analysis(code, { capability: "strategic_data_analysis", ...rest })))
    .data as unknown as Run;
}
const standing = async () => {
  const { environments } = (await server.call("get_health", {})).data as { environments: { name: string; ready: number }[] };
  return Object.fromEntries(environments.map(({ name, ready }) => [name, ready]));
};

test("the libraries of science cost nothing until code imports one", async () => {
  expect((await run("import pandas as pd\npd.Series([1, 2]).sum()")).result).toBe(3);
  expect(await standing()).toEqual({ standard: 1, science: 0 });
  expect((await run("from scipy import stats\nround(stats.norm.cdf(1.96), 4)")).result).toBe(0.975);
  expect(await standing()).toEqual({ standard: 1, science: 1 });
});

describe("code runs where its imports are", () => {
  test("also where its text hides them from a first look", async () => {
    expect(await run("import \\\n    scipy.stats as st\nround(st.norm.sf(0), 1)")).toMatchObject({ status: "ok", result: 0.5 });
    expect(await run("text = '''\nimport scipy\n'''\nlen(text)")).toMatchObject({ status: "ok", result: 14 });
  });

  test("and finds every module that the scope lets it import", async () => {
    const roots = scopeCatalogue().roots.filter((root) => root !== "__future__");
    const { status, error, stderr } = await run(`${roots.map((root) => `import ${root}`).join("\n")}\nNone`);
    expect({ status, error, stderr }).toEqual({ status: "ok", error: null, stderr: "" });
    const plain = roots.filter((root) => !scienceOnly.has(root));
    expect(await run(`${plain.map((root) => `import ${root}`).join("\n")}\nNone`)).toMatchObject({ status: "ok", error: null });
    const submodules = scopeCatalogue().submodules.filter((name) => !name.endsWith("*"));
    expect(await run(`${submodules.map((name) => `import ${name}`).join("\n")}\nNone`)).toMatchObject({
      status: "ok",
      error: null,
    });
  });
});
const scienceOnly = new Set(["joblib", "matplotlib", "mpl_toolkits", "patsy", "scipy", "seaborn", "sklearn", "statsmodels"]);

test("what pandas and matplotlib draw comes back: the picture, and the same numbers as a chart of ours with its page", async () => {
  const content = "quarter,revenue\nQ1,10\nQ2,12\nQ3,9\n";
  const datasets = [{ name: "sales", format: "csv", content }];
  const { status, charts, stderr } = await run('datasets["sales"].set_index("quarter").plot(kind="bar", title="Revenue")\nNone', {
    datasets,
  });
  expect([status, stderr]).toEqual(["ok", "figure 1: also drawn from its data as bar\n"]);
  expect(charts.map(({ template, title, png, html }) => [template, title, png !== null, html !== null])).toEqual([
    ["figure", "Revenue", true, false],
    ["bar", "Revenue", true, true],
  ]);
  const page = await server.client.readResource({ uri: charts[1]?.html as string });
  const { text } = page.contents[0] as { text: string };
  for (const value of ["Q1", "Q2", "Q3", "revenue"]) expect(text).toContain(value);
});
