type Environment = Readonly<Record<string, string | undefined>>;

const signals = ["TRACES", "METRICS", "LOGS"] as const;
export type Signal = (typeof signals)[number];

export interface TelemetrySettings {
  /** Sent by OTLP over HTTP, as protobuf. */
  readonly signals: readonly Signal[];
  /** What was asked for and is not done, in words. */
  readonly refused: readonly string[];
}

/**
 * What `OTEL_*` asks for. Nothing, unless an exporter or an endpoint is named: the specification's default, an exporter to a port
 * of this machine, is not for a server that a chat client starts. Reads only; the SDK is not loaded for it.
 */
export function telemetrySettings(env: Environment): TelemetrySettings {
  if (env.OTEL_SDK_DISABLED?.trim().toLowerCase() === "true") return { signals: [], refused: [] };
  const refused: string[] = [];
  const wanted = signals.filter((signal) => asked(env, signal, refused));
  return { signals: wanted, refused };
}

function asked(env: Environment, signal: Signal, refused: string[]): boolean {
  const name = `OTEL_${signal}_EXPORTER`;
  const exporters = list(env[name]);
  let wanted = false;
  for (const exporter of exporters ?? [impliedExporter(env, signal)]) {
    if (exporter === "otlp") wanted = true;
    else if (exporter === "console")
      refused.push(`${name}=console is not supported: standard output carries the protocol. Use otlp.`);
    else if (exporter !== "none") refused.push(`${name} takes otlp or none.`);
  }
  if (!wanted) return false;
  const endpoint = env[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`] || env.OTEL_EXPORTER_OTLP_ENDPOINT;
  // The SDK would fall back to a port of this machine.
  if (endpoint && !/^https?:$/.test(URL.parse(endpoint)?.protocol ?? "")) {
    refused.push(`the endpoint for ${signal.toLowerCase()} is no http or https URL: they are not exported.`);
    return false;
  }
  const protocol = env[`OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`] || env.OTEL_EXPORTER_OTLP_PROTOCOL || "http/protobuf";
  if (protocol.trim() === "http/protobuf") return true;
  refused.push(`OTLP is sent as http/protobuf only: ${signal.toLowerCase()} are not exported by another protocol.`);
  return false;
}

/** An endpoint alone asks for traces and metrics; logs have to be asked for by name. */
function impliedExporter(env: Environment, signal: Signal): string {
  if (env[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`]) return "otlp";
  return env.OTEL_EXPORTER_OTLP_ENDPOINT && signal !== "LOGS" ? "otlp" : "none";
}

function list(value: string | undefined): string[] | null {
  const found = (value ?? "").split(",").map((part) => part.trim());
  return found.some((part) => part !== "") ? found.filter((part) => part !== "") : null;
}
