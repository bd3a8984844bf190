const NUMBER = /[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?)/gi;

export type Likeness = "same" | "widths" | "digits" | "other";

/**
 * How alike two printed texts are: the same; the same but for the widths of whole numbers that they name; the same but for the last
 * digits of numbers, a millionth and less, and for the space around them.
 */
export function alike(found: string, native: string): Likeness {
  if (found === native) return "same";
  const [one, other] = [found, native].map(plain) as [string, string];
  if (one === other) return "widths";
  return close(one, other) ? "digits" : "other";
}

function plain(text: string): string {
  return text
    .replace(/,\s*dtype=u?int(?:32|64)|np\.intp?(?:32|64)?(?=\()/g, "")
    .replace(/\bu?int(?:32|64)\b/g, "int")
    .replace(/\s+/g, "");
}

function close(one: string, other: string): boolean {
  const unsigned = (text: string) => text.replace(NUMBER, "#").replace(/[-+]/g, "");
  if (unsigned(one) !== unsigned(other)) return false;
  const [ours, theirs] = [one, other].map((text) => (text.match(NUMBER) ?? []).map(Number)) as [number[], number[]];
  if (ours.length !== theirs.length) return false;
  const small = Math.min(1, Math.max(...ours.map(Math.abs), 1e-300));
  return ours.every((value, at) => {
    const expected = theirs[at] as number;
    return Math.abs(value - expected) <= 1e-6 * Math.max(Math.abs(value), Math.abs(expected)) + 1e-9 * small;
  });
}
