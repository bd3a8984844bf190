import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { storeFailed } from "../../core/artifacts/store-failed.ts";

/** Writes `<template>-<id>.png|.html` and says where. */
export function writeChart(
  out: string,
  template: string,
  id: string,
  { png, html }: { readonly png: Uint8Array | null; readonly html: string | null },
): { readonly png: string | null; readonly html: string | null } {
  const put = (format: string, content: Uint8Array | string | null): string | null =>
    content === null ? null : writeOut(out, template, id, format, content);
  return { png: put("png", png), html: put("html", html) };
}

/** `<name>-<id>.<format>` in that folder; nothing in a name leads out of it. Throws `STORE_FAILED` with the reason. */
export function writeOut(out: string, name: string, id: string, format: string, content: Uint8Array | string): string {
  const path = join(out, `${name.replace(/[^\w-]+/g, "_").slice(0, 80)}-${id}.${format}`);
  try {
    mkdirSync(out, { recursive: true });
    writeFileSync(path, content);
    return path;
  } catch (error) {
    throw storeFailed("No file could be written into the output folder", error);
  }
}
