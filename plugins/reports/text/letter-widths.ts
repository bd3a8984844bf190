/**
 * How wide Calibri's letters are, of 2048 to the size of the type, from the blank to "~". Calibri because PowerPoint brings it
 * along: the house's Inter is on no client's machine, and what stands in for a missing font is as wide as it likes.
 */
// biome-ignore format: a table, in rows of the ASCII code.
const ASCII = [
  463, 667, 821, 1020, 1038, 1464, 1397, 452, 621, 621, 1020, 1020, 511, 627, 517, 791,
  1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 1038, 548, 548, 1020, 1020, 1020, 949,
  1831, 1185, 1114, 1092, 1260, 1000, 941, 1292, 1276, 516, 653, 1064, 861, 1751, 1322, 1356,
  1058, 1378, 1112, 941, 998, 1314, 1162, 1822, 1063, 998, 959, 628, 791, 628, 1020, 1020,
  596, 981, 1076, 866, 1076, 1019, 625, 964, 1076, 470, 490, 931, 470, 1636, 1076, 1080,
  1076, 1076, 714, 801, 686, 1076, 925, 1464, 887, 927, 809, 644, 943, 644, 1020,
] as const;

const EM = 2048;
const BOLD = 1.035;
/** Letters of other scripts, a little more than most of them take. */
const OTHER = 1230;
/** As wide as they are high: Chinese, Japanese, Korean, pictures. */
const SQUARE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{3ffff}]/u;
const NOTHING = /\p{M}|[\u200b-\u200f\u2060-\u2069]/u;
const THIN = /[\u00a0\u2000-\u200a\u202f]/;

const known = new Map<string, number>();

function unitsOf(letter: string): number {
  const code = letter.codePointAt(0) ?? 0;
  if (code < 127) return ASCII[code - 32] ?? 0;
  let width = known.get(letter);
  if (width === undefined) {
    width = asked(letter);
    // Of all the letters there are a page needs few: a hostile text with all of them must not stay in memory.
    if (known.size < 4096) known.set(letter, width);
  }
  return width;
}

function asked(letter: string): number {
  if (NOTHING.test(letter)) return 0;
  if (THIN.test(letter)) return ASCII[0];
  if (SQUARE.test(letter)) return EM;
  const [base = ""] = letter.normalize("NFD");
  return base !== letter && base.charCodeAt(0) < 127 ? unitsOf(base) : letter === "…" || letter === "—" ? 1854 : OTHER;
}

/** In points, in type of this size. */
export function widthOf(text: string, size: number, bold = false): number {
  let units = 0;
  for (const letter of text) units += unitsOf(letter);
  return (units / EM) * size * (bold ? BOLD : 1);
}
