import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("the guest library gives the golden values of numpy-financial, and says what is wrong with bad flows", () => {
  const program = fileURLToPath(new URL("./golden.py", import.meta.url));
  const { count, faults } = JSON.parse(execFileSync("python3", ["-I", "-B", program], { encoding: "utf8" }));
  expect(faults).toEqual([]);
  expect(count).toBeGreaterThan(45);
});
