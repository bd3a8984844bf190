import { expect, test } from "vitest";
import { StrategicError, toldOf } from "./errors.ts";

test.each([
  ["ENOENT: no such file or directory, open '/home/ceo/board/secret.csv'", "ENOENT: no such file or directory, open '…'"],
  ["can't read C:\\Users\\ceo\\secret.csv now", "can't read … now"],
  ["spawn /usr/bin/node: EACCES", "spawn …: EACCES"],
  ["a share of 3/4 at 10 m/s, see https://example.org/a", "a share of 3/4 at 10 m/s, see https://example.org/a"],
])("of an error that is not ours a caller is told what, and not where on this machine: %s", (message, told) => {
  expect(toldOf(new Error(message))).toBe(told);
  expect(toldOf(message)).toBe(told);
});

test("our own errors say what they say", () => {
  expect(toldOf(new StrategicError("INVALID_INPUT", "out/ must be a folder, not /x/y"))).toBe("out/ must be a folder, not /x/y");
});

test("an error keeps what caused it, and has no cause where nothing did", () => {
  const cause = new Error("disk");
  expect(new StrategicError("AUDIT_FAILED", "told", { cause }).cause).toBe(cause);
  expect(new StrategicError("AUDIT_FAILED", "told")).not.toHaveProperty("cause");
});
