import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("roi gives the golden values of numpy-financial and those worked by hand without numpy, and says what is wrong with bad flows", () => {
  const program = fileURLToPath(new URL("./roi-by-hand.py", import.meta.url));
  const { count, faults } = JSON.parse(execFileSync("python3", ["-I", "-B", program], { encoding: "utf8" }));
  expect(faults).toEqual([]);
  expect(count).toBeGreaterThan(35);
});
