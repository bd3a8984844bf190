import { held } from "../../text/clean.ts";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** Text that no document takes for anything else. */
export const escaped = (text: string): string => held(text).replace(/[&<>"']/g, (letter) => ENTITIES[letter] as string);

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element. What it holds is elements, or text that is `escaped`. */
export function el(name: string, attributes: Attributes = {}, ...inside: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join("");
  return inside.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${inside.join("")}</${name}>`;
}

/** The many elements that are one value: `<c:delete val="1"/>`. */
export const val = (name: string, value: string | number | boolean): string =>
  el(name, { val: typeof value === "boolean" ? Number(value) : value });
