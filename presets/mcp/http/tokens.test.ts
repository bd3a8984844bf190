import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createToken, nameOf, readTokens, revokeToken, TokenFile, tokensIn } from "./tokens.ts";

const folder = mkdtempSync(join(tmpdir(), "tokens-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;
const fresh = () => join(folder, String(made++), "tokens.json");

describe("a token", () => {
  test("is its owner's, and nothing near it is anybody's", () => {
    const path = fresh();
    const [jane, jack] = [createToken(path, "jane"), createToken(path, "jack@example.com")];
    const tokens = readTokens(path);
    expect([nameOf(jane, tokens), nameOf(jack, tokens)]).toEqual(["jane", "jack@example.com"]);
    for (const near of ["", jane.slice(1), `${jane} `, jane.toUpperCase(), `${jane}${jack}`])
      expect(nameOf(near, tokens)).toBeNull();
    expect(jane).toMatch(/^sp_[\w-]{43}$/);
    expect(jane).not.toBe(jack);
  });

  test("its hash, as the file has it, is worth nothing", () => {
    const path = fresh();
    createToken(path, "jane");
    const [token] = readTokens(path);
    expect(nameOf(token?.sha256 ?? "", readTokens(path))).toBeNull();
  });

  test("a name is taken once, and has letters that a log can show", () => {
    const path = fresh();
    createToken(path, "jane");
    expect(() => createToken(path, "jane")).toThrow("revoke it first");
    for (const name of ["", "a b", "a\nb", "../x", "x".repeat(101)])
      expect(() => createToken(path, name)).toThrow("a name has letters");
    expect(readTokens(path)).toHaveLength(1);
  });

  test("is refused once it was revoked, by whoever reads the file", () => {
    const path = fresh();
    const secret = createToken(path, "jane");
    const file = new TokenFile(path);
    expect(nameOf(secret, file.now())).toBe("jane");
    expect(revokeToken(path, "jane")).toBe(true);
    expect(revokeToken(path, "jane")).toBe(false);
    expect(nameOf(secret, file.now())).toBeNull();
  });
});

test("a file that is not there holds none; one that others can read, or that is damaged, is refused", () => {
  const path = fresh();
  expect(readTokens(path)).toEqual([]);
  createToken(path, "jane");
  chmodSync(path, 0o640);
  expect(() => readTokens(path)).toThrow("others can read");
  chmodSync(path, 0o600);
  for (const damaged of ["{}", '{"tokens":[{"name":"x","sha256":"short","createdAt":""}]}', '{"tokens":{}}']) {
    writeFileSync(path, damaged);
    expect(() => readTokens(path)).toThrow("holds no tokens");
  }
  writeFileSync(path, readFileSync(path, "utf8").slice(0, 5));
  expect(() => readTokens(path)).toThrow();
});

test("tokens of the environment: name=token, and nothing else", () => {
  const tokens = tokensIn("jane=0123456789abcdef, jack=fedcba9876543210=");
  expect([nameOf("0123456789abcdef", tokens), nameOf("fedcba9876543210=", tokens)]).toEqual(["jane", "jack"]);
  expect(tokensIn("")).toEqual([]);
  for (const wrong of ["jane", "=0123456789abcdef", "jane=short", "a b=0123456789abcdef"])
    expect(() => tokensIn(wrong)).toThrow("name=token");
});
