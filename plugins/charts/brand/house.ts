import type { Brand, PageBrand } from "./brand.ts";

/** What a document that draws specs as they come knows before any of them is there. */
export interface House {
  readonly brand: PageBrand & Pick<Brand, "footer">;
  /** By language. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
