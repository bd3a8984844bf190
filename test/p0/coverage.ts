import { requirements } from "./requirements.ts";

export interface Source {
  readonly file: string;
  readonly text: string;
}

const forbidden = [
  ["leaves tests out", /\.(skip|skipIf|runIf|todo|only|fails)\b/],
  ["tries again", /\bretry\b|\brepeats\b/],
  ["replaces a part of ours", /\bvi\.(mock|doMock|spyOn|stub\w*|fn)\b|\bfake[A-Z]\w*/],
  ["goes around proves()", /(?<![.\w])(test|it)\s*[(.]/],
] as const;

/** What is wrong with the gate's own sources, in words. Read as text: vitest runs each file apart from the others. */
export function faults(sources: readonly Source[]): readonly string[] {
  const cites = new Map<string, string[]>();
  const found: string[] = [];
  for (const { file, text } of sources) {
    const code = text.replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, "");
    for (const [, id = ""] of code.matchAll(/\bproves\(\s*"([^"]*)"/g)) cites.set(id, [...(cites.get(id) ?? []), file]);
    const calls = [...code.matchAll(/\bproves\(/g)].length;
    const read = [...code.matchAll(/\bproves\(\s*"[^"]*"/g)].length;
    if (calls !== read) found.push(`${file}: an id is not written out`);
    for (const [what, pattern] of forbidden) if (pattern.test(code)) found.push(`${file}: ${what} (${pattern.exec(code)?.[0]})`);
  }
  for (const id of Object.keys(requirements)) if (!cites.has(id)) found.push(`${id}: no test proves it`);
  for (const [id, files] of cites)
    if (!Object.hasOwn(requirements, id)) found.push(`${files.join(", ")}: ${id} is not in requirements.ts`);
  return found;
}
