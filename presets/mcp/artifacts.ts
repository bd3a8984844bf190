import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Shelf } from "../../core/capacity/shelf.ts";
import { limits } from "../../core/limits.ts";

export interface Artifact {
  readonly uri: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

const DAY_MS = 24 * 3_600_000;
const SCHEME = "strategic://";

/** Charts and results that clients may read back: 24 hours, and so many bytes as one table of limits says. Another client's: not found. */
export class Artifacts {
  readonly #shelf: Shelf<Artifact & { readonly expires: number }>;
  readonly #out: string | null;
  readonly #clock: () => number;

  constructor(out: string | null, clock: () => number = Date.now, mostBytes: number = limits.keptArtifactsBytes) {
    this.#out = out;
    this.#clock = clock;
    this.#shelf = new Shelf(mostBytes);
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

  /** What a client can still read of its own, newest last. */
  list(client: string): readonly Artifact[] {
    return this.#shelf.of(client).filter(({ expires }) => expires >= this.#clock());
  }

  read(uri: string, client: string): Artifact | null {
    const found = this.#shelf.get(uri, client);
    return found === null || found.expires < this.#clock() ? null : found;
  }

  #keep(client: string, path: string, mimeType: string, bytes: Uint8Array): string {
    const uri = SCHEME + path;
    this.#shelf.put(uri, client, bytes.length, { uri, mimeType, bytes, expires: this.#clock() + DAY_MS });
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
