import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Sandbox } from "../../core/ports/sandbox.ts";
import { answerOf, type FlatOutcome, sandboxJob } from "../../core/testing/index.ts";
import { type Environment, environments } from "../../plugins/sandbox-pyodide/packages/environments.ts";
import { Canaries } from "./canaries.ts";
import { corpus } from "./corpus.ts";
import { build, type LayerOff, type Variant } from "./layers/variants.ts";

/** `npm run test:full` tries every attempt against every set; otherwise two of each category, and all that are aimed. */
const full = process.env.TEST_FULL === "1";
const sample = () => {
  const taken = new Map<string, number>();
  return [...corpus("escapes"), ...corpus("ours"), ...corpus("by-class")].filter(({ category, must }) => {
    const count = taken.get(category) ?? 0;
    taken.set(category, count + 1);
    return full || (count < 2 && !must.startsWith("TIMEOUT"));
  });
};
/** The layers are the same in both environments: in the second, where an interpreter is dear, one in eight if not all are tried. */
const triedIn: Readonly<Record<Environment, () => readonly string[]>> = {
  standard: () => [...canaries.aimed(), ...codes(sample())],
  science: () => {
    const ownTo = corpus("science").filter(({ must }) => full || !must.startsWith("TIMEOUT"));
    return [...canaries.aimed(), ...codes(sample()), ...codes(ownTo)].filter((_, at) => full || at % 8 === 0);
  },
};
const codes = (attempts: readonly { readonly code: string }[]) => attempts.map(({ code }) => code);

const canaries = new Canaries();
beforeAll(() => canaries.set());
afterAll(() => canaries.remove());

async function run(sandbox: Sandbox, code: string, environment: Environment = "standard"): Promise<FlatOutcome> {
  return answerOf(sandbox, sandboxJob(code, { environment, limits: { wallSeconds: 2, memoryMb: 512 } }));
}

/** The scope is off in all of them: the gate is open. */
const sets: readonly (readonly LayerOff[])[] = [["guest-runtime"], ["realm"], ["guest-runtime", "realm"], ["process-jail"]];

const matrix = sets.flatMap((off) => environments.map((environment) => [off.join(" and "), environment, off] as const));

describe.each(matrix)("with the scope and %s off, %s", (_name, environment, off) => {
  let variant: Variant;
  let sandbox: Sandbox;
  beforeAll(async () => {
    // With the guards of the guest gone every run trips a wire. JavaScript that was changed no rewind brings back, so where the
    // guest reaches a realm that is open each attempt must have its own interpreter, or one could hide what the next would show.
    const keepsTripped = !(full || (off.includes("guest-runtime") && off.includes("realm")));
    variant = await build(off, { selfTests: false, keepsTripped });
    sandbox = await variant.sandbox({ workers: 2 });
    await sandbox.start();
  });
  afterAll(async () => {
    await sandbox.close();
    variant.remove();
  });

  test("the layer is really off", async () => {
    // JavaScript is the realm's to close; `eval` is the guest runtime's.
    const within = off.includes("realm") ? "import js\nstr(js.process.version)" : "eval('1 + 1')";
    const code = off.includes("guest-runtime") ? within : "import sys\nsys._getframe";
    const { status } = await run(sandbox, code, environment);
    expect(status).toBe(off.includes("guest-runtime") ? "ok" : "guest-error");
  });

  test("no host code, file, variable or network is reached, and the sandbox goes on", async () => {
    const texts: string[] = [];
    // One at a time in each worker, so that one that is lost takes no other along unseen.
    for (const code of triedIn[environment]()) {
      const outcome = await run(sandbox, code, environment);
      expect(outcome.status).not.toBe("unsafe");
      texts.push(JSON.stringify(outcome));
    }
    expect(canaries.reached(texts)).toEqual([]);
    await expect.poll(async () => (await run(sandbox, "6 * 7", environment)).result, { timeout: 30_000, interval: 500 }).toBe(42);
  }, 600_000);
});

test("with every layer off the same attempts do reach the canaries: they could tell", async () => {
  const own = new Canaries();
  await own.set();
  // What one changed for the next could only make this fail.
  const variant = await build(["guest-runtime", "realm", "process-jail"], { selfTests: false, keepsTripped: !full });
  const sandbox = await variant.sandbox({ workers: 1 });
  try {
    const texts: string[] = [];
    for (const code of own.aimed()) texts.push(JSON.stringify(await run(sandbox, code)));
    const reached = own.reached(texts).join("\n");
    expect(reached).toContain("the secret came back");
    expect(reached).toContain("connections");
    expect(reached).toContain("a file was written");
  } finally {
    await sandbox.close();
    variant.remove();
    own.remove();
  }
});

describe("a layer that does not hold when the server starts", () => {
  test.each(["guest-runtime", "realm", "process-jail"] as const)("%s: nothing runs, and health says why", async (off) => {
    const variant = await build([off], { selfTests: true });
    const sandbox = await variant.sandbox({ workers: 1 });
    try {
      await expect(sandbox.start()).rejects.toThrow(new RegExp(`does not hold \\(${off}`));
      const outcome = await run(sandbox, "1 + 1");
      expect(outcome).toMatchObject({ status: "unsafe", result: null });
      const { ready, reason, layers } = sandbox.stats();
      expect(ready).toBe(false);
      expect(reason).toContain(off);
      expect(layers).toContainEqual({ name: off, active: false });
      // Not once more, though it would hold now: what was open may have been used.
      variant.mend();
      expect((await run(sandbox, "1 + 1")).status).toBe("unsafe");
      await expect(sandbox.start()).rejects.toThrow(new RegExp(off));
    } finally {
      await sandbox.close();
      variant.remove();
    }
  });
});
