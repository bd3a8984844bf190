import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

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
