import { expect, test } from "vitest";
import { Control } from "./control.ts";

test("both sides have the same: an interrupt that is taken once, and the line that began last", () => {
  const jail = new Control();
  const worker = new Control(jail.shared);
  expect([worker.take(), jail.line]).toEqual([0, null]);
  jail.interrupt();
  for (const line of [1, 9, 4]) worker.begun(line);
  expect([worker.take(), worker.take(), jail.line]).toEqual([2, 0, 4]);
});

test("what is no line is none, whatever was written", () => {
  const control = new Control();
  for (const line of [-1, 2 ** 31, 0]) {
    control.begun(line);
    expect(control.line).toBeNull();
  }
});
