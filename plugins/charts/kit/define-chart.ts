import type { z } from "zod";
import { type ChartTemplate, defineTemplate } from "../../../core/plugin.ts";
import { commonOf } from "./common-of.ts";
import { type ChartDraft, type Pen, penFor } from "./draft.ts";
import { framed } from "./frame.ts";

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
  readonly input: z.ZodType<Data>;
  /** Numbers a real organisation could have; drawn only when asked for, and stamped. */
  readonly sample: Data;
  /** Pure: same data and pen, same draft. */
  readonly build: (data: Data, pen: Pen) => ChartDraft;
}

/** A chart from its data alone: the framework frames what `build` drafts, and checks what it claims. */
export function defineChart<Data>({ persona = null, build, ...definition }: ChartDefinition<Data>): ChartTemplate {
  return defineTemplate<Data>({
    ...definition,
    persona,
    build(data, context) {
      const given = commonOf(data);
      return framed(definition, build(data, penFor(context, given)), given, context);
    },
  });
}
