import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { type Attributes, type LogRecord, logsIn, type Metric, metricsIn, type Span, spansIn } from "./otlp.ts";

/** A collector that takes OTLP over HTTP and keeps what it got. */
export class Collector implements AsyncDisposable {
  readonly spans: Span[] = [];
  readonly metrics: Metric[] = [];
  readonly logs: LogRecord[] = [];
  readonly resources: Attributes[] = [];
  /** All bytes that came, for looking for what must not be among them. */
  readonly bodies: Buffer[] = [];
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const sent = Buffer.concat(chunks);
      this.#take(request.url ?? "", request.headers["content-encoding"] === "gzip" ? gunzipSync(sent) : sent);
      response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
    });
  });

  static async start(): Promise<Collector> {
    const collector = new Collector();
    await new Promise<void>((resolve) => collector.#server.listen(0, "127.0.0.1", resolve));
    return collector;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Sends at once, so that a test need not wait for a batch. */
  get environment(): Record<string, string> {
    return {
      OTEL_EXPORTER_OTLP_ENDPOINT: this.endpoint,
      OTEL_LOGS_EXPORTER: "otlp",
      OTEL_BSP_SCHEDULE_DELAY: "50",
      OTEL_BLRP_SCHEDULE_DELAY: "50",
      OTEL_METRIC_EXPORT_INTERVAL: "200",
      OTEL_METRIC_EXPORT_TIMEOUT: "200",
    };
  }

  /** Of the last report that has it. */
  metric(name: string): Metric | undefined {
    return this.metrics.findLast((metric) => metric.name === name);
  }

  named(name: string): Span[] {
    return this.spans.filter((span) => span.name === name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take(path: string, body: Buffer): void {
    this.bodies.push(body);
    const keep = <Item>(into: Item[], found: readonly { resource: Attributes; items: readonly Item[] }[]) => {
      for (const { resource, items } of found) {
        this.resources.push(resource);
        into.push(...items);
      }
    };
    if (path === "/v1/traces") keep(this.spans, spansIn(body));
    else if (path === "/v1/metrics") keep(this.metrics, metricsIn(body));
    else if (path === "/v1/logs") keep(this.logs, logsIn(body));
  }
}
