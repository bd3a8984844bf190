import type { EventStore, JSONRPCMessage } from "@modelcontextprotocol/server";

interface Event {
  readonly number: number;
  readonly stream: string;
  readonly message: JSONRPCMessage;
  readonly bytes: number;
}

/** What a session was sent of late: a client whose stream broke asks for what came after the last that it saw. Bounded by bytes. */
export class MissedEvents implements EventStore {
  readonly #mostBytes: number;
  readonly #events: Event[] = [];
  #bytes = 0;
  #last = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  async storeEvent(stream: string, message: JSONRPCMessage): Promise<string> {
    const bytes = JSON.stringify(message).length;
    this.#events.push({ number: ++this.#last, stream, message, bytes });
    this.#bytes += bytes;
    while (this.#bytes > this.#mostBytes) this.#bytes -= this.#events.shift()?.bytes ?? 0;
    return String(this.#last);
  }

  async getStreamIdForEventId(id: string): Promise<string | undefined> {
    return this.#events.find(({ number }) => String(number) === id)?.stream;
  }

  async replayEventsAfter(
    id: string,
    { send }: { readonly send: (id: string, message: JSONRPCMessage) => Promise<void> },
  ): Promise<string> {
    const seen = this.#events.find(({ number }) => String(number) === id);
    if (seen === undefined) throw new Error("That event is not kept any more.");
    // The first event of a stream says only that it is open.
    for (const { number, stream, message } of [...this.#events])
      if (stream === seen.stream && number > seen.number && "jsonrpc" in message) await send(String(number), message);
    return seen.stream;
  }
}
