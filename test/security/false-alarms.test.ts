import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analysis, type RunningServer, startServer } from "../e2e/server.ts";

/** Programs that analysts write, run by the server as a client would: a guard that stops one of them is a defect. */
const here = new URL("./", import.meta.url);
const listed = (name: string) =>
  (JSON.parse(readFileSync(new URL(name, here), "utf8")) as { id: string; code: string }[]).map(
    ({ id, code }) => [id, code] as const,
  );
const files = readdirSync(new URL("idioms/", here)).filter((name) => name.endsWith(".py"));
const written = files.flatMap((name) =>
  readFileSync(new URL(`idioms/${name}`, here), "utf8")
    .split(/^#%%\n/m)
    .map((code, index) => [`${name.replace(".py", "")} ${index + 1}`, code.trimEnd()] as const),
);
const programs = [...listed("benign.json"), ...written];
/** Written for the scope alone: many name tables that are not there. */
const fragments = listed("idioms.json");

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

describe("ordinary analyses run", () => {
  test("there are a few hundred of them", () => {
    expect(programs.length + fragments.length).toBeGreaterThanOrEqual(300);
  });

  test.each(programs)("%s", async (_name, code) => {
    const { data } = await server.call("run_analysis", analysis(code));
    const { status, error, violations } = data as { status: string; error: unknown; violations: unknown };
    expect({ status, error, violations }).toEqual({ status: "ok", error: null, violations: [] });
  });

  test.each(fragments)("%s is refused by no layer", async (_name, code) => {
    const { data } = await server.call("run_analysis", analysis(code));
    const { status, error } = data as { status: string; error: { type: string } | null };
    expect(status).toMatch(/^(ok|guest-error)$/);
    expect(error?.type ?? "").not.toMatch(/SecurityError|ImportError|ModuleNotFoundError/);
  });
});
