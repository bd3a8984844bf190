import { expect, test } from "vitest";
import { environments } from "../packages/environments.ts";
import { booted } from "../tests/booted.ts";
import { Checkpoint } from "./checkpoint.ts";

test.each(environments)(
  "%s: memory, files and the stack are after a rewind as they were, whatever a run did, also one that never came back",
  async (environment) => {
    const { module, heap, image, py } = await booted(environment);
    const contact = (what: string): never => {
      throw new Error(`${what} is cut`);
    };
    const checkpoint = new Checkpoint(module, heap, image.meta, contact);
    const memory = Buffer.from(module.HEAPU8.slice());
    const stack = module.stackSave();
    py.runPython("left = bytearray(b'x' * 5_000_000); open('/tmp/left', 'w').write('x'); None");
    module.stackRestore(stack - 4096);
    expect(Buffer.from(module.HEAPU8.buffer, 0, memory.length).equals(memory)).toBe(false);
    checkpoint.rewind();
    expect(module.stackSave()).toBe(stack);
    expect(Buffer.from(module.HEAPU8.buffer, 0, memory.length).equals(memory)).toBe(true);
    expect(module.HEAPU8.subarray(memory.length).every((byte) => byte === 0)).toBe(true);
    expect(py.runPython("import os; ['left' in globals(), os.path.exists('/tmp/left')] == [False, False]")).toBe(true);
    expect([checkpoint.linkerChanged, checkpoint.filesFull]).toEqual([false, false]);
    expect(() => module.linkerOnOp?.("load", "/tmp/own.so", null, null, 0)).toThrow("_dlopen_js is cut");
    expect(checkpoint.linkerChanged).toBe(true);
  },
);
