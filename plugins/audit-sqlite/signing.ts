import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { canonical } from "./chain.ts";
import { readIfThere, readOrCreate } from "./private-file.ts";

/**
 * Ed25519: the server signs with a key that stays beside the trail; anyone with the public half checks an exported trail
 * elsewhere and can forge nothing with it.
 */
export interface SigningKey {
  readonly publicKey: KeyObject;
  readonly publicPem: string;
  sign(text: string): string;
}

/** An event's place, time and hash, signed. Every event carries one, so every event can serve as an anchor. */
export interface Anchored {
  readonly seq: number;
  readonly at: string;
  readonly hash: string;
}

export const anchorStatement = ({ seq, at, hash }: Anchored) => `strategic-python audit v1\n${seq}\n${at}\n${hash}`;
export const exportStatement = (head: object) => `strategic-python audit export v1\n${canonical(head)}`;

export function createKey(path: string): SigningKey {
  const make = () => generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }) as string;
  return keyOf(readOrCreate(path, make), path);
}

export function readKey(path: string): SigningKey {
  const pem = readIfThere(path);
  if (pem !== null) return keyOf(pem, path);
  throw new Error(`its key ${path} is gone: bring it back, or move the whole trail away and let a new one begin`);
}

export function publicKeyOf(pem: string): KeyObject {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== "ed25519") throw new Error(`it is of the type ${key.asymmetricKeyType}`);
  return key;
}

export function isSignedBy(key: KeyObject, text: string, signature: string): boolean {
  const bytes = decoded(signature);
  return bytes !== null && verify(null, Buffer.from(text), key, bytes);
}

/** On libuv's threads: a long trail is checked while the server goes on serving. */
export function isSignedByAsync(key: KeyObject, text: string, signature: string): Promise<boolean> {
  const bytes = decoded(signature);
  if (bytes === null) return Promise.resolve(false);
  return new Promise((resolve, reject) => {
    verify(null, Buffer.from(text), key, bytes, (error, right) => (error === null ? resolve(right) : reject(error)));
  });
}

/** One spelling per signature: a changed letter is a changed signature, also where a lenient decoder would skip it. */
const decoded = (signature: string) => (/^[0-9a-f]{128}$/.test(signature) ? Buffer.from(signature, "hex") : null);

function keyOf(pem: string, path: string): SigningKey {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== "ed25519") throw new Error(`it is of the type ${key.asymmetricKeyType}`);
    const publicKey = createPublicKey(key);
    return {
      publicKey,
      publicPem: publicKey.export({ type: "spki", format: "pem" }) as string,
      sign: (text) => sign(null, Buffer.from(text), key).toString("hex"),
    };
  } catch (cause) {
    throw new Error(`${path} holds no Ed25519 private key (${(cause as Error).message})`, { cause });
  }
}
