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

/** Regions by whatever they are called: ISO or postal codes, English names and the locale's own. */
export function regionFinder({ regions }: Atlas, name: AtlasName, locale: string): (label: string) => number | null {
  const places = new Map<string, number>();
  const spoken = name === "world" ? [new Intl.DisplayNames(locale, { type: "region" })] : [];
  regions.forEach(({ code, code3, names }, at) => {
    const own = code === null || !/^[A-Z]{2}$/.test(code) ? [] : spoken.map((list) => list.of(code) ?? "");
    for (const one of [code, code3, ...names, ...own]) if (one) places.set(plain(one), at);
  });
  return (label) => places.get(plain(label)) ?? null;
}

/** As the locale calls it. */
export function regionName({ code, names }: Region, name: AtlasName, locale: string): string {
  const own = name === "world" && code !== null ? new Intl.DisplayNames(locale, { type: "region" }).of(code) : undefined;
  return own === undefined || own === code ? (names[0] ?? "") : own;
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
