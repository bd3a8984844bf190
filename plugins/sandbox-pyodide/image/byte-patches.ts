import { createHash } from "node:crypto";

/** Bytes at one place of one known file. Old and new are hexadecimal and equally long: nothing moves. */
export interface BytePatch {
  readonly offset: number;
  /** The C source file and function that these bytes come from. */
  readonly where: string;
  readonly why: string;
  readonly old: string;
  readonly new: string;
}

/** Exact text of one Python source file, there once unless it says how often. */
export interface TextPatch {
  readonly file: string;
  readonly why: string;
  readonly find: string;
  readonly replace: string;
  readonly times?: number;
}

/** Applies a table to the one build that it fits. Refuses another build, and a byte that is not the expected one. */
export function patchBytes(name: string, stock: Uint8Array, sha256: string, table: readonly BytePatch[]): Uint8Array {
  const actual = createHash("sha256").update(stock).digest("hex");
  if (actual !== sha256) throw new Error(`${name} is not the build that its patches fit: sha256 ${actual}, expected ${sha256}`);
  const patched = Uint8Array.from(stock);
  for (const patch of table) {
    const from = Buffer.from(patch.old.replaceAll(" ", ""), "hex");
    const to = Buffer.from(patch.new.replaceAll(" ", ""), "hex");
    if (from.length !== to.length || from.length === 0) throw new Error(`${at(name, patch)}: old and new differ in length`);
    if (!from.equals(patched.subarray(patch.offset, patch.offset + from.length)))
      throw new Error(`${at(name, patch)}: the bytes there are not the expected ones`);
    patched.set(to, patch.offset);
  }
  return patched;
}

/** Applies the patches of one file. Each text must be there exactly as often as its patch says. */
export function patchText(file: string, stock: string, table: readonly TextPatch[]): string {
  let text = stock;
  for (const patch of table) {
    if (patch.file !== file) continue;
    const parts = text.split(patch.find);
    if (parts.length - 1 !== (patch.times ?? 1))
      throw new Error(`patch matches ${parts.length - 1} times in ${file}: ${patch.why}`);
    text = parts.join(patch.replace);
  }
  return text;
}

const at = (name: string, { offset, where }: BytePatch) => `${name}, offset 0x${offset.toString(16)} (${where})`;
