import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerEvent, ServerEventBus } from "@modelcontextprotocol/server";

type Listener = (event: ServerEvent) => void;

/**
 * The SDK's bus behind streams that listen for changes, of which each hears of its own principal alone: whose request opened it
 * is known by the context that the request is served in.
 */
export class OwnersBus implements ServerEventBus {
  readonly #owner = new AsyncLocalStorage<string>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #opened: (owner: string) => () => void;
  readonly #ends = new Map<string, () => void>();

  /** `opened`: called when an owner's first stream listens; what it returns, when his last one has ended. */
  constructor(opened: (owner: string) => () => void) {
    this.#opened = opened;
  }

  /** Serves a request of this owner's. */
  serve<T>(owner: string, work: () => T): T {
    return this.#owner.run(owner, work);
  }

  subscribe(listener: Listener): () => void {
    const owner = this.#whose();
    const own = this.#listeners.get(owner) ?? new Set();
    if (own.size === 0) {
      this.#listeners.set(owner, own);
      this.#ends.set(owner, this.#opened(owner));
    }
    own.add(listener);
    return () => {
      if (!own.delete(listener) || own.size > 0) return;
      this.#listeners.delete(owner);
      this.#ends.get(owner)?.();
      this.#ends.delete(owner);
    };
  }

  /** Streams of his that listen. */
  openOf(owner: string): number {
    return this.#listeners.get(owner)?.size ?? 0;
  }

  /** To those of the owner whose request is served. */
  publish(event: ServerEvent): void {
    this.publishTo(this.#whose(), event);
  }

  publishTo(owner: string, event: ServerEvent): void {
    for (const listener of this.#listeners.get(owner) ?? []) listener(event);
  }

  #whose(): string {
    const owner = this.#owner.getStore();
    if (owner === undefined) throw new Error("a stream was opened, or an event told, outside of any principal's request");
    return owner;
  }
}
