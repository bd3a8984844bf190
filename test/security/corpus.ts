import { readFileSync } from "node:fs";
import type { Attempt } from "./judge.ts";

/**
 * `escapes` are public ones; `ours` are what we tried ourselves, each once a question or a hole; `by-class` the ways of a review with their kin;
 * `science` what only the libraries of that environment make possible.
 */
export const corpus = (name: "escapes" | "ours" | "by-class" | "science"): readonly Attempt[] =>
  JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), "utf8")) as readonly Attempt[];
