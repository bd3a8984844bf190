import type { Log } from "./log.ts";
import { telemetrySettings } from "./settings.ts";

export interface RunningTelemetry {
  /** Sends what is left, within a bound. False when the bound passed first: something still hangs on a connection. */
  close(): Promise<boolean>;
}

const none: RunningTelemetry = { close: async () => true };

/** Loads the SDK if the environment asks for it, and only then. What goes wrong with telemetry is a line in the log, never an end. */
export async function startTelemetry(env: NodeJS.ProcessEnv, log: Log): Promise<RunningTelemetry> {
  const settings = telemetrySettings(env);
  for (const reason of settings.refused) log(`telemetry: ${reason}`, { level: "warn" });
  if (settings.signals.length === 0) return none;
  try {
    const { startSdk } = await import("./sdk.ts");
    return startSdk(settings, env, log);
  } catch (error) {
    log("telemetry: the SDK could not be started", { level: "warn", "error.type": errorClass(error) });
    return none;
  }
}

const errorClass = (error: unknown): string => (error instanceof Error ? error.name : "_OTHER");
