/** OTLP's protobuf, as far as the tests read it: one table of fields per message, by the numbers of opentelemetry-proto. */
type Kind = "string" | "bytes" | "varint" | "fixed64" | "sfixed64" | "double" | "fixed32" | Fields;
type Fields = () => Readonly<Record<number, readonly [name: string, kind: Kind, many?: "many"]>>;

export type Attributes = Readonly<Record<string, string | number | boolean | null>>;

const anyValue: Fields = () => ({
  1: ["value", "string"],
  2: ["flag", "varint"],
  3: ["value", "varint"],
  4: ["value", "double"],
  5: ["list", () => ({ 1: ["values", anyValue, "many"] })],
});
const keyValue: Fields = () => ({ 1: ["key", "string"], 2: ["value", anyValue] });
const resource: Fields = () => ({ 1: ["attributes", keyValue, "many"] });
const span: Fields = () => ({
  1: ["traceId", "bytes"],
  2: ["spanId", "bytes"],
  3: ["traceState", "string"],
  4: ["parentSpanId", "bytes"],
  5: ["name", "string"],
  6: ["kind", "varint"],
  7: ["start", "fixed64"],
  8: ["end", "fixed64"],
  9: ["attributes", keyValue, "many"],
  11: ["events", () => ({ 2: ["name", "string"], 3: ["attributes", keyValue, "many"] }), "many"],
  15: ["status", () => ({ 2: ["message", "string"], 3: ["code", "varint"] })],
});
const point: Fields = () => ({ 4: ["value", "double"], 6: ["value", "sfixed64"], 7: ["attributes", keyValue, "many"] });
const histogramPoint: Fields = () => ({
  4: ["count", "fixed64"],
  5: ["sum", "double"],
  7: ["bounds", "double", "many"],
  9: ["attributes", keyValue, "many"],
});
const points = (of: Fields): Fields => {
  return () => ({ 1: ["points", of, "many"] });
};
const metric: Fields = () => ({
  1: ["name", "string"],
  3: ["unit", "string"],
  5: ["data", points(point)],
  7: ["data", points(point)],
  9: ["data", points(histogramPoint)],
});
const record: Fields = () => ({
  3: ["severity", "string"],
  5: ["body", anyValue],
  6: ["attributes", keyValue, "many"],
  9: ["traceId", "bytes"],
  10: ["spanId", "bytes"],
});
const request = (items: Fields): Fields => {
  const scoped: Fields = () => ({ 2: ["items", items, "many"] });
  const resourced: Fields = () => ({ 1: ["resource", resource], 2: ["scopes", scoped, "many"] });
  return () => ({ 1: ["resources", resourced, "many"] });
};

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number;
  readonly start: number;
  readonly end: number;
  readonly attributes: Attributes;
  readonly events: readonly unknown[];
  readonly status: { readonly message?: string; readonly code?: number };
}

export interface Metric {
  readonly name: string;
  readonly unit: string;
  readonly points: readonly {
    readonly attributes: Attributes;
    readonly value?: number;
    readonly count?: number;
    readonly sum?: number;
    readonly bounds?: readonly number[];
  }[];
}

export interface LogRecord {
  readonly body: string;
  readonly severity: string;
  readonly attributes: Attributes;
  readonly traceId: string;
  readonly spanId: string;
}

// biome-ignore lint/suspicious/noExplicitAny: what a table of fields says is known at run time only.
type Decoded = any;

export interface Batch<Item> {
  readonly resource: Attributes;
  readonly items: readonly Item[];
}

export const spansIn = (body: Buffer): Batch<Span>[] =>
  batches(body, span, (found) => ({
    parentSpanId: "",
    status: {},
    ...found,
    start: found.start / 1e6,
    end: found.end / 1e6,
    attributes: plain(found.attributes),
    events: found.events ?? [],
  }));

export const metricsIn = (body: Buffer): Batch<Metric>[] =>
  batches(body, metric, ({ name, unit = "", data }) => ({
    name,
    unit,
    points: (data?.points ?? []).map((found: Decoded) => ({ ...found, attributes: plain(found.attributes) })),
  }));

export const logsIn = (body: Buffer): Batch<LogRecord>[] =>
  batches(body, record, (found) => ({
    traceId: "",
    spanId: "",
    ...found,
    body: found.body?.value,
    attributes: plain(found.attributes),
  }));

function batches<Item>(body: Buffer, items: Fields, shape: (found: Decoded) => Item): Batch<Item>[] {
  const { resources = [] } = decode(body, request(items)) as Decoded;
  return resources.map((found: Decoded) => ({
    resource: plain(found.resource?.attributes),
    items: (found.scopes ?? []).flatMap((scope: Decoded) => (scope.items ?? []).map(shape)),
  }));
}

const plain = (attributes: Decoded): Attributes =>
  Object.fromEntries(
    (attributes ?? []).map(({ key, value }: Decoded) => [
      key,
      value?.value ?? (value?.flag === undefined ? JSON.stringify(value?.list ?? null) : value.flag === 1),
    ]),
  );

function decode(bytes: Buffer, fields: Fields): Record<string, unknown> {
  const table = fields();
  const found: Record<string, unknown> = {};
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++] as number;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const [name, kind, many] = table[tag >> 3] ?? ["", "bytes"];
    const from = at;
    let value: unknown;
    if ((tag & 7) === 0) value = Number(BigInt.asIntN(64, varint()));
    else if ((tag & 7) === 1) {
      at += 8;
      value = kind === "double" ? bytes.readDoubleLE(from) : Number(bytes.readBigInt64LE(from));
    } else if ((tag & 7) === 5) {
      at += 4;
      value = bytes.readUInt32LE(from);
    } else {
      const length = Number(varint());
      const slice = bytes.subarray(at, at + length);
      at += length;
      if (typeof kind === "function") value = decode(slice, kind);
      else if (kind === "double" && many !== undefined)
        value = Array.from({ length: length / 8 }, (_, index) => slice.readDoubleLE(index * 8));
      else value = kind === "string" ? slice.toString("utf8") : slice.toString("hex");
    }
    if (name === "") continue;
    if (many === undefined || Array.isArray(value)) found[name] = value;
    else found[name] = [...((found[name] as unknown[]) ?? []), value];
  }
  return found;
}
