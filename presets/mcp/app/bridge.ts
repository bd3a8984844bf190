import { type Fields, fieldsOf, isFields } from "./values.ts";

/** What the host says without being asked, and what it asks. */
export interface Heard {
  notified(method: string, params: Fields): void;
  /** Undefined: no such method. */
  asked(method: string): object | undefined;
}

interface Waiting {
  readonly resolve: (result: Fields) => void;
  readonly reject: (error: Error) => void;
}

const NO_METHOD = -32601;

/** JSON-RPC with the host, a message at a time. What is no such message is no message. */
export class Bridge {
  readonly #post: (message: object) => void;
  readonly #heard: Heard;
  readonly #waiting = new Map<unknown, Waiting>();
  #last = 0;

  constructor(post: (message: object) => void, heard: Heard) {
    this.#post = post;
    this.#heard = heard;
  }

  /** Rejects with the host's words, or after so many seconds. A host that asks its user first may take its time: `Infinity`. */
  request(method: string, params: object, seconds: number): Promise<Fields> {
    const id = ++this.#last;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const answer = new Promise<Fields>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      if (!Number.isFinite(seconds)) return;
      timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Error(`${method}: no answer in ${seconds} s`));
      }, seconds * 1000);
    });
    this.#post({ jsonrpc: "2.0", id, method, params });
    return answer.finally(() => clearTimeout(timer));
  }

  notify(method: string, params: object): void {
    this.#post({ jsonrpc: "2.0", method, params });
  }

  receive(message: unknown): void {
    if (!isFields(message) || message.jsonrpc !== "2.0") return;
    const { id, method } = message;
    if (typeof method !== "string") this.#answered(message);
    else if (typeof id === "number" || typeof id === "string") this.#answer(id, method);
    else if (id === undefined) this.#heard.notified(method, fieldsOf(message.params));
  }

  #answer(id: number | string, method: string): void {
    const result = this.#heard.asked(method);
    const error = { code: NO_METHOD, message: `no method ${method.slice(0, 100)}` };
    this.#post({ jsonrpc: "2.0", id, ...(result === undefined ? { error } : { result }) });
  }

  #answered({ id, result, error }: Fields): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    if (isFields(result)) waiting.resolve(result);
    else waiting.reject(new Error(String(fieldsOf(error).message ?? "no result")));
  }
}
