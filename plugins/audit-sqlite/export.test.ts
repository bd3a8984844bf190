import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTrail, verifyExport } from "./index.ts";
import { done, intent, TrailFixture } from "./tests/audit-trail.ts";

/** Five executions, exported with anchors and public key to files, as an operator keeps them elsewhere. */
let trail: TrailFixture;
let elsewhere: { trail: string; anchors: string; key: string };
beforeEach(async () => {
  trail = new TrailFixture();
  await trail.written("e1", "e2", "e3", "e4", "e5");
  elsewhere = {
    trail: join(trail.folder, "trail.jsonl"),
    anchors: join(trail.folder, "anchors.jsonl"),
    key: join(trail.folder, "public.pem"),
  };
  writeFileSync(elsewhere.trail, exported());
  writeFileSync(elsewhere.anchors, [...opened().anchors(4)].join(""));
  writeFileSync(elsewhere.key, opened().publicKey);
});
afterEach(() => trail.close());

const opened = () => openTrail(trail.path, () => trail.now);
const exported = (since?: string) => [...opened().export("jsonl", since)].join("");
const check = (anchors: string | undefined = elsewhere.anchors) => verifyExport(elsewhere.trail, { key: elsewhere.key, anchors });
const rewritten = (change: (lines: string[]) => string[]) =>
  writeFileSync(elsewhere.trail, change(exported().trimEnd().split("\n")).join("\n").concat("\n"));

describe("an exported trail", () => {
  test("is checked with the public key and the anchors alone", async () => {
    expect(await check()).toMatchObject({ verified: true, problems: [], records: 10, first: 1, last: 10, anchors: 3 });
    expect(elsewhere.key && opened().publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----/);
  });

  test.each([
    [
      "a changed record",
      (all: string[]) => all.map((text) => text.replace('\\"diego\\"', '\\"rachel\\"')),
      "altered",
      /^Record 1 \(execution e1/,
    ],
    ["a record cut out", (all: string[]) => all.toSpliced(5, 1), "missing", /^Record 6 .* 1 record is missing/],
    [
      "records that changed places",
      ([head = "", one = "", a = "", b = "", ...rest]: string[]) => [head, one, b, a, ...rest],
      "missing",
      /^Record 3 .* follows record 1/,
    ],
    ["the last records cut off", (all: string[]) => all.slice(0, -2), "truncated", /went up to record 10, this file ends with 8/],
    [
      "the first records cut off",
      ([head = "", , , ...rest]: string[]) => [head, ...rest],
      "missing",
      /begins with record 1; here the first is 3/,
    ],
    ["all records cut off", ([head = ""]: string[]) => [head], "truncated", /this file ends with 0/],
    ["a head that is gone", (all: string[]) => all.slice(1), "altered", /first line/],
    [
      "a head that was made to fit",
      (all: string[]) => all.slice(0, -1).map((text, i) => (i > 0 ? text : fitted(text, all.at(-2)))),
      "bad-signature",
      /head/,
    ],
    ["a line that is cut", (all: string[]) => [...all.slice(0, -1), (all.at(-1) as string).slice(0, 40)], "altered", /Line 11/],
  ] as const)("shows %s", async (_what, change, kind, message) => {
    rewritten(change as (lines: string[]) => string[]);
    const { verified, problems } = await check();
    expect(verified).toBe(false);
    expect(problems[0]).toMatchObject({ kind, message: expect.stringMatching(message) });
  });

  test("that is older than an anchor is not the newest: the records after it are asked for", async () => {
    const older = exported();
    await trail.written("e6", "e7");
    writeFileSync(elsewhere.anchors, [...opened().anchors()].join(""));
    writeFileSync(elsewhere.trail, older);
    expect((await check()).problems).toMatchObject([{ kind: "truncated", message: expect.stringMatching(/names record 14/) }]);
    expect(await verifyExport(elsewhere.trail, { key: elsewhere.key })).toMatchObject({ verified: true, anchors: 0 });
  });

  test("says what a file that begins later does not hold", async () => {
    trail.now = new Date("2026-11-23T12:00:00Z");
    await trail.written("e6");
    writeFileSync(elsewhere.trail, exported("2026-11-23"));
    expect(await check()).toMatchObject({ verified: true, records: 2, first: 11, last: 12 });
    rewritten(([head = "", ...rest]) => [head.replace('"since":null', '"since":"2026-11-23"'), ...rest]);
    expect((await check()).problems[0]).toMatchObject({ kind: "bad-signature" });
  });

  test("of another trail does not fit the key", async () => {
    const other = new TrailFixture();
    try {
      await other.written("e1");
      writeFileSync(elsewhere.key, openTrail(other.path).publicKey);
      expect((await check()).problems[0]).toMatchObject({ kind: "bad-signature" });
    } finally {
      await other.close();
    }
  });
});

describe("anchors that were kept elsewhere", () => {
  test("find an older copy of the whole trail put back", async () => {
    await trail.written("e6");
    writeFileSync(elsewhere.anchors, [...opened().anchors()].join(""));
    const older = new TrailFixture();
    try {
      // The same key, all files in order, one execution fewer: nothing on the machine itself could tell.
      cpSync(join(trail.folder, "state"), join(older.folder, "state"), { recursive: true });
      trail.sql("DELETE FROM events");
      cpSync(`${trail.path}.key`, `${older.path}.key`);
      older.sql("DELETE FROM events WHERE seq > 10");
      writeFileSync(`${older.path}.anchor`, JSON.stringify(anchorOf(older.path, 10)));
      expect(await openTrail(older.path).verify()).toMatchObject({ verified: true });
      expect((await openTrail(older.path).verify({ anchors: elsewhere.anchors })).problems).toMatchObject([
        { kind: "truncated", message: expect.stringMatching(/names record 12 .* ends with 10/) },
      ]);
    } finally {
      await older.close();
    }
  });

  test("find a history written anew by who holds the key", async () => {
    const anew = new TrailFixture();
    try {
      mkdirSync(join(anew.folder, "state"));
      cpSync(`${trail.path}.key`, `${anew.path}.key`);
      await anew.written("e1", "e2", "other", "e4", "e5");
      expect(await openTrail(anew.path).verify()).toMatchObject({ verified: true });
      expect((await openTrail(anew.path).verify({ anchors: elsewhere.anchors })).problems[0]).toMatchObject({
        kind: "altered",
        message: expect.stringMatching(/^Record 8 is not the one that the anchor/),
      });
    } finally {
      await anew.close();
    }
  });

  test("that are no anchors are refused with their line", () => {
    writeFileSync(elsewhere.anchors, "{}\n");
    expect(() => check()).toThrow(expect.objectContaining({ code: "INVALID_INPUT", message: expect.stringMatching(/Line 1/) }));
  });
});

test("a trail that is not there is not made by looking for it", () => {
  expect(() => openTrail(join(trail.folder, "none.db"))).toThrow(expect.objectContaining({ code: "AUDIT_FAILED" }));
});

test("an export is one moment, while the server writes on", async () => {
  const sink = trail.opened();
  const lines: string[] = [];
  for (const line of opened().export("jsonl")) {
    if (lines.push(line) < 4) await trail.run(sink, `later${lines.length}`);
  }
  writeFileSync(elsewhere.trail, lines.join(""));
  expect(await check(undefined)).toMatchObject({ verified: true, records: 10 });
});

test("CSV holds one line per execution, the outcome's hash included", async () => {
  const sink = trail.opened();
  await sink.end(await sink.begin(intent("e6")), {
    ...done,
    status: "rejected",
    errorCode: "UNKNOWN_PERSONA",
    reason: 'no "x",\nsee',
  });
  const [columns, ...records] = [...opened().export("csv")];
  expect(columns).toMatch(/^"executionId","kind","startedAt",.*"hash"\r\n$/);
  expect(records).toHaveLength(6);
  const [record] = (await sink.query({ executionId: "e6" })).records;
  expect(records.at(-1)).toContain(`"rejected","UNKNOWN_PERSONA","no ""x"",\nsee","diego"`);
  expect(records.at(-1)?.endsWith(`"${record?.hash}"\r\n`)).toBe(true);
});

/** The head's last record made another one's, as who cuts the file would do it. */
function fitted(head: string, last: string | undefined): string {
  const { seq, hash } = JSON.parse(last as string);
  return JSON.stringify({ ...JSON.parse(head), last: { seq, hash } });
}

function anchorOf(path: string, seq: number): unknown {
  const lines = [...openTrail(path).anchors(seq)].map((line) => JSON.parse(line));
  return lines.find((anchor) => anchor.seq === seq);
}
