import type { App } from "../../../core/index.ts";
import type { Artifacts } from "../artifacts.ts";
import type { Log } from "../telemetry/log.ts";

/** What every tool works with. */
export interface Service {
  readonly app: App;
  readonly artifacts: Artifacts;
  /** Whose runs and charts these are: one name per connection. */
  readonly client: string;
  readonly principal: string | null;
  /** What the connection runs over, as the semantic conventions name it. Default: a pipe. */
  readonly transport?: "pipe" | "tcp";
  readonly log?: Log | undefined;
}
