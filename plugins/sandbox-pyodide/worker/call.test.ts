import { expect, test } from "vitest";
import { ANSWER_MAX } from "../protocol/messages.ts";
import { Entry } from "./call.ts";

/** CPython's C interface, as far as a call needs it: texts are objects, memory is handed out and taken back. */
function interpreter(answers: (operation: string, payload: string) => string | null, size = 1 << 16) {
  const memory = new ArrayBuffer(size);
  const module = { HEAPU8: new Uint8Array(memory), HEAPU32: new Uint32Array(memory) };
  const objects = new Map<number, string>();
  const held = new Set<number>();
  let next = 64;
  let object = 1000;
  let room = Number.POSITIVE_INFINITY;
  const called: unknown[] = [];
  const state = { length: null as number | null, start: null as number | null, objectRoom: true };
  const exports = {
    malloc(bytes: number) {
      if (--room < 0) return 0;
      const at = next;
      next += Math.ceil(Math.max(bytes, 1) / 8) * 8;
      held.add(at);
      return at;
    },
    free: (at: number) => held.delete(at),
    PyUnicode_FromStringAndSize(at: number, bytes: number) {
      if (!state.objectRoom) return 0;
      objects.set(++object, Buffer.from(memory, at, bytes).toString("utf8"));
      return object;
    },
    PyObject_Vectorcall(callable: number, args: number, count: number, names: number) {
      called.push([callable, count, names]);
      const [operation, payload] = module.HEAPU32.subarray(args / 4, args / 4 + count);
      const answer = answers(objects.get(operation as number) as string, objects.get(payload as number) as string);
      if (answer === null) return 0;
      objects.set(++object, answer);
      return object;
    },
    PyUnicode_AsUTF8AndSize(of: number, length: number) {
      const bytes = Buffer.from(objects.get(of) as string, "latin1");
      if (bytes.length > 0) module.HEAPU8.set(bytes, 4096);
      module.HEAPU32[length / 4] = state.length ?? bytes.length;
      return state.start ?? 4096;
    },
    Py_DecRef: (of: number) => objects.delete(of),
  };
  const entry = new Entry(exports as never, module as never, 7);
  return { entry, objects, held, called, state, leave: (allocations: number) => (room = allocations) };
}

test("what is asked reaches Python as it was, in any script, and what it answers comes back; nothing is left behind", () => {
  const { entry, objects, held, called } = interpreter((operation, payload) => `${operation}:${Buffer.from(payload).length}`);
  expect(entry.call("run", "")).toBe("run:0");
  expect(entry.call("inspect", "größe 東京")).toBe("inspect:14");
  expect([objects.size, held.size]).toEqual([0, 0]);
  expect(called).toEqual([
    [7, 2, 0],
    [7, 2, 0],
  ]);
});

test("an interpreter that gives no answer, none in text, or has no room for the question is said to", () => {
  expect(() => interpreter(() => null).entry.call("run", "")).toThrow("no answer");
  const asked = interpreter(() => "x");
  asked.state.start = 0;
  expect(() => asked.entry.call("run", "")).toThrow("not text");
  for (const allocations of [0, 1, 2]) {
    const full = interpreter(() => "x");
    full.leave(allocations);
    expect(() => full.entry.call("run", "x")).toThrow("no room for the request");
  }
  const full = interpreter(() => "x");
  full.state.objectRoom = false;
  expect(() => full.entry.call("run", "x")).toThrow("no room for the request");
});

test("an answer is read only as far as the interpreter's memory reaches", () => {
  const { entry, state } = interpreter(() => "x", 1 << 16);
  state.length = (1 << 16) - 4096;
  expect(entry.call("run", "")).toHaveLength(state.length);
  state.length++;
  expect(() => entry.call("run", "")).toThrow("outside its memory");
});

test("an answer of the largest size is read, and of a larger one no byte", () => {
  const { entry, state } = interpreter(() => "x", ANSWER_MAX + (1 << 16));
  state.length = ANSWER_MAX;
  expect(entry.call("run", "")).toHaveLength(ANSWER_MAX);
  state.length++;
  expect(() => entry.call("run", "")).toThrow("too large");
});
