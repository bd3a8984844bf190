import { z } from "zod";
import type { Aggregate } from "../../../core/ports/dashboard-spec.ts";
import { plainIssues } from "../../../core/text/plain-issues.ts";
import type { Measured } from "../rows/behind.ts";
import { type CountedTime, countedTime } from "../rows/counted-time.ts";
import { type Frame, frameOf, frameOnce, recordsSchema, tableSchema } from "../rows/frame.ts";
import { common } from "./common-fields.ts";
import { type Remark, remark } from "./remark.ts";
import { unknownFields } from "./unknown-fields.ts";

/** Which column plays which part. */
export interface Encoding {
  readonly x?: string | undefined;
  readonly y?: string | undefined;
  readonly series?: string | undefined;
  readonly size?: string | undefined;
  readonly label?: string | undefined;
  /** How rows that share x and series become one value. */
  readonly aggregate?: Aggregate | undefined;
}

/** The rows that a chart was drawn from, and the columns its values were made of where rows give them back. */
export interface Drawn {
  readonly frame: Frame;
  readonly measured: Measured | null;
}

export type Note = Remark;

/** What a template's `build` gets: its own fields, whatever form they came in, and what was done on the way. */
export type Shaped<Own extends z.ZodType> = z.output<Own> & { readonly remarks?: readonly Note[]; readonly drawn?: Drawn };

/** Names columns by part; adds to `notes` what is left out or added up. */
type Read = (columns: Columns, notes: Note[]) => object;

const encodingSchema = z.object({
  x: z.string().optional(),
  y: z.string().optional(),
  series: z.string().optional(),
  size: z.string().optional(),
  label: z.string().optional(),
  aggregate: z
    .enum(["sum", "mean", "min", "max", "count"])
    .optional()
    .describe("How rows that share x and series become one value"),
});

/** Rows and an encoding: columns by name. */
const encodedSchema = z.object({ ...common, rows: z.union([recordsSchema, tableSchema]), encoding: encodingSchema });

/** A place and what is wrong there; becomes an issue of the schema. */
class Misfit extends Error {
  readonly path: readonly (string | number)[];
  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.path = path;
  }
}

/**
 * A template's own fields, or rows with an encoding, or a table as pandas gives it. Tables are read into the own fields before
 * anything is checked, so that every form meets the same rules; an issue names the field it is about, never just "union".
 */
export function shaped<Own extends z.ZodType<object>>(
  own: Own,
  read: Read,
  also: (data: Readonly<Record<string, unknown>>) => object | null = () => null,
): z.ZodType<Shaped<Own>> {
  // Written for whoever asks: all templates are loaded at every start, and this would be half of that.
  const form = {
    get anyOf() {
      return z.toJSONSchema(z.union([own, encodedSchema, tableSchema, recordsSchema]), { io: "input", unrepresentable: "any" })
        .anyOf;
    },
  };
  return z
    .unknown()
    .transform((data, context): Shaped<Own> => {
      const notes: Note[] = [];
      const given: { drawn?: Drawn } = {};
      try {
        const fields = ownFields(data, { read, also, notes, given });
        const parsed = own.safeParse(fields);
        notes.push(...unknownFields(own, fields));
        if (parsed.success) return { ...parsed.data, ...given, ...(notes.length > 0 && { remarks: notes }) } as Shaped<Own>;
        for (const { problem: message, keys } of plainIssues(parsed.error.issues, fields))
          context.addIssue({ code: "custom", message, path: [...keys] });
      } catch (error) {
        if (!(error instanceof Misfit)) throw error;
        context.addIssue({ code: "custom", message: error.message, path: [...error.path] });
      }
      return z.NEVER;
    })
    .meta(form);
}

interface Reading {
  readonly read: Read;
  readonly also: (data: Record<string, unknown>) => object | null;
  readonly notes: Note[];
  readonly given: { drawn?: Drawn };
}

function ownFields(data: unknown, { read, also, notes, given }: Reading): unknown {
  if (
    Array.isArray(data) &&
    data.length > 0 &&
    data.every((row) => row !== null && typeof row === "object" && !Array.isArray(row))
  )
    return read(new Columns(frameOf(checked(recordsSchema, data, [])), {}), notes);
  if (data === null || typeof data !== "object" || Array.isArray(data)) return data;
  if ((data as { type?: unknown }).type === "table") return read(new Columns(frameOf(checked(tableSchema, data, [])), {}), notes);
  if (!("encoding" in data)) return also(data as Record<string, unknown>) ?? data;
  const { rows, encoding, ...rest } = data as { rows?: unknown; encoding: unknown };
  const named = checked(encodingSchema, encoding, ["encoding"]);
  const framed = () =>
    frameOf(Array.isArray(rows) ? checked(recordsSchema, rows, ["rows"]) : checked(tableSchema, rows, ["rows"]));
  const frame = rows !== null && typeof rows === "object" ? frameOnce(rows, framed) : framed();
  const columns = new Columns(frame, named);
  const fields = read(columns, notes);
  given.drawn = { frame, measured: columns.measured };
  return { ...rest, ...fields };
}

function checked<T extends z.ZodType>(schema: T, data: unknown, path: readonly string[]): z.output<T> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = plainIssues(parsed.error.issues, data);
  throw new Misfit([...path, ...(issue?.keys ?? [])], issue?.problem ?? "does not fit");
}

/** The columns of a frame by the part they play: as encoded, else by what they hold. */
export class Columns {
  readonly frame: Frame;
  readonly encoding: Encoding;
  /** Set by the reader whose values rows give back one by one. */
  measured: Measured | null = null;
  /** Without an encoding: whole numbers that count years, months or hours are labels, although they are numbers. */
  readonly #counted: CountedTime | null;

  constructor(frame: Frame, encoding: Encoding) {
    this.frame = frame;
    this.encoding = encoding;
    this.#counted = this.#encoded ? null : countedTime(frame);
    if (frame.rows.length === 0) throw new Misfit([this.#encoded ? "rows" : "rows"], "has no rows: a chart needs at least one");
  }

  get #encoded(): boolean {
    return Object.keys(this.encoding).length > 0;
  }

  /** Position of an encoded column; null where the encoding does not name one. */
  encoded(part: keyof Encoding): number | null {
    const name = this.encoding[part];
    if (name === undefined) return null;
    const at = this.frame.columns.findIndex((column) => column.name === name);
    if (at >= 0) return at;
    const names = this.frame.columns.map((column) => column.name).join(", ");
    throw new Misfit(["encoding", part], `${JSON.stringify(name)} is no column. There are: ${names}`);
  }

  /** The encoded column, or the first numeric one that is not taken. */
  number(part: keyof Encoding, ...taken: (number | null)[]): number {
    const at = this.encoded(part) ?? this.numeric().find((position) => !taken.includes(position));
    if (at !== undefined) return at;
    throw new Misfit(
      this.#encoded ? ["encoding", part] : ["columns"],
      `needs a column of numbers${this.#encoded ? ` for ${part}` : ""}`,
    );
  }

  /** The encoded column, or the index, or the column that counts time, or the first column of text. */
  words(part: keyof Encoding, ...taken: (number | null)[]): number | null {
    const encoded = this.encoded(part);
    if (encoded !== null || this.#encoded) return encoded;
    if (this.counted !== null && !taken.includes(this.counted)) return this.counted;
    const at = this.frame.columns.findIndex(({ numeric }, position) => !numeric && !taken.includes(position));
    return at < 0 ? null : at;
  }

  /** Position of the column that counts time, or null. */
  get counted(): number | null {
    return this.#counted?.at ?? null;
  }

  numeric(): number[] {
    return this.frame.columns.flatMap(({ numeric }, at) => (numeric && at !== this.counted ? [at] : []));
  }

  /** Says which columns nothing is drawn from. With an encoding, that is the caller's own choice. */
  unused(notes: Note[], ...used: (number | null)[]): void {
    if (this.#encoded) return;
    if (this.#counted?.guessed === true && used.includes(this.counted))
      notes.push(remark("LABELS_GUESSED", "note.labels-guessed", { column: this.frame.columns[this.#counted.at]?.name ?? "" }));
    const left = this.frame.columns.flatMap(({ name }, at) => (used.includes(at) ? [] : [name]));
    if (left.length === 0) return;
    const names = `${left.slice(0, 8).join(", ")}${left.length > 8 ? ` and ${left.length - 8} more` : ""}`;
    notes.push({
      code: "LEFT_OUT",
      message: left.length === 1 ? `column ${names} is not drawn` : `columns ${names} are not drawn`,
    });
  }
}

/** A schema of this shape that refuses more: with the place of what does not fit, and its JSON Schema kept. */
export function unfit<T>(
  schema: z.ZodType<T>,
  find: (data: T) => { readonly path: readonly (string | number)[]; readonly message: string } | null,
): z.ZodType<T> {
  return schema.superRefine((data, context) => {
    const found = find(data);
    if (found !== null) context.addIssue({ code: "custom", path: [...found.path], message: found.message });
  });
}
