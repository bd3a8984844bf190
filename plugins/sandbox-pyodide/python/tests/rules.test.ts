import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Numbers } from "../../../../test/numerics/sandbox.ts";

/** Rules about what the guest's Python does, over generated cases, in the very interpreter that guest code runs in. */
const read = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");
const harness = read("rule.py");
const files = readdirSync(new URL(".", import.meta.url)).filter((name) => name.endsWith("_rules.py"));

const numbers = new Numbers();
beforeAll(() => numbers.start());
afterAll(() => numbers.close());

describe.each(files)("%s", (file) => {
  const rules = read(file);
  const titles = [...rules.matchAll(/^@rule\("(.+)"\)$/gm)].map(([, title]) => title as string);
  const program = `${harness}\n${rules}\nimport json\noutput = json.dumps({title: faults_of(title) for title, _ in RULES})`;
  let faults: Record<string, string | null>;
  beforeAll(async () => {
    faults = JSON.parse(await numbers.inspect(program, ""));
  });

  test("every rule was tried", () => {
    expect(titles.length).toBeGreaterThan(0);
    expect(Object.keys(faults)).toEqual(titles);
  });

  test.each(titles)("%s", (title) => {
    expect(faults[title]).toBeNull();
  });
});
