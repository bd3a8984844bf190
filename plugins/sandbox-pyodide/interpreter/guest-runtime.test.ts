import { expect, test } from "vitest";
import { closeGuest } from "./guest-runtime.ts";

/** Takes what Pyodide would write to standard output. */
function closed() {
  const lines: number[] = [];
  let write = (_bytes: Uint8Array): number => 0;
  const py = {
    setStdin() {},
    setStdout(given: { write: typeof write }) {
      write = given.write;
    },
    setStderr() {},
    runPython() {},
  };
  closeGuest(py as never, (line) => lines.push(line));
  return { lines, say: (text: string) => write(Buffer.from(text, "latin1")) };
}

test("a line that begins is heard; all of what is written is taken, whatever it is", () => {
  const { lines, say } = closed();
  expect(["\x0112", "\x01300", "text\n", ""].map(say)).toEqual([3, 4, 5, 0]);
  expect(lines).toEqual([12, 300]);
});

test("what compiled code prints is no line, nor is what looks like one and has no number", () => {
  const { lines, say } = closed();
  for (const text of [
    "12",
    "\n\x0112",
    "\x01",
    "\x01x",
    "\x0112x",
    "\x01-3",
    "\x010",
    "\x011.5",
    "\x01 ",
    "\x01\x01",
    `\x01${"9".repeat(99)}`,
  ])
    say(text);
  expect(lines).toEqual([]);
});
