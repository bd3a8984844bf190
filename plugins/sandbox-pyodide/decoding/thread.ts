import { parentPort } from "node:worker_threads";
import { decode, type Packed } from "./decode.ts";

/** The thread's own program: one file at a time. */
parentPort?.on("message", async (packed: Packed) => {
  const { format, bytes } = await decode(packed);
  // In memory of its own: Node hands out small buffers from one that is shared, and that can't be handed over.
  const whole = new Uint8Array(bytes);
  parentPort?.postMessage({ format, bytes: whole }, [whole.buffer]);
});
