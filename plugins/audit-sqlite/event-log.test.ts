import { mkdirSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { EventLog, type Unplaced } from "./event-log.ts";
import { openTrail } from "./index.ts";
import { done, intent, TrailFixture } from "./tests/audit-trail.ts";
import { thisProcess } from "./writer-process.ts";

let trail: TrailFixture;
beforeEach(async () => {
  trail = new TrailFixture();
  await trail.written("e1");
});
afterEach(() => trail.close());

const event = (id: string): Unplaced => ({ ...intent(id), event: "intent", writer: thisProcess() });

test("an anchor that can't be written is told, and the trail goes on once it can", () => {
  const log = new EventLog(trail.path, () => trail.now);
  const anchor = `${trail.path}.anchor`;
  const inTheWay = () => {
    rmSync(anchor);
    mkdirSync(anchor);
    return null;
  };
  expect(() => log.appendAll([() => event("e2"), inTheWay])).toThrow(/EISDIR/);
  rmSync(anchor, { recursive: true });
  log.append(() => event("e3"));
  expect(log.head().seq).toBe(4);
  log.close();
});

test("what one event's maker throws is given back as it was thrown, and the others are written", () => {
  const log = new EventLog(trail.path, () => trail.now);
  const own = new TypeError("mine");
  const fails = (error: unknown) => () => {
    throw error;
  };
  const [first, second, third, fourth] = log.appendAll([() => event("e2"), fails(own), fails("a word"), () => null]);
  expect([first, second, fourth]).toEqual([true, own, false]);
  expect(second).toBe(own);
  expect(third).toEqual(new Error("a word"));
  expect(() => log.append(fails(own))).toThrow(own);
  expect(log.head().seq).toBe(3);
  log.close();
});

test.skipIf(process.platform !== "linux")("a trail that can't be opened leaves no file of it open", async () => {
  const open = () =>
    readdirSync("/proc/self/fd").filter((name) => {
      try {
        return readlinkSync(`/proc/self/fd/${name}`).startsWith(trail.folder);
      } catch {
        return false;
      }
    });
  const fail = async () => {
    await expect(trail.opened().begin(intent("e2"))).rejects.toMatchObject({ code: "AUDIT_FAILED" });
    expect(() => openTrail(trail.path)).toThrow();
    expect(open()).toEqual([]);
  };
  rmSync(`${trail.path}.key`);
  await fail();
  trail.sql("PRAGMA user_version = 7");
  await fail();
  writeFileSync(trail.path, "no database, but a text of some length".repeat(20));
  await fail();
});

test("an execution may be ended once, though it was taken for interrupted meanwhile, and not twice", async () => {
  const sink = trail.opened();
  await sink.begin(intent("slow"));
  await sink.end("slow", { ...done, status: "interrupted" });
  await sink.end("slow", done);
  await expect(sink.end("slow", done)).rejects.toMatchObject({ code: "AUDIT_FAILED" });
  expect((await sink.query({ executionId: "slow" })).records).toMatchObject([{ status: "ok" }]);
});
