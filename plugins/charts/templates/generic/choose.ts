import { periodsIn } from "../../../../core/charts/periods.ts";
import { forecastAnswer, paretoAnswer, sensitivityAnswer } from "../../kit/answers.ts";
import { countedTime } from "../../rows/counted-time.ts";
import { type Frame, frameOf, recordsSchema, tableSchema } from "../../rows/frame.ts";

export interface Choice {
  readonly id: string;
  readonly why: string;
}

const BARS_MAX = 24;
const CELLS_MAX = 600;
const CLOUD_MIN = 12;
const SPREAD_MIN = 20;
const PER_GROUP = 4;

/** From the shape of the data alone: which fields or columns there are, what they hold, how many. */
export function choose(data: unknown): Choice {
  if (Array.isArray(data)) return ofList(data);
  if (data === null || typeof data !== "object") return { id: "table", why: "it is a single value" };
  const record = data as Readonly<Record<string, unknown>>;
  if (record.type === "table") return ofTable(record);
  if ("encoding" in record) return ofEncoded(record);
  return ofFields(record);
}

function ofList(data: readonly unknown[]): Choice {
  const records = recordsSchema.safeParse(data);
  return records.success && data.length > 0
    ? ofFrame(frameOf(records.data))
    : { id: "table", why: "it is a list without named fields" };
}

function ofTable(data: unknown): Choice {
  const table = tableSchema.safeParse(data);
  return table.success ? ofFrame(frameOf(table.data)) : { id: "table", why: "it is a table" };
}

/** Own fields say themselves what they are. */
function ofFields(data: Readonly<Record<string, unknown>>): Choice {
  const has = (...names: string[]) => names.every((name) => name in data);
  if (has("base", "table") && sensitivityAnswer(data) !== null) return { id: "tornado", why: "it is a sensitivity" };
  if (has("vital", "table") && paretoAnswer(data) !== null) return { id: "pareto", why: "it is a Pareto analysis" };
  if (has("history", "level") && forecastAnswer(data) !== null) return { id: "fan", why: "it is a forecast" };
  if (has("links")) return { id: "sankey", why: "it has links" };
  if (has("points")) return { id: "scatter", why: "it has points" };
  if (has("kpis")) return { id: "kpi", why: "it has key figures" };
  if (has("samples")) return { id: "boxplot", why: "it has samples per label" };
  if (has("rows", "columns", "values")) return { id: "heatmap", why: "it has a grid of values" };
  if (has("rows", "columns")) return { id: "table", why: "it has rows and columns" };
  if (has("value")) return { id: "gauge", why: "it is one value on a scale" };
  if (has("totals")) return { id: "waterfall", why: "it has changes and totals" };
  if (has("values") && !has("labels")) return { id: "histogram", why: "it is one row of values without labels" };
  const labels = Array.isArray(data.labels) ? data.labels : Array.isArray(data.x) ? data.x : Object.keys(data);
  return overLabels(labels.map(String));
}

function overLabels(labels: readonly string[]): Choice {
  return labels.length > 1 && isDates(labels)
    ? { id: "line", why: "its labels are dates" }
    : { id: "bar", why: "it has values per label" };
}

/** Dates, however they are written; not years or quarters, which bars show as well. */
const isDates = (labels: readonly string[]): boolean => {
  const periods = periodsIn(labels);
  return periods?.dated === true && !periods.named && periods.unit !== "year";
};

function ofEncoded({ rows, encoding }: Readonly<Record<string, unknown>>): Choice {
  const { columns, rows: cells } = frameFrom(rows) ?? { columns: [], rows: [] };
  const named = encoding as { x?: string; y?: string; series?: string; size?: string } | null;
  const column = (name: string | undefined) => columns.find((one) => one.name === name);
  const [x, y] = [column(named?.x), column(named?.y)];
  if (x?.numeric === true && y?.numeric === true) return { id: "scatter", why: `${x.name} and ${y.name} are both numbers` };
  if (x?.dated === true) return { id: "line", why: `${x.name} holds dates` };
  if (x !== undefined && named?.series === undefined) {
    const at = columns.indexOf(x);
    const distinct = new Set(cells.map((row) => String(row[at]))).size;
    if (cells.length >= distinct * PER_GROUP) return { id: "boxplot", why: `each ${x.name} has many values` };
  }
  return { id: "bar", why: "it has values per label" };
}

function frameFrom(rows: unknown): Frame | null {
  const records = recordsSchema.safeParse(rows);
  if (records.success) return frameOf(records.data);
  const table = tableSchema.safeParse(rows);
  return table.success ? frameOf(table.data) : null;
}

/** A table: dates, words, numbers, and how many of each. */
function ofFrame(frame: Frame): Choice {
  const { rows } = frame;
  const counted = countedTime(frame)?.at;
  const columns = frame.columns.map((column, at) => (at === counted ? { ...column, numeric: false } : column));
  const numbers = columns.filter(({ numeric }) => numeric);
  const isDated = columns.map(
    ({ dated, numeric }, at) => dated || (!numeric && rows.length > 1 && isDates(rows.map((row) => String(row[at])))),
  );
  const dates = columns.filter((_, at) => isDated[at]);
  const words = columns.filter(({ numeric, index }, at) => !numeric && !isDated[at] && !index);
  const distinct = (at: number) => new Set(rows.map((row) => String(row[at]))).size;
  const first = columns.findIndex(({ numeric }) => !numeric);
  const labelled = first >= 0;
  const unique = labelled && distinct(first) === rows.length;
  const indexed = columns.some(({ index }) => index);
  if (numbers.length === 0) return { id: "table", why: "it holds no numbers" };
  if (rows.length === 1) return { id: "kpi", why: "it is one row" };
  if (dates.length > 0 && words.length === 0 && unique) return { id: "line", why: `${dates[0]?.name} holds dates` };
  if (words.length >= 3 || (words.length >= 2 && numbers.length !== 1))
    return { id: "table", why: `it has ${words.length} columns of words` };
  if (
    labelled &&
    !unique &&
    numbers.length === 1 &&
    words.length + Number(indexed) === 1 &&
    rows.length >= distinct(first) * PER_GROUP
  )
    return { id: "boxplot", why: `each ${columns[first]?.name} has many values` };
  if (!labelled && numbers.length === 1)
    return rows.length >= SPREAD_MIN
      ? { id: "histogram", why: `${rows.length} values without labels` }
      : { id: "bar", why: "a few values without labels" };
  if (numbers.length === 2 && rows.length >= CLOUD_MIN && (!labelled || unique))
    return { id: "scatter", why: `two measures of ${rows.length} things` };
  if (numbers.length > 4 && rows.length * numbers.length <= CELLS_MAX && unique)
    return { id: "heatmap", why: `${numbers.length} numbers for each of ${rows.length} rows` };
  if (unique && words.length <= 1 && (rows.length <= BARS_MAX || numbers.length === 1))
    return { id: "bar", why: "it has values per label" };
  return { id: "table", why: "no chart says all of its columns" };
}
