import { expect, test } from "vitest";
import { MissedEvents } from "./missed-events.ts";

const said = (id: number, size = 0) => ({ jsonrpc: "2.0" as const, id, result: { text: "x".repeat(size) } });

async function after(events: MissedEvents, id: string): Promise<unknown[]> {
  const sent: unknown[] = [];
  await events.replayEventsAfter(id, { send: async (at, message) => void sent.push([at, (message as { id: number }).id]) });
  return sent;
}

test("what came after an event on its stream comes again, in order, and nothing of another stream", async () => {
  const events = new MissedEvents(10_000);
  const opened = await events.storeEvent("a", {} as never);
  const ids = [];
  for (const [at, stream] of ["a", "b", "a", "a"].entries()) ids.push(await events.storeEvent(stream, said(at)));
  expect(await after(events, opened)).toEqual([
    [ids[0], 0],
    [ids[2], 2],
    [ids[3], 3],
  ]);
  expect(await after(events, ids[2] as string)).toEqual([[ids[3], 3]]);
  expect(await events.getStreamIdForEventId(ids[1] as string)).toBe("b");
});

test("the oldest go when there is no room, and whoever asks from there is told", async () => {
  const events = new MissedEvents(1000);
  const first = await events.storeEvent("a", said(1, 600));
  await events.storeEvent("a", said(2, 600));
  expect(await events.getStreamIdForEventId(first)).toBeUndefined();
  await expect(after(events, first)).rejects.toThrow("not kept any more");
  // One that is too large by itself is delivered, and not kept.
  expect(await events.getStreamIdForEventId(await events.storeEvent("a", said(3, 2000)))).toBeUndefined();
});
