import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sandbox } from "../../core/ports/sandbox.ts";
import { answerOf, sandboxJob } from "../../core/testing/index.ts";
import { unjudged } from "../../plugins/sandbox-pyodide/tests/unjudged.ts";
import { analysis, type RunningServer, startServer } from "../e2e/server.ts";
import { Canaries } from "./canaries.ts";
import { corpus } from "./corpus.ts";
import { type Attempt, judge, type Seen, said } from "./judge.ts";

/** Behind the scope these run to any wall limit, which is one of the ends that they may have. */
const ENDLESS = new Set(["ds-020", "our-076"]);
/** Short for what wants to run for ever: the end is the same at any limit. Long enough, on a busy machine, for what ends by itself. */
const limits = (code: string) => {
  const one = attempts.find((attempt) => attempt.code === code);
  const forEver = one !== undefined && (one.must.startsWith("TIMEOUT") || ENDLESS.has(one.id));
  return { wallSeconds: forEver ? 0.25 : 20, memoryMb: 512 };
};
const canaries = new Canaries();
beforeAll(() => canaries.set());
afterAll(() => canaries.remove());

const attempts = [...corpus("escapes"), ...corpus("ours"), ...corpus("by-class")];
const science = corpus("science");
/** The layers below are the same in both environments: with TEST_FULL every attempt in the second too, otherwise every eighth. */
const FULL = process.env.TEST_FULL === "1";
const environments = [
  ["standard", attempts],
  ["science", [...science, ...attempts.filter((_, at) => FULL || at % 8 === 0)]],
] as const;
const texts: string[] = [];
afterAll(() => expect(canaries.reached(texts)).toEqual([]));

describe("all layers on, through the server", () => {
  const all = [...attempts, ...science];
  let server: RunningServer;
  const seen = new Map<string, Seen>();
  beforeAll(async () => {
    server = await startServer([], { [canaries.variable]: canaries.secret });
  });
  afterAll(() => server.close());

  const attempt = async (code: string) => {
    // 30 s would be the server's own; a client may ask for less.
    const { data } = await server.call("run_analysis", analysis(code, { limits: limits(code) }));
    texts.push(JSON.stringify(data));
    return data as unknown as Seen;
  };

  test("the corpora are whole", () => {
    expect(corpus("escapes")).toHaveLength(146);
    expect(corpus("ours").length).toBeGreaterThanOrEqual(91);
    expect(corpus("by-class").length).toBeGreaterThanOrEqual(74);
    expect(science.length).toBeGreaterThanOrEqual(30);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test.each(all.map((one) => [one.id, one.technique, one] as const))("%s: %s", async (_id, _technique, one) => {
    const outcome = await attempt(one.code);
    seen.set(one.id, outcome);
    judge(one, outcome, { scope: true });
  });

  test("what leads into the interpreter is rejected before it runs", () => {
    const ran = all
      .filter(({ id, must }) => must.startsWith("BLOCK:") && seen.get(id)?.status !== "rejected")
      .map(({ id }) => `${id}: ${seen.get(id)?.status}`);
    expect(ran).toEqual([]);
  });

  test("attempts aimed at a canary file, variable and port reach none of them", async () => {
    for (const code of canaries.aimed()) await attempt(code);
    expect(canaries.reached(texts)).toEqual([]);
  });

  test("every attempt stands in the audit trail, and the chain verifies", async () => {
    const { data } = await server.call("get_audit_trail", { verify: true, limit: 200 });
    const { records, verified } = data as { records: { status: string; codeSha256: string }[]; verified: boolean };
    expect(verified).toBe(true);
    expect(records).toHaveLength(200);
    for (const { status, codeSha256 } of records) {
      expect(status).not.toBe("interrupted");
      expect(codeSha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  test("after all of it the server answers right", async () => {
    expect(await attempt("import pandas as pd\nint(pd.Series([20, 22]).sum())")).toMatchObject({ status: "ok", result: 42 });
  });
});

describe.each(environments)("scope off, %s: the layers below hold what each attempt must not do", (environment, tried) => {
  let sandbox: Sandbox;
  const seen = new Map<string, Seen>();
  beforeAll(async () => {
    sandbox = unjudged({ workers: 2 });
    await sandbox.start();
    await Promise.all(tried.map(async (one) => seen.set(one.id, await open(one.code))));
  }, 600_000);
  afterAll(() => sandbox.close());

  const open = async (code: string): Promise<Seen> => {
    const outcome = await answerOf(sandbox, sandboxJob(code, { environment, limits: limits(code) }));
    texts.push(JSON.stringify(outcome));
    return outcome;
  };

  test.each(tried.map((one) => [one.id, one.technique, one] as const))("%s: %s", (_id, _technique, one: Attempt) => {
    judge(one, seen.get(one.id) as Seen, { scope: false });
  });

  test("attempts aimed at the canaries reach none of them", async () => {
    await Promise.all(canaries.aimed().map(open));
    expect(canaries.reached(texts)).toEqual([]);
  });

  test("a secret of one run is nowhere in the next", async () => {
    await open("secret = b'SECRET-CANARY' * 2_000_000\nlen(secret)");
    expect(said(await open("import numpy as np\nb'SECRET-CANARY' in np.empty(50_000_000, 'u1').tobytes()"))).toBe("false");
  });

  test("randomness differs from run to run", async () => {
    const code = "import random, os, uuid\n[random.random(), os.urandom(8).hex(), str(uuid.uuid4())]";
    const [one, two] = (await Promise.all([open(code), open(code)])).map(({ result }) => result as unknown[]);
    for (const [index, value] of (one ?? []).entries()) expect(value).not.toBe(two?.[index]);
  });
});
