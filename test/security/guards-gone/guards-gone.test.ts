import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sandbox } from "../../../core/ports/sandbox.ts";
import { answerOf, type FlatOutcome, sandboxJob } from "../../../core/testing/index.ts";
import { unjudged } from "../../../plugins/sandbox-pyodide/tests/unjudged.ts";
import { type Attack, availability, host, IN_HAND, leaks, numbers, withEverything } from "./attacks.ts";

/**
 * The third matrix: every guard in Python is gone, and what follows must hold by the realm, the rewind and the process alone.
 * Attacker and honest client share a jail here, which two clients of the server never do: that is tested apart.
 */
const WORKERS = 2;
/** The bytes of linear memory that are surely there; one attack in so many is tried; what the honest analysis calls besides. */
const environments = [
  { environment: "standard", bytes: 78_000_000, memoryMb: 256, oneIn: 1, calls: "None", called: null },
  {
    environment: "science",
    bytes: 234_000_000,
    memoryMb: 512,
    oneIn: process.env.TEST_FULL === "1" ? 1 : 10,
    calls: `__import__("scipy.stats").stats.norm.cdf(0.0), __import__("sklearn.linear_model").linear_model.LinearRegression().fit([[0.0], [1.0]], [1.0, 3.0]).predict([[2.0]]).round(9).tolist()`,
    called: [0.5, [5]],
  },
] as const;
type Place = (typeof environments)[number];
let here: Place = environments[0];
const SECRET = "margin 31 %, takeover at 42 EUR";
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = unjudged({ workers: WORKERS });
  await sandbox.start();
});
afterAll(() => sandbox.close());

function run(code: string, preamble = "", client = "shared", wallSeconds = 5): Promise<FlatOutcome> {
  return answerOf(
    sandbox,
    sandboxJob(code, { ...inPlace(), preamble, client, limits: { wallSeconds, memoryMb: here.memoryMb } }),
  );
}

const inPlace = () => ({ environment: here.environment });

async function hostile(attack: Attack): Promise<FlatOutcome> {
  const outcome = await run("None", withEverything(attack), "shared", 2);
  // That would be an interpreter which had computed wrongly before the attack began.
  expect(outcome.status).not.toBe("unsafe");
  return outcome;
}

/** An honest analysis whose answers are known; it also looks for what others may have left. */
const honest = ({ calls }: Place) => `
import math, json, datetime, pandas as pd, numpy as np
cost = 125.0
table = pd.DataFrame({"region": ["n", "s", "n"], "revenue": [100.0, 200.0, 50.0], "units": [2_000_000_000, 3, 4]})
[math.pi * 100, -cost, 2 + 3 * 7, float(table.revenue.sum()), table.groupby("region").revenue.sum().to_dict(), int((table.units * 3).sum()),
 float(np.mean([1.0, 2.0])), roi.npv(0.1, [-100.0, 60.0, 60.0]), json.dumps({"a": [1, 2]}), str(datetime.date(2024, 2, 29) + datetime.timedelta(1)), ${calls}]`;
const KNOWN = [
  Math.PI * 100,
  -125,
  23,
  350,
  { n: 150, s: 200 },
  6_000_000_021,
  1.5,
  -100 + 60 / 1.1 + 60 / 1.1 ** 2,
  '{"a": [1, 2]}',
  "2024-03-01",
];
const ROI = "import strategic.roi as roi";

async function honestRunsHold(): Promise<void> {
  // One after another meets every worker: whichever served the attack is among them.
  for (let i = 0; i < 2; i++) {
    const outcomes = await Promise.all(Array.from({ length: WORKERS }, () => run(honest(here), ROI)));
    for (const outcome of outcomes) {
      expect(outcome.reason).toBeNull();
      const [, , , , , , , npv] = outcome.result as number[];
      expect(npv).toBeCloseTo(KNOWN[7] as number, 10);
      expect((outcome.result as unknown[]).toSpliced(7, 1)).toEqual([...KNOWN.toSpliced(7, 1), ...(here.called ?? [null])]);
      expect(outcome.tripwires).toEqual([]);
    }
  }
}

/** What a run could find of another, looked for with every means: all of linear memory, files, descriptors, modules. */
const look = ({ bytes }: Place) => `
found = []
everything = memory(0, ${bytes}).raw
if everything.count(bytes(reversed(b"KRAMKRAM"))): found.append("in memory")
if hasattr(builtins, "MARK") or hasattr(sys, "MARK") or hasattr(sys, "kept"): found.append("an attribute")
for folder, folders, files in os.walk("/tmp"):
    found += [os.path.join(folder, f) for f in files + folders if f != "datasets"]
if os.path.islink("/home/link"): found.append("a link")
if os.getcwd() != "/home/pyodide": found.append("cwd " + os.getcwd())
if "MARK" in os.environ or "TZ" in os.environ: found.append("the environment")
if os.stat("/dev/null").st_mtime == 1: found.append("times of a device")
if oct(os.stat("/tmp").st_mode)[-3:] != "777": found.append("modes")
if open("/lib/python3.14/site-packages/six.py").read(4) == "MARK": found.append("a file of the image")
if sys.gettrace() or sys.getprofile(): found.append("a trace function")
fd = os.open("/tmp/fd", os.O_CREAT | os.O_RDWR); 
if fd != 3: found.append("descriptor %d is the first that is free" % fd)
result = found
`;

describe.each(environments)("in $environment", (place) => {
  const few = (attacks: readonly Attack[]) => attacks.filter((_, at) => at % place.oneIn === 0);
  beforeAll(() => {
    here = place;
  });

  describe("numbers of later runs", () => {
    test.each(few(numbers))("$name", async (attack) => {
      await Promise.all([hostile(attack), hostile(attack)]);
      await honestRunsHold();
    });
  });

  describe("code and data of others", () => {
    test.each(few(leaks))("$name", async (attack) => {
      const inode = "import os\nresult = os.stat(open('/tmp/i', 'w').name).st_ino";
      const before = await run("result", inode);
      await Promise.all([hostile(attack), hostile(attack)]);
      const looks = await Promise.all(Array.from({ length: WORKERS }, () => run("result", IN_HAND + look(here))));
      for (const { result, reason } of looks) expect(result ?? reason).toEqual([]);
      expect((await run("result", inode)).result).toBe(before.result);
      await honestRunsHold();
    });

    test("an attacker who reads all of memory finds nothing of the run before or after", async () => {
      const secret = { contextJson: JSON.stringify({ deal: SECRET }) };
      const victim = () =>
        answerOf(sandbox, sandboxJob("strategic_context['deal']", { ...inPlace(), client: "shared", ...secret }));
      const spy = `
import strategic_runtime.entry as e
real = e._run
builtins.loot = []
def _run(request):
    builtins.loot.append(request)
    return real(request)
e._run = e._operations["run"] = _run`;
      const read = `
result = [memory(0, ${here.bytes}).raw.count(bytes(reversed(b"RUE 24 ta revoekat"))), len(getattr(builtins, "loot", []))]`;
      for (let i = 0; i < 2; i++) {
        await Promise.all([hostile({ name: "spy", code: spy }), hostile({ name: "spy", code: spy })]);
        for (const { result } of await Promise.all([victim(), victim()])) expect(result).toBe(SECRET);
        const looks = await Promise.all([run("result", IN_HAND + read), run("result", IN_HAND + read)]);
        for (const { result, reason } of looks) expect(result ?? reason).toEqual([0, 0]);
      }
    });
  });

  describe("the host", () => {
    test.each(few(host))("$name", async (attack) => {
      const [outcome] = await Promise.all([hostile(attack), hostile(attack)]);
      expect(["ok", "guest-error", "crashed"]).toContain(outcome.status);
      await honestRunsHold();
    });

    test("contact with what was cut ends the interpreter, the run says so, and health counts it", async () => {
      const outcome = await hostile({ name: "", code: "os.pipe()" });
      expect(outcome).toMatchObject({ status: "crashed", tripwires: ["__syscall_pipe"] });
      expect(outcome.reason).toContain("__syscall_pipe");
    });

    test("a guard that was taken away replaces the interpreter, and the run says so", async () => {
      expect((await run("7", "import sys\ndel sys.meta_path[:1]")).tripwires).toEqual(["the import guard is gone"]);
    });
  });

  describe("availability", () => {
    test.each(few(availability))("$name", async (attack) => {
      const outcome = await hostile(attack);
      expect(outcome.result).toBeNull();
      await honestRunsHold();
      expect(sandbox.stats()).toMatchObject({ ready: true, reason: null });
    });
  });
});
