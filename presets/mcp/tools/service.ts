import type { App } from "../../../core/index.ts";
import type { Artifacts } from "../artifacts.ts";

/** What every tool works with. */
export interface Service {
  readonly app: App;
  readonly artifacts: Artifacts;
  /** Whose runs and charts these are: one name per connection. */
  readonly client: string;
  readonly principal: string | null;
}
