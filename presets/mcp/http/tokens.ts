import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Who may ask. The token itself is nowhere: its hash says whether one that is shown is it. */
export interface Token {
  readonly name: string;
  readonly sha256: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

const NAME = /^[\w.@-]{1,100}$/;

/** 256 bits: nobody guesses one, so a plain hash keeps it. */
const newSecret = (): string => `sp_${randomBytes(32).toString("base64url")}`;

const hashed = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Whose token it is. Every one is compared, in the same time, whichever it is. */
export function nameOf(secret: string, tokens: readonly Token[]): string | null {
  const shown = Buffer.from(hashed(secret), "hex");
  let found: string | null = null;
  for (const { name, sha256 } of tokens) {
    const kept = Buffer.from(sha256, "hex");
    if (kept.length === shown.length && timingSafeEqual(kept, shown)) found = name;
  }
  return found;
}

/** `name=token,name=token`: for containers, which are given no files. Throws for what is written otherwise. */
export function tokensIn(words: string): readonly Token[] {
  return words
    .split(",")
    .filter((word) => word.trim() !== "")
    .map((word) => {
      const at = word.indexOf("=");
      const [name, secret] = [word.slice(0, at).trim(), word.slice(at + 1).trim()];
      if (at < 1 || !NAME.test(name) || secret.length < 16)
        throw new Error("write name=token,name=token; a name has letters, digits and . @ _ -, a token 16 characters or more");
      return { name, sha256: hashed(secret), createdAt: new Date(0).toISOString() };
    });
}

/** None where the file is not there. Throws for one that others can read or write, or that is damaged. */
export function readTokens(path: string): readonly Token[] {
  const about = statSync(path, { throwIfNoEntry: false });
  if (about === undefined) return [];
  if (process.platform !== "win32" && (about.mode & 0o077) !== 0)
    throw new Error(`others can read ${path}: chmod 600 it, and replace its tokens`);
  const { tokens } = JSON.parse(readFileSync(path, "utf8")) as { tokens?: unknown };
  if (!Array.isArray(tokens) || !tokens.every(isToken)) throw new Error(`${path} holds no tokens that token create wrote`);
  return tokens;
}

const isToken = (value: unknown): value is Token => {
  const { name, sha256, createdAt } = (value ?? {}) as Partial<Token>;
  return typeof name === "string" && /^[0-9a-f]{64}$/.test(sha256 ?? "") && typeof createdAt === "string";
};

/** The token, to be shown once. Throws for a name that is taken or can't be one. */
export function createToken(path: string, name: string): string {
  if (!NAME.test(name)) throw new Error("a name has letters, digits and . @ _ -, at most 100");
  const tokens = readTokens(path);
  if (tokens.some((token) => token.name === name)) throw new Error(`there is a token named ${name}: revoke it first`);
  const secret = newSecret();
  writeTokens(path, [...tokens, { name, sha256: hashed(secret), createdAt: new Date().toISOString() }]);
  return secret;
}

/** Whether there was one. A server that runs refuses it at the next request. */
export function revokeToken(path: string, name: string): boolean {
  const tokens = readTokens(path);
  const left = tokens.filter((token) => token.name !== name);
  if (left.length < tokens.length) writeTokens(path, left);
  return left.length < tokens.length;
}

/** The old file or the new one, the user's alone. */
function writeTokens(path: string, tokens: readonly Token[]): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.draft`;
  try {
    const file = openSync(draft, "w", 0o600);
    try {
      writeSync(file, `${JSON.stringify({ tokens }, null, 2)}\n`);
    } finally {
      closeSync(file);
    }
    chmodSync(draft, 0o600);
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Those of a file as they are at each request: one that was revoked is worth nothing at once. */
export class TokenFile {
  readonly #path: string;
  #seen = "";
  #tokens: readonly Token[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  now(): readonly Token[] {
    const about = statSync(this.#path, { throwIfNoEntry: false });
    const seen = about === undefined ? "none" : `${about.ino} ${about.mtimeMs} ${about.size} ${about.mode}`;
    if (seen !== this.#seen) {
      this.#tokens = readTokens(this.#path);
      this.#seen = seen;
    }
    return this.#tokens;
  }
}
