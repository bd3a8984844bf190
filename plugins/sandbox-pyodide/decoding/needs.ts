/** What only this room can read; for who decides where a file goes, without loading the readers. */
const BINARY: ReadonlySet<string> = new Set(["xlsx", "parquet"]);

export const needsDecoding = ({ format, packing }: { readonly format: string; readonly packing: string | null }): boolean =>
  packing !== null || BINARY.has(format);
