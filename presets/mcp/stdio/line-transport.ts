import type { Readable, Writable } from "node:stream";
import {
  type JSONRPCMessage,
  ProtocolErrorCode,
  parseJSONRPCMessage,
  serializeMessage,
  type Transport,
} from "@modelcontextprotocol/server";
import { mib } from "../../../core/limits.ts";
import { Lines } from "./lines.ts";
import { notAMessage } from "./not-a-message.ts";

type Id = string | number | null;

/**
 * One message a line, in and out. The SDK's own transport drops what it can't read: a client would wait for an answer that never
 * comes. Here it is told what was wrong, under the id of its request where there is one.
 */
export class LineTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport["onmessage"];
  readonly #input: Readable;
  readonly #output: Writable;
  readonly #lines: Lines;
  readonly #text = new TextDecoder("utf-8", { fatal: true });
  #closed = false;

  constructor(input: Readable, output: Writable, mostBytes: number) {
    this.#input = input;
    this.#output = output;
    this.#lines = new Lines(mostBytes, (id) => {
      const most = `The request is longer than ${mib(mostBytes)}. Put large tables into the workspace and name them.`;
      this.#refuse(id, ProtocolErrorCode.InvalidRequest, most);
    });
  }

  async start(): Promise<void> {
    const hungUp = () => void this.close();
    this.#lines.on("data", (line: Buffer) => this.#read(line));
    this.#input.once("end", hungUp).once("close", hungUp);
    this.#input.on("error", (error) => this.onerror?.(error));
    // For good: a client that hangs up while it is answered must not end us with an error that nobody hears.
    this.#output.on("error", hungUp);
    this.#input.pipe(this.#lines);
  }

  send(message: JSONRPCMessage): Promise<void> {
    if (this.#closed) return Promise.reject(new Error("The connection is closed."));
    return new Promise((resolve, reject) => {
      this.#output.write(serializeMessage(message), (error) => (error ? reject(error) : resolve()));
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#input.unpipe(this.#lines);
    this.#input.pause();
    this.onclose?.();
  }

  #read(line: Buffer): void {
    let value: unknown;
    try {
      const text = this.#text.decode(line);
      if (text.trim() === "") return;
      value = JSON.parse(text);
    } catch (error) {
      const what = error instanceof SyntaxError ? "JSON" : "text in UTF-8";
      this.#refuse(null, ProtocolErrorCode.ParseError, `This line is no ${what}. Send one JSON-RPC message a line.`);
      return;
    }
    const refusal = notAMessage(value);
    if (refusal === null) this.onmessage?.(parseJSONRPCMessage(value));
    else if (refusal.answered) this.#refuse(refusal.id, ProtocolErrorCode.InvalidRequest, refusal.problem);
    else this.onerror?.(new Error(refusal.problem));
  }

  #refuse(id: Id, code: number, message: string): void {
    this.onerror?.(new Error(message));
    // By JSON-RPC null is the id of what could not be read; the SDK's type has none.
    if (!this.#closed) this.#output.write(`${JSON.stringify({ jsonrpc: "2.0", id, error: { code, message } })}\n`);
  }
}
