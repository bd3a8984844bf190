import type { Json } from "../ports/sandbox.ts";

export type Obj = { readonly [key: string]: Json };

/** A single value: plain, or one that JSON has no word for, as the runtime writes it (docs/results.md). */
export function isScalar(value: Json): boolean {
  if (value === null || typeof value !== "object") return true;
  if (Array.isArray(value)) return false;
  const { type, value: text } = value as Obj;
  return typeof type === "string" && typeof text === "string" && Object.keys(value).length === 2;
}

/** In the order in which the code wrote them. */
export function fieldsOf(value: Json): readonly (readonly [key: string, item: Json])[] {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [];
  const form = value as Obj;
  if (form.type !== "dict" || !Array.isArray(form.entries)) return Object.entries(form);
  return form.entries.flatMap((entry) =>
    Array.isArray(entry) && entry.length === 2 ? [[String(entry[0]), entry[1] ?? null] as const] : [],
  );
}

/** Where JavaScript can say it without loss. */
export function plainNumber(value: Json): number | null {
  if (typeof value === "number") return value;
  if (!isScalar(value) || value === null || typeof value !== "object") return null;
  const { type, value: text } = value as Obj;
  const number = type === "decimal" && typeof text === "string" ? Number(text) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}
