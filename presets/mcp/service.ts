import type { App, CallOptions } from "../../core/index.ts";
import type { Log } from "./telemetry/log.ts";

/** `analyze`: run code and read tables; `render`: draw, and make reports of what was run; `audit`: read one's own records. */
export const scopes = ["analyze", "render", "audit"] as const;
export type Scope = (typeof scopes)[number];

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
  /** What he may do; all of it when omitted. A tool that he may not use is not there. */
  readonly scopes?: readonly Scope[] | undefined;
  /** What the connection runs over, as the semantic conventions name it. Default: a pipe. */
  readonly transport?: "pipe" | "tcp";
  readonly log?: Log | undefined;
}

export const may = ({ scopes: allowed }: Service, scope: Scope): boolean => allowed === undefined || allowed.includes(scope);

/** Who asks, as the app is told. */
export const callOf = ({ client, owner, principal }: Service, signal: AbortSignal): CallOptions => ({
  client,
  owner,
  principal,
  signal,
});

/** A client's charts in fewer bytes, as long as it waits. */
export const smallFor =
  (service: Service, { mcpReq }: { readonly mcpReq: { readonly signal: AbortSignal } }) =>
  (id: string, mostBytes: number) =>
    service.app.results.read({ kind: "chart", id, format: "png", mostBytes }, callOf(service, mcpReq.signal));
