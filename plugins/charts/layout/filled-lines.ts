/** Words in lines, each as full as fits: a word that does not fit beside the others begins a line, however wide it is. */
export function filledLines(words: readonly string[], fits: (line: string) => boolean): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1) ?? "";
    const longer = last === "" ? word : `${last} ${word}`;
    if (lines.length > 0 && (last === "" || fits(longer))) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
