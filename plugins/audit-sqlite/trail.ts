import { existsSync, readFileSync } from "node:fs";
import { StrategicError } from "../../core/errors.ts";
import { type Anchor, AnchorFile, parseAnchor } from "./anchor.ts";
import { openSnapshot } from "./database.ts";
import { EventLog } from "./event-log.ts";
import { exportAnchors, exportCsv, exportJsonl } from "./export.ts";
import { guarded, guardedAsync } from "./guarded.ts";
import { type Pruned, prune } from "./prune.ts";
import { instant } from "./query.ts";
import { publicKeyOf, readKey } from "./signing.ts";
import { type Findings, verifyDatabase } from "./verify.ts";
import { verifyExportText } from "./verify-export.ts";

/** What was kept elsewhere, as files: the public key as PEM, anchors as `anchors export` wrote them. */
export interface TrustFiles {
  readonly key?: string | undefined;
  readonly anchors?: string | undefined;
}

/** An operator's view of a trail that is there: looks, and writes nothing but what retention asks for. */
export interface AuditTrailFile {
  readonly publicKey: string;
  verify(trusted?: TrustFiles): Promise<Findings>;
  /** Lines, oldest first, of one moment. */
  export(format: "jsonl" | "csv", since?: string): Iterable<string>;
  anchors(every?: number): Iterable<string>;
  prune(before: string): Pruned;
}

export function openTrail(path: string, now: () => Date = () => new Date()): AuditTrailFile {
  if (!existsSync(path)) throw new StrategicError("AUDIT_FAILED", `There is no audit trail at ${path}.`, { details: { path } });
  const key = guarded(path, () => {
    // First, so that a file of another format is called that, whatever its key looks like.
    openSnapshot(path).close();
    return readKey(`${path}.key`);
  });
  const anchor = new AnchorFile(path);
  return {
    publicKey: key.publicPem,
    verify: ({ key: keyFile, anchors } = {}) =>
      guardedAsync(path, async () => {
        const publicKey = keyFile === undefined ? key.publicKey : readPublicKey(keyFile);
        const trusted = { key: publicKey, anchors: anchors === undefined ? [] : readAnchors(anchors) };
        return verifyDatabase(path, () => anchor.read(publicKey), trusted);
      }),
    export: (format, since) =>
      lines(path, (db) => {
        const from = since === undefined ? null : instant(since);
        return format === "csv" ? exportCsv(db, from) : exportJsonl(db, key, from, now());
      }),
    anchors: (every = 100) => lines(path, (db) => exportAnchors(db, every)),
    prune: (before) =>
      guarded(path, () => {
        const log = new EventLog(path, now);
        try {
          return prune(log, instant(before));
        } finally {
          log.close();
        }
      }),
  };
}

/** With the public key alone, on a machine that never saw the server. */
export function verifyExport(file: string, trusted: TrustFiles & { readonly key: string }): Promise<Findings> {
  const key = readPublicKey(trusted.key);
  const anchors = trusted.anchors === undefined ? [] : readAnchors(trusted.anchors);
  return verifyExportText(read(file), { key, anchors });
}

function* lines(path: string, of: (db: ReturnType<typeof openSnapshot>) => Iterable<string>): Generator<string> {
  const db = guarded(path, () => openSnapshot(path));
  try {
    yield* of(db);
  } finally {
    db.close();
  }
}

function readPublicKey(file: string) {
  const pem = read(file);
  try {
    return publicKeyOf(pem);
  } catch (cause) {
    throw new StrategicError("INVALID_INPUT", `${file} holds no Ed25519 public key (${(cause as Error).message}).`, { cause });
  }
}

function readAnchors(file: string): Anchor[] {
  const all = read(file)
    .split("\n")
    .filter((text) => text.trim() !== "");
  return all.map((text, index) => {
    const anchor = parseAnchor(text);
    if (anchor !== null) return anchor;
    throw new StrategicError(
      "INVALID_INPUT",
      `Line ${index + 1} of ${file} is not an anchor as "audit anchors export" writes them.`,
    );
  });
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new StrategicError("INVALID_INPUT", `Can't read ${file}: ${(cause as Error).message}.`, { cause });
  }
}
