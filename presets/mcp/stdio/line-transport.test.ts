import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { LineTransport } from "./line-transport.ts";

/** What a client is told of each line, and what reached the server. */
async function exchanged(lines: readonly (string | Buffer)[], most = 10_000) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const transport = new LineTransport(input, output, most);
  const received: unknown[] = [];
  transport.onmessage = (message) => void received.push(message);
  await transport.start();
  for (const line of lines) {
    input.write(line);
    input.write("\n");
  }
  const closed = new Promise<void>((resolve) => {
    transport.onclose = resolve;
  });
  input.end();
  await closed;
  output.end();
  const said = ((await output.toArray()) as Buffer[]).join("").split("\n").filter(Boolean);
  return { received, told: said.map((line) => JSON.parse(line) as { id: unknown; error: { code: number; message: string } }) };
}

const ping = { jsonrpc: "2.0", id: 1, method: "ping" };

test.each([
  ["half a message", '{"jsonrpc":"2.0","id":7,"method":', null, -32700, /no JSON/],
  ["bytes that are no text", Buffer.from([0x7b, 0xff, 0x7d]), null, -32700, /UTF-8/],
  ["a word", '"ping"', null, -32600, /no object/],
  ["nothing", "null", null, -32600, /no object/],
  ["a batch", JSON.stringify([ping, ping]), null, -32600, /batches/],
  ["another protocol", '{"id":7,"method":"ping"}', 7, -32600, /"jsonrpc": "2.0"/],
  ["an id that is none", '{"jsonrpc":"2.0","id":{},"method":"ping"}', null, -32600, /"id"/],
  ["a half id", '{"jsonrpc":"2.0","id":1.5,"method":"ping"}', null, -32600, /"id"/],
  ["a method that is none", '{"jsonrpc":"2.0","id":"x","method":5}', "x", -32600, /"method"/],
  ["parameters in a list", '{"jsonrpc":"2.0","id":8,"method":"ping","params":[]}', 8, -32600, /"params"/],
  ["nothing that is asked", '{"jsonrpc":"2.0","id":9}', 9, -32600, /no request/],
  ["a line that is too long", `{"jsonrpc":"2.0","id":3,"method":"${"x".repeat(20_000)}"}`, 3, -32600, /longer than/],
])("%s is answered with what is wrong, and the next line is read", async (_what, line, id, code, message) => {
  const { received, told } = await exchanged([line, JSON.stringify(ping)]);
  expect(told).toEqual([{ jsonrpc: "2.0", id, error: { code, message: expect.stringMatching(message) } }]);
  expect(received).toEqual([ping]);
});

test("what asks for no answer gets none: notifications, answers, empty lines", async () => {
  const { received, told } = await exchanged([
    "",
    "  \r",
    '{"jsonrpc":"2.0","method":"ping","params":[]}',
    '{"jsonrpc":"2.0","id":1,"result":5}',
    '{"jsonrpc":"2.0","id":1,"error":"no"}',
    JSON.stringify(ping),
  ]);
  expect([told, received]).toEqual([[], [ping]]);
});

test("a message is sent as one line; to a client that hung up none is, and nothing breaks", async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const transport = new LineTransport(input, output, 1000);
  await transport.start();
  await transport.send({ jsonrpc: "2.0", id: 1, result: { text: "a\nb" } });
  expect(String(output.read())).toBe('{"jsonrpc":"2.0","id":1,"result":{"text":"a\\nb"}}\n');
  const closed = new Promise<void>((resolve) => {
    transport.onclose = resolve;
  });
  output.destroy(new Error("EPIPE"));
  await closed;
  await expect(transport.send({ jsonrpc: "2.0", id: 2, result: {} })).rejects.toThrow(/closed/);
  output.emit("error", new Error("again"));
});
