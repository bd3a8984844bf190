import { expect, test } from "vitest";

test("a worker whose interpreter can't start says why, at its first task: the pool would hide it", async () => {
  // Here nobody handed it an image.
  const { handle } = await import("./worker.ts");
  const serve = await handle;
  await expect(serve({} as never)).rejects.toThrow(/^interpreter did not start: Cannot read/);
});
