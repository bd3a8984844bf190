import type { CallOptions } from "../../core/index.ts";
import { limits } from "../../core/limits.ts";
import { callOf, type Service } from "./service.ts";

/** Where an answer has what its charts are drawn from: for the view alone, a model reads nothing of it. */
export const CHARTS = "strategic-python/charts";

type Spec = Readonly<Record<string, unknown>>;

export interface ChartForView {
  readonly id: string;
  /** Null: nothing of ours drew it, or it is too large to travel; it may be read by its address. */
  readonly spec: Spec | null;
  /** Whether the rows behind it are there. */
  readonly whole: boolean;
}

/** Of an answer with charts. In all no longer than a limit: rows are left out first, then charts. */
export async function metaOf(
  service: Service,
  { mcpReq }: { readonly mcpReq: { readonly signal: AbortSignal } },
  ids: readonly string[],
): Promise<{ readonly _meta?: { [CHARTS]: readonly ChartForView[] } }> {
  if (ids.length === 0) return {};
  const call = callOf(service, mcpReq.signal);
  const charts: ChartForView[] = [];
  let room = limits.viewBytes;
  for (const id of ids) {
    const spec = await specOf(service, id, call);
    const fitting = spec === null ? null : (within(room, spec) ?? within(room, withoutRows(spec)));
    room -= fitting?.bytes ?? 0;
    charts.push({ id, spec: fitting?.form ?? null, whole: fitting !== null && fitting.form === spec });
  }
  return { _meta: { [CHARTS]: charts } };
}

/** What can't be read is no reason to lose an answer: the picture is in it. */
async function specOf({ app }: Service, id: string, call: CallOptions): Promise<Spec | null> {
  try {
    const bytes = await app.results.read({ kind: "chart", id, format: "json" }, call);
    return bytes === null ? null : JSON.parse(Buffer.from(bytes).toString("utf8")).spec;
  } catch {
    return null;
  }
}

const withoutRows = ({ tables: _, ...drawn }: Spec): Spec => drawn;

/** Null where it takes more bytes. Written once: a spec with its rows may be long. */
function within(room: number, form: Spec): { readonly form: Spec; readonly bytes: number } | null {
  const bytes = Buffer.byteLength(JSON.stringify(form));
  return bytes <= room ? { form, bytes } : null;
}
