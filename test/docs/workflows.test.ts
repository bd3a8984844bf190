import { readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
const names = readdirSync(new URL(".github/workflows/", root));

describe.each(names)("the workflow %s", (name) => {
  const text = read(`.github/workflows/${name}`);

  test("runs what every machine runs, and it is there to be run", () => {
    expect(text).toContain("run: .ci/run");
    expect(statSync(new URL(".ci/run", root)).mode & 0o111).not.toBe(0);
  });

  test("may only read unless a job says more, and no action floats on a branch", () => {
    expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    const used = [...text.matchAll(/uses: (\S+)/g)].map((match) => match[1] as string);
    expect(used.filter((one) => !/@(v\d+|[0-9a-f]{40})$/.test(one))).toEqual([]);
  });

  test("calls only scripts that package.json has", () => {
    const called = [...text.matchAll(/npm run (\S+)/g)].map((match) => match[1] as string);
    expect(called.filter((one) => scripts[one] === undefined)).toEqual([]);
  });
});

test("a release is told in changesets, and published with provenance", () => {
  const manifest = JSON.parse(read("package.json")) as { publishConfig: unknown };
  expect(manifest.publishConfig).toEqual({ access: "public", provenance: true });
  expect(JSON.parse(read(".changeset/config.json"))).toMatchObject({ access: "public", baseBranch: "main" });
});
