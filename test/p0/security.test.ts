import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { isAlive, processTree } from "../../bench/process-tree.ts";
import type { App } from "../../core/index.ts";
import { Canaries } from "../security/canaries.ts";
import { BuiltServer } from "./built-server.ts";
import { appWith, trying } from "./hostile-interpreter.ts";
import { proves } from "./proves.ts";

const canaries = new Canaries();
const folder = mkdtempSync(join(tmpdir(), "p0-security-"));
const server = new BuiltServer(() => ({ [canaries.variable]: canaries.secret }));

const node = (body: string) => `import js\nget = js.process.getBuiltinModule\nout = ${body}`;
const libc = (body: string) => `import ctypes\nout = ctypes.CDLL(None).${body}`;
const file = JSON.stringify(canaries.file);
const written = JSON.stringify(canaries.written);

/** By the roads that the interpreter, Pyodide and Node offer to code that no scope has read. */
const reads = [
  `out = open(${file}).read()`,
  node(`get("fs").readFileSync(${file}, "utf8")`),
  `from pyodide.code import run_js\nout = run_js("process.getBuiltinModule('fs').readFileSync(${canaries.file.replaceAll("'", "")})")`,
];
const writes = [`open(${written}, "w").write("x")`, node(`get("fs").writeFileSync(${written}, "x")`)];
const processes = [
  `import os\nout = os.system("touch ${canaries.written}")`,
  `import subprocess\nout = subprocess.run(["cp", ${file}, ${written}])`,
  `import os\nout = os.fork()`,
  node(`get("child_process").execSync("cp ${canaries.file} ${canaries.written}")`),
  node(
    `get("worker_threads").Worker.new("require('fs').writeFileSync('${canaries.written}','x')", js.Object.fromEntries([["eval", True]]))`,
  ),
  libc(`system(b"cp ${canaries.file} ${canaries.written}")`),
  "import threading\nt = threading.Thread(target=print)\nt.start()\nout = 'a thread ran'",
];
const environment = [
  `import os\nout = dict(os.environ)`,
  node("js.JSON.stringify(js.process.env)"),
  `out = open("/proc/self/environ").read()`,
];
const connects = () => [
  `import socket\nout = socket.create_connection(("127.0.0.1", ${canaries.port}), 2)`,
  `import urllib.request\nout = urllib.request.urlopen("http://127.0.0.1:${canaries.port}/").read()`,
  `import js, time\njs.fetch("http://127.0.0.1:${canaries.port}/")\ntime.sleep(0.2)`,
  `${node(`get("net").connect(${canaries.port}, "127.0.0.1")`)}\nimport time\ntime.sleep(0.2)`,
];

/** Takes over the function that fills the interpreter's answer, from the frame that called. */
const forging = (change: string) => `import sys
frame = sys._getframe()
while "_answer" not in frame.f_globals: frame = frame.f_back
def forged(report, value, request):
    report["result"] = "FORGED"
    ${change}
frame.f_globals["_answer"] = forged`;
const forgeries = {
  impossible: forging('report["wallMs"] = -1'),
  shapeless: forging('del report["error"]'),
  unheard: forging('report["limit"] = "none"'),
  overfull: forging('report["charts"] = [{"template": "bar", "data": 1, "options": {}}] * 65'),
};

let behind: App;
beforeAll(async () => {
  await canaries.set();
  const kinds = { reads, writes, processes, environment, connects: connects() };
  const attacks = Object.fromEntries(
    Object.entries(kinds).flatMap(([kind, ways]) => ways.map((way, at) => [`${kind}-${at}`, trying([way])])),
  );
  behind = await appWith(join(folder, "audit.sqlite"), {
    ...attacks,
    ...forgeries,
    leaves:
      "import sys, math\nmath.pi = 3\nsys.modules['json'].leaked = 'SECRET-OF-ONE-RUN'\nopen('/tmp/left', 'w').write('x')\nimport os\nos.environ['LEFT'] = 'x'",
    looks:
      "import sys, os, math\nfound = [math.pi == 3, hasattr(sys.modules['json'], 'leaked'), os.path.exists('/tmp/left'), 'LEFT' in os.environ]",
  });
});
afterAll(async () => {
  await behind?.close();
  canaries.remove();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * Refused by the scope, all of them; and tried again where no scope reads the code, each by itself: that every one
 * of them was tried to its end is seen. What came of it, as text.
 */
async function attempted(kind: string, ways: readonly string[]): Promise<string[]> {
  for (const way of ways) expect({ way, status: (await server.run(way)).status }).toEqual({ way, status: "rejected" });
  const got: string[] = [];
  for (const [at, way] of ways.entries()) {
    const { status, result } = await behind.analyze({ persona: `${kind}-${at}`, capability: "roi_calculations", code: "got" });
    // One that ended its interpreter would prove nothing of what it tried.
    expect({ way, status, result }).toEqual({ way, status: "ok", result: [expect.any(String)] });
    got.push(...(result as string[]));
  }
  expect(canaries.reached([JSON.stringify(got)])).toEqual([]);
  return got;
}
const refused = async (code: string) => {
  const { status, violations } = await server.run(code);
  expect({ code, status, said: violations.length > 0 && violations.every(({ hint, line }) => hint !== "" && line > 0) }).toEqual({
    code,
    status: "rejected",
    said: true,
  });
};

proves("security.import-variants", "each is rejected with its place and what to do instead", async () => {
  for (const code of [
    "import os",
    "import os as json",
    "import json, os",
    "from os import path",
    "from os import *",
    "import os.path",
    "if True:\n    import sys",
    "def f():\n    import subprocess",
    "__import__('os')",
    "import importlib\nimportlib.import_module('os')",
    "import builtins",
    "from json import codecs",
    "import pandas.io.common",
    "import ｏｓ",
    "import\\\n os",
    "exec('import os')",
    "eval('__import__(\"os\")')",
    "import js",
    "import pyodide_js",
  ])
    await refused(code);
});

proves("security.attribute-chain", "by classes, modules of modules, frames and format fields", async () => {
  for (const code of [
    "().__class__.__base__.__subclasses__()",
    "pd.io.common.os.system('true')",
    "np.lib.os",
    "import statistics\nstatistics.sys.modules",
    "(lambda: 0).__globals__",
    "(x for x in []).gi_frame.f_back",
    "try:\n    1 / 0\nexcept Exception as e:\n    e.__traceback__.tb_frame",
    "'{0.__class__}'.format(1)",
    "match 1:\n    case int(__class__=c): c",
  ])
    await refused(code);
});

proves("security.dunder-by-string", "before it runs where it can be read, and when it runs where it can't", async () => {
  for (const name of [
    "'__cla' + 'ss__'",
    "''.join(['__cl', 'ass__'])",
    "'__ssalc__'[::-1]",
    "strategic_context['name']",
    "f'__{\"class\"}__'",
  ]) {
    const code = `import operator\nname = ${name}\nways = [lambda: getattr(1, name), lambda: operator.attrgetter(name)(1), lambda: ('{0.' + name + '}').format(1)]
got = []
for way in ways:
    try: got.append('ESCAPE ' + str(way()))
    except Exception as e: got.append('refused')
got`;
    const { status, result } = await server.run(code, { context: { name: "__class__" } });
    if (status === "ok") expect({ name, result }).toEqual({ name, result: ["refused", "refused", "refused"] });
    else expect({ name, status }).toEqual({ name, status: "rejected" });
  }
});

proves("security.file", "a secret stays unread, and nothing is written", async () => {
  for (const outcome of [...(await attempted("reads", reads)), ...(await attempted("writes", writes))])
    expect(outcome).not.toContain(canaries.secret);
  await refused(`pd.read_csv(${file})`);
});

proves("security.network", "nobody knocks at a port that listens", async () => {
  await attempted("connects", connects());
  await refused(`pd.read_csv("http://127.0.0.1:${canaries.port}/")`);
  expect(canaries.reached([])).toEqual([]);
});

proves("security.process", "by shell, spawn, fork, thread or Node's worker", async () => {
  const before = processTree(process.pid);
  const got = await attempted("processes", processes);
  expect(got.filter((outcome) => outcome === "a thread ran")).toEqual([]);
  const pids = new Set(before.map(({ pid }) => pid));
  // A worker process that replaces a lost one is ours; anything else would be the guest's.
  const more = processTree(process.pid).filter((one) => !pids.has(one.pid) && isAlive(one));
  expect(more.length).toBeLessThanOrEqual(1);
});

proves("security.environment", "neither a secret nor the search path is there", async () => {
  const got = await attempted("environment", environment);
  for (const outcome of got) {
    expect(outcome).not.toContain(canaries.variable);
    expect(outcome).not.toContain(process.env.PATH ?? "unset");
  }
});

proves("security.no-leak", "neither in modules nor in names, files, memory or options", async () => {
  await server.value(
    "import json\njson.JSONEncoder.leaked = 1\npd.DataFrame.sum = None\npd.options.display.max_rows = 3\nmine = 1\njson.JSONEncoder.leaked",
  );
  // Each worker is asked, more than once.
  const look =
    "import json\n[int(pd.DataFrame({'v': [2]}).sum()['v']), hasattr(json.JSONEncoder, 'leaked'), pd.options.display.max_rows]";
  for (let i = 0; i < 4; i++) expect(await server.value(look)).toEqual([2, false, 60]);
  expect((await server.run("mine")).error?.type).toBe("NameError");
  await behind.analyze({ persona: "leaves", capability: "roi_calculations", code: "1" });
  const seen = await behind.analyze({ persona: "looks", capability: "roi_calculations", code: "found" });
  expect(seen.result).toEqual([false, false, false, false]);
});

proves(
  "security.forged-answer",
  "with a figure that can't be, a field that is missing, a word unheard of, or too much",
  async () => {
    for (const persona of Object.keys(forgeries)) {
      const { status, result } = await behind.analyze({ persona, capability: "roi_calculations", code: "'mine'" });
      expect({ persona, status, result }).toEqual({ persona, status: "crashed", result: null });
    }
    const after = await behind.analyze({ persona: "alvaro", capability: "roi_calculations", code: "6 * 7" });
    expect(after.result).toBe(42);
  },
);
