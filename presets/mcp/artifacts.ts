import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Artifact {
  readonly uri: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

interface Kept extends Artifact {
  readonly client: string;
  readonly expires: number;
}

const DAY_MS = 24 * 3_600_000;
const BYTES_MAX = 256 * 1_048_576;
const SCHEME = "strategic://";

/** Charts and results that clients may read back: 24 hours or 256 MB, least recently used first. Another client's: not found. */
export class Artifacts {
  readonly #kept = new Map<string, Kept>();
  readonly #out: string | null;
  readonly #clock: () => number;
  #bytes = 0;

  constructor(out: string | null, clock: () => number = Date.now) {
    this.#out = out;
    this.#clock = clock;
  }

  keepChart(
    client: string,
    id: string,
    template: string,
    picture: { readonly png: Uint8Array | null; readonly html: string | null },
  ) {
    const png = picture.png === null ? null : this.#keep(client, `charts/${id}.png`, "image/png", picture.png);
    const html =
      picture.html === null
        ? null
        : this.#keep(client, `charts/${id}.html`, "text/html;profile=strategic", Buffer.from(picture.html));
    return { png, html, file: this.#write(template, id, picture) };
  }

  keepRun(client: string, id: string, json: string): string {
    return this.#keep(client, `runs/${id}`, "application/json", Buffer.from(json));
  }

  read(uri: string, client: string): Artifact | null {
    const found = this.#kept.get(uri);
    if (found === undefined || found.client !== client || found.expires < this.#clock()) return null;
    this.#kept.delete(uri);
    this.#kept.set(uri, found);
    return found;
  }

  #keep(client: string, path: string, mimeType: string, bytes: Uint8Array): string {
    const uri = SCHEME + path;
    this.#kept.set(uri, { uri, mimeType, bytes, client, expires: this.#clock() + DAY_MS });
    this.#bytes += bytes.length;
    for (const [oldest, { bytes: size, expires }] of this.#kept) {
      if (this.#bytes <= BYTES_MAX && expires >= this.#clock()) break;
      this.#kept.delete(oldest);
      this.#bytes -= size.length;
    }
    return uri;
  }

  /** The picture as a file, where the server and its user share a disk. The page only when there is no PNG. */
  #write(
    template: string,
    id: string,
    { png, html }: { readonly png: Uint8Array | null; readonly html: string | null },
  ): string | null {
    if (this.#out === null) return null;
    const files = writeChart(this.#out, template, id, { png, html });
    return files.png ?? files.html;
  }
}

/** Writes `<template>-<id>.png|.html` and says where. */
export function writeChart(
  out: string,
  template: string,
  id: string,
  { png, html }: { readonly png: Uint8Array | null; readonly html: string | null },
): { readonly png: string | null; readonly html: string | null } {
  mkdirSync(out, { recursive: true });
  const name = `${template.replace(/[^\w-]/g, "_")}-${id}`;
  const put = (extension: string, content: Uint8Array | string | null): string | null => {
    if (content === null) return null;
    const path = join(out, `${name}.${extension}`);
    writeFileSync(path, content);
    return path;
  };
  return { png: put("png", png), html: put("html", html) };
}
