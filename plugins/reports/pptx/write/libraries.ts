import type JSZip from "jszip";
import type Pptx from "pptxgenjs";

export type { JSZip };
export type PptxGenJS = Pptx.default;

type Constructor<Made> = new () => Made;

/** A module of the older kind hands itself over as `default`, and one that was made for both does so twice. */
const ownOf = <Made>(loaded: { readonly default: unknown }): Constructor<Made> => {
  const first = loaded.default as { readonly default?: unknown };
  return (typeof first === "function" ? first : first.default) as Constructor<Made>;
};

/** Loaded by the first deck: a server that writes none starts without half a megabyte of them. */
export async function libraries(): Promise<{ newDeck(): PptxGenJS; newZip(): JSZip }> {
  const [pptx, zip] = await Promise.all([import("pptxgenjs"), import("jszip")]);
  const [Deck, Zip] = [ownOf<PptxGenJS>(pptx), ownOf<JSZip>(zip)];
  return { newDeck: () => new Deck(), newZip: () => new Zip() };
}
