import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Bridge } from "./bridge.ts";

function talking(asked: (method: string) => object | undefined = () => undefined) {
  const [sent, notified]: [Record<string, unknown>[], unknown[]] = [[], []];
  const bridge = new Bridge((message) => sent.push(message as Record<string, unknown>), {
    notified: (...said) => notified.push(said),
    asked,
  });
  return { bridge, sent, notified };
}
const message = (more: object) => ({ jsonrpc: "2.0", ...more });

test("a request is answered by the message with its id, each by its own, and once", async () => {
  const { bridge, sent } = talking();
  const [first, second] = [bridge.request("a", { x: 1 }, 1), bridge.request("b", {}, 1)];
  expect(sent).toEqual([message({ id: 1, method: "a", params: { x: 1 } }), message({ id: 2, method: "b", params: {} })]);
  bridge.receive(message({ id: 2, result: { of: "b" } }));
  bridge.receive(message({ id: 1, result: { of: "a" } }));
  bridge.receive(message({ id: 1, result: { of: "late" } }));
  expect([await first, await second]).toEqual([{ of: "a" }, { of: "b" }]);
});

test("what the host refuses is refused with its words; an answer that is none, with ours", async () => {
  const { bridge } = talking();
  const refused = [bridge.request("a", {}, 1), bridge.request("b", {}, 1), bridge.request("c", {}, 1)];
  bridge.receive(message({ id: 1, error: { code: -32000, message: "denied" } }));
  bridge.receive(message({ id: 2, error: "denied" }));
  bridge.receive(message({ id: 3, result: "yes" }));
  expect(await Promise.all(refused.map((one) => one.catch(({ message }: Error) => message)))).toEqual([
    "denied",
    "no result",
    "no result",
  ]);
});

test("notifications are handed on with their parameters, or with none where they are no object", () => {
  const { bridge, notified, sent } = talking();
  bridge.receive(message({ method: "n", params: { a: 1 } }));
  bridge.receive(message({ method: "n", params: [1] }));
  bridge.receive(message({ method: "n" }));
  expect(notified).toEqual([
    ["n", { a: 1 }],
    ["n", {}],
    ["n", {}],
  ]);
  expect(sent).toEqual([]);
});

test("what the host asks is answered with its id; what is not known, with an error", () => {
  const { bridge, sent } = talking((method) => (method === "ping" ? {} : undefined));
  bridge.receive(message({ id: "h-1", method: "ping" }));
  bridge.receive(message({ id: 7, method: "tools/list" }));
  expect(sent).toEqual([
    message({ id: "h-1", result: {} }),
    message({ id: 7, error: { code: -32601, message: "no method tools/list" } }),
  ]);
});

test("a notification is sent without an id", () => {
  const { bridge, sent } = talking();
  bridge.notify("ui/notifications/initialized", {});
  expect(sent).toEqual([message({ method: "ui/notifications/initialized", params: {} })]);
});

test("whatever else comes is no message: nothing is said, answered or thrown, and no object of ours is changed", () => {
  const { bridge, sent, notified } = talking();
  const odd = fc.oneof(
    fc.anything({ withBigInt: true, withMap: true, withDate: true, withNullPrototype: true }),
    fc.record({ jsonrpc: fc.constantFrom("1.0", 2, null), id: fc.anything(), method: fc.anything(), result: fc.anything() }),
    fc.record({ jsonrpc: fc.constant("2.0"), id: fc.anything(), result: fc.anything(), error: fc.anything() }),
    fc.record({ jsonrpc: fc.constant("2.0"), id: fc.constantFrom(null, {}, [], true), method: fc.string() }),
  );
  fc.assert(
    fc.property(odd, (one) => {
      bridge.receive(one);
      bridge.receive(JSON.parse('{"jsonrpc":"2.0","id":9,"__proto__":{"polluted":1},"result":{"__proto__":{"polluted":1}}}'));
      expect([sent, notified, ({} as { polluted?: number }).polluted]).toEqual([[], [], undefined]);
    }),
  );
});

describe("with time", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test("a host that does not answer is waited for as long as was said, and a person for ever", async () => {
    const { bridge } = talking();
    const [soon, whenever] = [bridge.request("a", {}, 2), bridge.request("b", {}, Number.POSITIVE_INFINITY)];
    const late = soon.catch(({ message }: Error) => message);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await late).toBe("a: no answer in 2 s");
    await vi.advanceTimersByTimeAsync(3_600_000);
    bridge.receive(message({ id: 2, result: {} }));
    expect(await whenever).toEqual({});
  });
});
