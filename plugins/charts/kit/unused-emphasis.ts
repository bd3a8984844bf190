import { type Emphasis, emphasis } from "./emphasis-fields.ts";
import type { Note } from "./shaped.ts";

/** What was asked for and changes nothing in this form: said, each by its name. */
export function unusedEmphasis(data: Partial<Emphasis>, honoured: readonly (keyof Emphasis)[], notes: Note[]): void {
  for (const name of Object.keys(emphasis) as (keyof Emphasis)[])
    if (data[name] !== undefined && !honoured.includes(name))
      notes.push({ code: "NO_EFFECT", message: `${name} changes nothing in this chart` });
}
