import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Numbers } from "../../../test/numerics/sandbox.ts";

const harness = readFileSync(new URL("../python/tests/rule.py", import.meta.url), "utf8");

/**
 * Rules about what the guest's Python does, over generated cases, in the very interpreter that guest code runs in: each
 * `*_rules.py` of a folder. One with a JSON file of its name beside it finds that as `DATA`.
 */
export function describeRules(folder: URL): void {
  const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
  const files = readdirSync(folder).filter((name) => name.endsWith("_rules.py"));
  const numbers = new Numbers();
  beforeAll(() => numbers.start());
  afterAll(() => numbers.close());

  describe.each(files)("%s", (file) => {
    const rules = read(file);
    const titles = [...rules.matchAll(/^@rule\("(.+)"\)$/gm)].map(([, title]) => title as string);
    const beside = file.replace("_rules.py", ".json");
    const data = existsSync(new URL(beside, folder)) ? `DATA = __import__("json").loads(${JSON.stringify(read(beside))})\n` : "";
    const program = `${harness}\n${data}${rules}\nimport json\noutput = json.dumps({title: faults_of(title) for title, _ in RULES})`;
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
}
