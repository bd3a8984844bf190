import { readFileSync } from "node:fs";

/** A map's regions with their outlines, as `scripts/build-atlas.ts` made them from Natural Earth; read when the first map is drawn. */
export interface Atlas {
  readonly size: readonly [number, number];
  readonly regions: readonly Region[];
}

interface Region {
  readonly code: string | null;
  readonly code3: string | null;
  /** The first is the one that is shown, others are known. */
  readonly names: readonly string[];
  readonly rings: readonly (readonly number[])[];
}

export const atlases = ["world", "us"] as const;
export type AtlasName = (typeof atlases)[number];

const read = new Map<AtlasName, Atlas>();

export function atlas(name: AtlasName): Atlas {
  const known =
    read.get(name) ?? (JSON.parse(readFileSync(new URL(`./${name}.generated.json`, import.meta.url), "utf8")) as Atlas);
  read.set(name, known);
  return known;
}

/** What the regions of a map are called in a language. */
export interface Gazetteer {
  readonly of: AtlasName;
  /** The place of a region by whatever it is called: ISO or postal code, its English names, the language's own. */
  readonly find: (label: string) => number | null;
  /** As the language calls them, in the atlas's order. */
  readonly names: readonly string[];
}

export function gazetteer(name: AtlasName, locale: string): Gazetteer {
  const spoken = name === "world" ? new Intl.DisplayNames(locale, { type: "region" }) : null;
  const places = new Map<string, number>();
  const names = atlas(name).regions.map(({ code, code3, names: english }, at) => {
    const own = spoken === null || code === null ? undefined : spoken.of(code);
    for (const one of [code, code3, ...english, own]) if (one) places.set(plain(one), at);
    return own === undefined || own === code ? (english[0] ?? "") : own;
  });
  return { of: name, find: (label) => places.get(plain(label)) ?? null, names };
}

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/^the /, "")
    .replace(/&/g, "and")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
