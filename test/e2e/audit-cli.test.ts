import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TrailFixture } from "../../plugins/audit-sqlite/tests/audit-trail.ts";
import { launcher } from "./server.ts";

const execute = promisify(execFile);

let trail: TrailFixture;
beforeEach(async () => {
  trail = new TrailFixture();
  await trail.written("e1", "e2", "e3");
});
afterEach(() => trail.close());

async function audit(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { PATH: process.env.PATH ?? "", HOME: trail.folder, STRATEGIC_PYTHON_AUDIT: trail.path };
  try {
    return { code: 0, ...(await execute(process.execPath, [launcher, "audit", ...args], { env })) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

const file = (name: string) => join(trail.folder, name);

describe("audit verify", () => {
  test("says so when all is well", async () => {
    expect(await audit("verify")).toMatchObject({
      code: 0,
      stdout: "verified: every record is as it was written\n6 records looked at, from 1 to 6\n",
    });
    expect(JSON.parse((await audit("verify", "--json")).stdout)).toMatchObject({ verified: true, problems: [], records: 6 });
  });

  test("names the first bad record, when it was written and what is wrong, and exits with 1", async () => {
    trail.sql(`UPDATE events SET body = replace(body, '"diego"', '"rachel"') WHERE seq = 3; DELETE FROM events WHERE seq = 5`);
    const { code, stdout } = await audit("verify");
    expect(code).toBe(1);
    expect(stdout.split("\n")[0]).toBe(
      "NOT VERIFIED, first bad record: altered: Record 3 (execution e2, 2026-11-22T12:00:00.000Z) does not match its hash: it was changed after it was written.",
    );
  });

  test("of a trail that is not there makes none, and exits with 3", async () => {
    const none = file("none.db");
    expect(await audit("verify", "--audit", none)).toMatchObject({ code: 3, stderr: expect.stringMatching(/no audit trail at/) });
    expect(existsSync(none)).toBe(false);
  });
});

describe("elsewhere", () => {
  test("trail, anchors and public key are all it takes", async () => {
    for (const [name, ...args] of [
      ["trail.jsonl", "export"],
      ["anchors.jsonl", "anchors", "export", "--every", "2"],
      ["public.pem", "key"],
    ] as const) {
      expect(await audit(...args, "--out", file(name))).toMatchObject({ code: 0, stdout: "" });
      expect(statSync(file(name)).mode & 0o777).toBe(0o600);
    }
    const check = ["verify", "--export", file("trail.jsonl"), "--anchors", file("anchors.jsonl"), "--key", file("public.pem")];
    expect(await audit(...check)).toMatchObject({
      code: 0,
      stdout:
        "verified: every record is as it was written\n6 records looked at, from 1 to 6\n3 of the anchors lie in these records\n",
    });
    writeFileSync(
      file("trail.jsonl"),
      readFileSync(file("trail.jsonl"), "utf8").replace('\\"status\\":\\"ok\\"', '\\"status\\":\\"no\\"'),
    );
    expect(await audit(...check)).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^NOT VERIFIED.*Record 2 \(execution e1/),
    });
    expect(await audit("export", "--out", file("trail.jsonl"))).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/EEXIST/),
    });
  });

  test("the documented check in Python, with nothing of ours, agrees", async () => {
    const page = readFileSync(fileURLToPath(new URL("../../docs/audit.md", import.meta.url)), "utf8");
    const program = /```python\n([\s\S]*?)```/.exec(page)?.[1] as string;
    await audit("export", "--out", file("trail.jsonl"));
    const { stdout } = await execute("python3", ["-c", program, file("trail.jsonl")]);
    expect(stdout).toBe("6 records, from 1 to 6, each follows from the one before\n");
    writeFileSync(file("trail.jsonl"), readFileSync(file("trail.jsonl"), "utf8").replace("diego", "rachel"));
    await expect(execute("python3", ["-c", program, file("trail.jsonl")])).rejects.toMatchObject({
      stderr: expect.stringMatching(/record 1/),
    });
  });

  test("the documented check of a signature with openssl agrees", async () => {
    await audit("key", "--out", file("public.pem"));
    const anchor = JSON.parse((await audit("anchors", "export")).stdout.trim().split("\n").at(-1) as string);
    writeFileSync(file("statement"), `strategic-python audit v1\n${anchor.seq}\n${anchor.at}\n${anchor.hash}`);
    writeFileSync(file("signature"), Buffer.from(anchor.signature, "hex"));
    const args = ["pkeyutl", "-verify", "-pubin", "-inkey", file("public.pem"), "-rawin", "-in", file("statement")];
    const { stdout } = await execute("openssl", [...args, "-sigfile", file("signature")]);
    expect(stdout).toContain("Signature Verified Successfully");
    expect(createHash("sha256").update("").digest("hex")).toHaveLength(anchor.hash.length);
  });
});

test("audit export --format csv is a table", async () => {
  const { stdout } = await audit("export", "--format", "csv");
  expect(stdout.split("\r\n")).toHaveLength(5);
});

test("audit prune drops what is older, says what, and the rest verifies", async () => {
  trail.now = new Date("2026-12-31T12:00:00Z");
  await trail.written("new");
  expect(await audit("prune", "--before", "2026-12-01")).toMatchObject({
    code: 0,
    stdout: "dropped 3 executions, the records up to 6\n",
  });
  const { code, stdout } = await audit("verify");
  expect(code).toBe(0);
  expect(stdout).toContain("retention dropped the records up to 6 (3 executions, older than 2026-12-01T00:00:00.000Z)");
});

test.each([
  [[]],
  [["check"]],
  [["verify", "--export", "x"]],
  [["export", "--format", "xml"]],
  [["export", "--since", "yesterday"]],
  [["export", "--before", "2026-01-01"]],
  [["prune"]],
  [["anchors"]],
])("audit %j is wrong usage: exit code 2, and how it is used", async (args) => {
  expect(await audit(...args)).toMatchObject({ code: 2, stdout: "" });
});
