import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseAnchor } from "./anchor.ts";
import { openTrail, verifyExport } from "./index.ts";
import { TrailFixture } from "./tests/audit-trail.ts";

/** An export of a trail that retention has cut, and the trail itself with its anchor. */
const trail = new TrailFixture();
let [whole, key, anchor] = ["", "", ""];
const file = join(trail.folder, "trail.jsonl");
beforeAll(async () => {
  await trail.written("e1", "e2", "e3", "e\u{1f4c8}4");
  trail.now = new Date("2026-12-22T12:00:00Z");
  await trail.written("e5");
  openTrail(trail.path, () => trail.now).prune("2026-12-01");
  whole = [...openTrail(trail.path, () => trail.now).export("jsonl")].join("");
  key = join(trail.folder, "public.pem");
  writeFileSync(key, openTrail(trail.path).publicKey);
  anchor = readFileSync(`${trail.path}.anchor`, "utf8");
});
afterAll(() => trail.close());

const verified = async (text: string) => {
  writeFileSync(file, text);
  return (await verifyExport(file, { key })).verified;
};

test("no single change to an export goes unseen: no letter changed, no line lost, doubled or elsewhere", async () => {
  expect(await verified(whole)).toBe(true);
  const lines = whole.trimEnd().split("\n");
  const change = fc.oneof(
    // The last line break alone says nothing.
    fc
      .tuple(fc.nat(whole.length - 2), fc.constantFrom(...'0123456789abcdefXé",{} \n'))
      .map(([at, letter]) => whole.slice(0, at) + letter + whole.slice(at + 1)),
    fc.nat(lines.length - 1).map((at) => `${lines.toSpliced(at, 1).join("\n")}\n`),
    fc
      .tuple(fc.nat(lines.length - 1), fc.nat(lines.length))
      .map(([at, to]) => `${lines.toSpliced(to, 0, lines[at] as string).join("\n")}\n`),
    fc.tuple(fc.nat(lines.length - 1), fc.nat(lines.length - 1)).map(
      ([one, other]) =>
        `${lines
          .with(one, lines[other] as string)
          .with(other, lines[one] as string)
          .join("\n")}\n`,
    ),
  );
  await fc.assert(
    fc.asyncProperty(change, async (text) => {
      fc.pre(text !== whole);
      expect(await verified(text)).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test("no single letter of the anchor can be another", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(anchor.length - 2), fc.constantFrom(...'0123456789abcdefXé",{}'), async (at, letter) => {
      const other = anchor.slice(0, at) + letter + anchor.slice(at + 1);
      fc.pre(other !== anchor && JSON.stringify(parseAnchor(other)) !== JSON.stringify(parseAnchor(anchor)));
      writeFileSync(`${trail.path}.anchor`, other);
      expect((await openTrail(trail.path).verify()).verified).toBe(false);
    }),
    { numRuns: 60 },
  );
  writeFileSync(`${trail.path}.anchor`, anchor);
  expect((await openTrail(trail.path).verify()).verified).toBe(true);
});
