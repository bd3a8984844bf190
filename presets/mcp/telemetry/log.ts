import { context, logs, SeverityNumber, trace } from "@opentelemetry/api";

type Level = "info" | "warn" | "error";

/** Messages are sentences of ours; fields are codes, registered names and figures. Neither quotes code, data or a client. */
export type Log = (
  message: string,
  fields?: {
    readonly level?: Level;
    /** What another process wrote as it ended: for this machine's standard error alone, nobody knows what it quotes. */
    readonly diagnostics?: string | undefined;
    readonly [field: string]: string | number | undefined;
  },
) => void;

const severity = { info: SeverityNumber.INFO, warn: SeverityNumber.WARN, error: SeverityNumber.ERROR } as const;

/** One JSON object per line, with the ids of the request it belongs to; also an OpenTelemetry log record, for whoever exports those. */
export function jsonLog(write: (line: string) => void): Log {
  return (message, { level = "info", diagnostics, ...fields } = {}) => {
    const found = trace.getSpanContext(context.active());
    const ids = found === undefined ? {} : { trace_id: found.traceId, span_id: found.spanId };
    write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...ids, ...fields, diagnostics })}\n`);
    logs.getLogger("strategic-python").emit({
      severityNumber: severity[level],
      severityText: level.toUpperCase(),
      body: message,
      attributes: fields,
    });
  };
}
