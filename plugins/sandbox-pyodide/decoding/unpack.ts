import { gunzipSync } from "node:zlib";
import { Refused } from "./refused.ts";
import { entriesOf, extract, inflated } from "./zip.ts";

export type Packing = "gzip" | "zip";

/** The one file that was compressed, and its name where the archive tells it. */
export function unpack(packing: Packing, bytes: Uint8Array, most: number): { name: string | null; bytes: Uint8Array } {
  if (packing === "gzip") {
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) throw new Refused("it is called .gz and is not compressed with gzip");
    return { name: null, bytes: inflated(() => gunzipSync(bytes, { maxOutputLength: most }), most) };
  }
  const files = entriesOf(bytes).filter(({ name }) => !name.endsWith("/") && !/^__MACOSX\/|(^|\/)\.[^/]*$/.test(name));
  const [file, ...others] = files;
  if (file === undefined) throw new Refused("it is an archive without a file in it");
  if (others.length > 0) {
    const names = files.slice(0, 5).map(({ name }) => JSON.stringify(name.slice(0, 100)));
    throw new Refused(
      `it is an archive of ${files.length} files (${names.join(", ")}${files.length > 5 ? " …" : ""}); unpack it into the workspace`,
    );
  }
  return { name: file.name, bytes: extract(bytes, file, most) };
}
