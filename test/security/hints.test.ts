import { afterAll, beforeAll, expect, test } from "vitest";
import { analysis, type RunningServer, startServer } from "../e2e/server.ts";

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const sales = { name: "sales", format: "csv", content: "region,revenue\nN,10\nS,20\n" };
const run = async (code: string) =>
  (await server.call("run_analysis", analysis(code, { datasets: [sales] }))).data as {
    status: string;
    violations: { rule: string; line: number; hint: string }[];
  };

/** What a model writes first, what it is told, and what it writes when it does as it was told. */
test.each([
  ["reading a file", "import pandas as pd\npd.read_csv('sales.csv')", /datasets\["/, "datasets['sales']['revenue'].sum()"],
  ["open", "open('sales.csv').read()", /datasets\["name"\]/, "datasets['sales'].to_csv(index=False)"],
  ["writing a file", "datasets['sales'].to_csv('out.csv')", /./, "datasets['sales'].to_csv()"],
  [
    "a plotting library",
    "import plotly.express as px\npx.bar(x=[1])",
    /strategic/,
    "import strategic\nstrategic.chart('bar', {'labels': ['N'], 'values': [1]}, title='t')",
  ],
  ["requests", "import requests\nrequests.get('http://x')", /datasets\[/, "import pandas as pd\ndatasets['sales'].shape"],
  ["eval for a literal", "eval('[1, 2]')", /json\.loads/, "import json\njson.loads('[1, 2]')"],
  ["os.environ", "import os\nos.environ['BUDGET']", /strategic_context/, "strategic_context.get('budget', 1)"],
  [
    "getattr with a name made at run time",
    "name = strategic_context.get('how', 'mean')\ngetattr(datasets['sales']['revenue'], name)()",
    /df\[column\]|dict from name/,
    "s = datasets['sales']['revenue']\n{'mean': s.mean}['mean']()",
  ],
  ["__class__", "(1).__class__", /type\(x\)/, "type(1).__name__"],
  [
    "__dict__",
    "class A: pass\nA().__dict__",
    /asdict|dict of your own/,
    "from dataclasses import dataclass, asdict\n@dataclass\nclass A:\n    x: int = 1\nasdict(A())",
  ],
  ["input", "budget = input('budget?')", /strategic_context/, "budget = strategic_context.get('budget', 1)\nbudget"],
  ["exit", "result = 1\nexit()", /result/, "result = 1"],
  [
    "a query made at run time",
    "q = input_text = 'revenue > ' + str(len(datasets))\ndatasets['sales'].query(q + strategic_context.get('x', ''))",
    /./,
    "limit = 5\ndatasets['sales'].query('revenue > @limit')",
  ],
  [
    "a function named at run time",
    "how = str(strategic_context.get('how', 'mean'))\ndatasets['sales']['revenue'].agg(how)",
    /written out/,
    "how = strategic_context.get('how', 'mean')\ndatasets['sales']['revenue'].agg({'mean': 'mean', 'sum': 'sum'}[how])",
  ],
  ["a private attribute", "datasets['sales']._get_numeric_data()", /public/, "datasets['sales'].select_dtypes('number')"],
  [
    "a column named like a module, of who knows what",
    "tables = [datasets['sales'].rename(columns={'revenue': 'os'})]\ntables[0].os",
    /df\["os"\]/,
    "tables = [datasets['sales'].rename(columns={'revenue': 'os'})]\ntables[0]['os']",
  ],
  [
    "an array laid over memory",
    "import numpy as np\nnp.ndarray((2,), 'u1', buffer=b'ab')",
    /frombuffer/,
    "import numpy as np\nnp.frombuffer(b'ab', dtype='u1')",
  ],
  [
    "fields made at run time",
    "from dataclasses import make_dataclass\nmake_dataclass('Row', list(datasets['sales'].columns))",
    /literal names/,
    "from dataclasses import make_dataclass\nmake_dataclass('Row', ['region', 'revenue'])('N', 1)",
  ],
  ["a library's function replaced", "import json\njson.dumps = str", /name of your own/, "dumps = str\ndumps(1)"],
  ["pickle", "import pickle\npickle.dumps(1)", /./, "import json\njson.dumps(1)"],
  ["threads", "import threading\nthreading.Thread(target=print).start()", /one of|pandas/, "print()"],
  ["async", "import asyncio\nasync def f(): return 1\nasyncio.run(f())", /./, "def f(): return 1\nf()"],
] as const)("%s: the hint leads to code that runs", async (_name, first, hint, second) => {
  const refused = await run(first);
  expect(refused.status).toBe("rejected");
  expect(refused.violations[0]?.line).toBeGreaterThan(0);
  expect(refused.violations.map((violation) => violation.hint).join("\n")).toMatch(hint);
  const { status, violations } = await run(second);
  expect({ status, violations }).toEqual({ status: "ok", violations: [] });
});
