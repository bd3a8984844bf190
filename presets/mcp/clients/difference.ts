/**
 * The lines that go and those that come, with their numbers. None around them: what lies beside an entry may be somebody's key,
 * and this is printed.
 */
export function differenceOf(before: string, after: string): string {
  const [old, made] = [linesOf(before), linesOf(after)];
  let start = 0;
  while (start < old.length && start < made.length && old[start] === made[start]) start++;
  let end = 0;
  while (end < old.length - start && end < made.length - start && old.at(-1 - end) === made.at(-1 - end)) end++;
  const gone = old.slice(start, old.length - end).map((line) => `- ${line}`);
  const come = made.slice(start, made.length - end).map((line) => `+ ${line}`);
  return [`@@ line ${start + 1} @@`, ...gone, ...come].join("\n");
}

const linesOf = (text: string): string[] => {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
};
