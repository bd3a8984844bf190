import { z } from "zod";
import { type ChartTemplate, defineTemplate } from "../../../core/plugin.ts";
import { asZod, type StandardSchema } from "../../../core/standard-schema.ts";
import { commonOf } from "./common-of.ts";
import { type ChartDraft, type Pen, penFor } from "./draft.ts";
import { framed } from "./frame.ts";
import { unknownFields } from "./unknown-fields.ts";

export interface ChartDefinition<Data> {
  readonly id: string;
  readonly aliases?: readonly string[];
  /** Title where nothing is said of the data. */
  readonly title: string;
  /** What it is for, in one line: how a model chooses among templates. */
  readonly purpose?: string;
  /** Persona id; anyone's when left out. */
  readonly persona?: string | null;
  readonly panels: readonly string[];
  /** Unit and scale of every field stand in its description. */
  readonly input: StandardSchema<Data>;
  /** The own fields of what `strategic` answers to the same question; null for what is none of it. */
  readonly also?: (answer: Readonly<Record<string, unknown>>) => object | null;
  /** Numbers a real organisation could have; drawn only when asked for, and stamped. */
  readonly sample: Data;
  /** Pure: same data and pen, same draft. */
  readonly build: (data: Data, pen: Pen) => ChartDraft;
}

/** A chart from its data alone: the framework frames what `build` drafts, and checks what it claims. */
export function defineChart<Data>({ persona = null, build, also, ...definition }: ChartDefinition<Data>): ChartTemplate {
  const input = asZod(definition.input);
  // What it does not know comes through, to be named; nothing is drawn from it.
  const own = input instanceof z.ZodObject ? (input.loose() as z.ZodType<Data>) : input;
  return defineTemplate<Data>({
    ...definition,
    input: also === undefined ? own : z.preprocess((data) => ownFields(also, data), own),
    persona,
    build(data, context) {
      const known = input instanceof z.ZodObject ? knownFields(input, data) : data;
      const given = commonOf(known);
      const remarks = [...unknownFields(input, data), ...(given.remarks ?? [])];
      return framed(definition, build(known, penFor(context, given)), { ...given, remarks }, context);
    },
  });
}

function ownFields(also: (answer: Readonly<Record<string, unknown>>) => object | null, data: unknown): unknown {
  if (data === null || typeof data !== "object" || Array.isArray(data)) return data;
  return also(data as Readonly<Record<string, unknown>>) ?? data;
}

const knownFields = <Data>({ shape }: z.ZodObject, data: Data): Data =>
  Object.fromEntries(Object.entries(data as Record<string, unknown>).filter(([name]) => name in shape)) as Data;
