import type { App, CallOptions } from "../../../core/index.ts";
import type { Log } from "../telemetry/log.ts";

/** What every tool works with. */
export interface Service {
  readonly app: App;
  /** A folder that charts are written to as well; null: none. */
  readonly out: string | null;
  /** Whose queue share and audit records these are: one name per connection. */
  readonly client: string;
  /** Whose runs, charts and reports these are: the same name after a restart. */
  readonly owner: string;
  readonly principal: string | null;
  /** What the connection runs over, as the semantic conventions name it. Default: a pipe. */
  readonly transport?: "pipe" | "tcp";
  readonly log?: Log | undefined;
}

/** Who asks, as the app is told. */
export const callOf = ({ client, owner, principal }: Service, signal: AbortSignal): CallOptions => ({
  client,
  owner,
  principal,
  signal,
});
