import type { Readable, Writable } from "node:stream";

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly result?: object;
  readonly error?: { readonly message: string };
}

const END = "\0";

/** Chrome's DevTools protocol over a pipe: JSON, each message ended by a zero. As much of it as prints a page. */
export class Devtools {
  readonly #to: Writable;
  readonly #waiting = new Map<number, PromiseWithResolvers<object>>();
  readonly #events = new Map<string, () => void>();
  #next = 1;
  #rest = "";

  constructor(to: unknown, from: unknown) {
    this.#to = to as Writable;
    // A browser that has gone is told by its end.
    this.#to.on("error", () => {});
    (from as Readable).setEncoding("utf8").on("data", (chunk: string) => this.#read(chunk));
  }

  async send<Result>(method: string, params: object, sessionId?: string): Promise<Result> {
    const id = this.#next++;
    const waiting = Promise.withResolvers<object>();
    this.#waiting.set(id, waiting);
    this.#to.write(JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }) + END);
    return (await waiting.promise) as Result;
  }

  event(method: string): Promise<void> {
    return new Promise((resolve) => this.#events.set(method, resolve));
  }

  #read(chunk: string): void {
    const messages = (this.#rest + chunk).split(END);
    this.#rest = messages.pop() ?? "";
    for (const message of messages) this.#take(JSON.parse(message) as Answer);
  }

  #take({ id, method, result = {}, error }: Answer): void {
    if (method !== undefined) this.#events.get(method)?.();
    const waiting = this.#waiting.get(id ?? 0);
    if (waiting === undefined) return;
    this.#waiting.delete(id ?? 0);
    if (error === undefined) waiting.resolve(result);
    else waiting.reject(new Error(error.message));
  }
}
