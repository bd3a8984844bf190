import { expect, test } from "vitest";
import { withEnd } from "./ended.ts";

const counted = (body: BodyInit | null) => {
  let ended = 0;
  const response = withEnd(new Response(body, { status: 202, headers: { "x-a": "b" } }), () => {
    ended++;
  });
  return { response, ended: () => ended };
};

test("the end is told once, after the last byte; status and headers stay", async () => {
  const { response, ended } = counted("words");
  expect([response.status, response.headers.get("x-a"), ended()]).toEqual([202, "b", 0]);
  expect(await response.text()).toBe("words");
  expect(ended()).toBe(1);
});

test("a response without a body has ended at once", () => {
  expect(counted(null).ended()).toBe(1);
});

test("a reader who has gone is an end, and whoever writes is told", async () => {
  let gone = "";
  const { response, ended } = counted(
    new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("first")),
      cancel: (reason) => {
        gone = String(reason);
      },
    }),
  );
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.cancel("left");
  expect([gone, ended()]).toEqual(["left", 1]);
});

test("one that breaks is broken for its reader, and has ended", async () => {
  const { response, ended } = counted(new ReadableStream({ pull: (controller) => controller.error(new Error("broken")) }));
  await expect(response.text()).rejects.toThrow("broken");
  expect(ended()).toBe(1);
});
