import { expect, test } from "vitest";
import { StdioClient } from "./stdio-client.ts";

const server = (program: string) => new StdioClient(process.execPath, ["-e", program]);
/** Answers each request by what `reply` makes of it. */
const answering = (reply: string) =>
  server(`require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
    const asked = JSON.parse(line);
    if (asked.id !== undefined) ${reply};
  });`);

test("answers come to their requests, past what the server asks and tells", async () => {
  await using client = answering(
    `for (const message of [{ id: asked.id, method: "ping" }, { method: "notifications/progress" }, { id: asked.id, result: asked.method }])
      console.log(JSON.stringify({ jsonrpc: "2.0", ...message }))`,
  );
  await client.hello("test");
  expect(await Promise.all([client.ask("a"), client.ask("b")])).toEqual(["a", "b"]);
});

test("an error that it answers, an end and a line that is no message are errors with their reason", async () => {
  await using refusing = answering('console.log(JSON.stringify({ id: asked.id, error: { message: "no such tool" } }))');
  await expect(refusing.ask("tools/call")).rejects.toThrow("no such tool");
  await using ending = server('console.error("no memory"); process.exit(3)');
  await expect(ending.ask("a")).rejects.toThrow(/ended with 3: no memory/);
  await using chatting = answering('console.log("hello")');
  await expect(chatting.ask("a")).rejects.toThrow("no message: hello");
  await using missing = new StdioClient("/not/there", []);
  await expect(missing.ask("a")).rejects.toThrow("ENOENT");
});
