import type { CallOptions } from "../../../core/index.ts";
import type { Service } from "../service.ts";

export interface Listed {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly mimeType: string;
}

export type ReadContent = { readonly mimeType: string } & ({ readonly text: string } | { readonly blob: string });

/** One kind of what a client can read by its address: `strategic://KIND/NAME`. */
export interface ResourceKind {
  readonly id: string;
  /** With one variable, the name. */
  readonly pattern: string;
  readonly description: string;
  /** All of the caller's, those of most use first. */
  list(service: Service, call: CallOptions): Promise<readonly Listed[]>;
  /** Null: there is none of that address. */
  read(uri: URL, service: Service, call: CallOptions): Promise<ReadContent | null>;
}

/** The last part of an address; as it stands, where it is not encoded as addresses are. */
export function nameIn(uri: URL | string): string {
  const { href } = new URL(uri);
  const name = href.slice(href.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

export const JSON_TYPE = "application/json";
