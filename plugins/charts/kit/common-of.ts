import type { Common } from "./common-fields.ts";
import type { Drawn, Note } from "./shaped.ts";

/** What the framework reads of any template's data: fields of these names and of the right kind, others are the template's own. */
export type Given = Common & { readonly remarks?: readonly Note[]; readonly drawn?: Drawn };

const text = (value: unknown): value is string => typeof value === "string";
const record = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown, is: (one: Record<string, unknown>) => boolean): boolean =>
  Array.isArray(value) && value.every((one) => record(one) && is(one));

const fits: Readonly<Record<string, (value: unknown) => boolean>> = {
  kpis: (value) => listOf(value, (one) => text(one.name) && "value" in one),
  reference: (value) => listOf(value, (one) => text(one.panel) && typeof one.value === "number" && text(one.label)),
  unit: text,
  currency: text,
  period: text,
  source: text,
  as_of: text,
  rows: (value) => (Array.isArray(value) ? value.length > 0 && value.every(record) : record(value) && value.type === "table"),
  remarks: (value) => listOf(value, (one) => text(one.code) && text(one.message)),
  drawn: (value) => record(value) && record(value.frame),
};

export function commonOf(data: unknown): Given {
  if (!record(data)) return {};
  return Object.fromEntries(Object.entries(data).filter(([name, value]) => fits[name]?.(value) === true)) as Given;
}
