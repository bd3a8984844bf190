import { type Attributes, type Counter, type Histogram, type Meter, metrics, type ObservableGauge } from "@opentelemetry/api";

/** Every metric of the framework: what is counted stands here and nowhere else. `docs/operations.md` is compared with it by a test. */
const seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export const metricTable = {
  "strategic_python.executions": {
    kind: "counter",
    unit: "{execution}",
    description: "Analyses and renders that came to an outcome.",
    labels: ["strategic_python.kind", "strategic_python.status"],
  },
  "strategic_python.queue.duration": {
    kind: "histogram",
    unit: "s",
    description: "From the arrival of a job to a ready interpreter, or to the end of its waiting.",
    labels: [],
    buckets: seconds,
  },
  "strategic_python.render.duration": {
    kind: "histogram",
    unit: "s",
    description: "From data to pictures.",
    labels: ["strategic_python.template", "strategic_python.format", "error.type"],
    buckets: seconds,
  },
  "strategic_python.claims.refused": {
    kind: "counter",
    unit: "{claim}",
    description: "Findings of charts that did not hold against their rows and were not drawn: faults of ours.",
    labels: ["strategic_python.template"],
  },
  "strategic_python.limits.hit": {
    kind: "counter",
    unit: "{execution}",
    description: "Executions that passed one of their limits.",
    labels: ["strategic_python.limit"],
  },
  "strategic_python.scope.rejections": {
    kind: "counter",
    unit: "{rejection}",
    description: "Rules of the scope that a rejected analysis broke, each once per analysis.",
    labels: ["strategic_python.rule"],
  },
  "strategic_python.busy.refusals": {
    kind: "counter",
    unit: "{execution}",
    description: "Analyses that were refused because the queue was full or the sandbox was resting.",
    labels: [],
    zeros: [{}],
  },
  "strategic_python.worker.replacements": {
    kind: "counter",
    unit: "{worker}",
    description: "Interpreters that ended with a job and were replaced.",
    labels: ["strategic_python.reason"],
  },
  "strategic_python.tripwires": {
    kind: "counter",
    unit: "{execution}",
    description: "Runs that did what no analysis does; the interpreter of each was replaced.",
    labels: [],
    zeros: [{}],
  },
  "strategic_python.jail.restarts": {
    kind: "counter",
    unit: "{restart}",
    description: "Unexpected exits of the jailed process.",
    labels: [],
    zeros: [{}],
  },
  "strategic_python.audit.failures": {
    kind: "counter",
    unit: "{failure}",
    description: "Audit records that could not be written; their results were withheld.",
    labels: ["strategic_python.audit.operation"],
    zeros: [{ "strategic_python.audit.operation": "begin" }, { "strategic_python.audit.operation": "end" }],
  },
  "strategic_python.pool.size": { kind: "gauge", unit: "{worker}", description: "Target size of the pool.", labels: [] },
  "strategic_python.pool.ready": {
    kind: "gauge",
    unit: "{worker}",
    description: "Idle or busy interpreters that are ready.",
    labels: [],
  },
  "strategic_python.pool.busy": { kind: "gauge", unit: "{worker}", description: "Interpreters running a job.", labels: [] },
  "strategic_python.pool.queued": { kind: "gauge", unit: "{job}", description: "Jobs in the queue.", labels: [] },
} as const satisfies Readonly<Record<string, MetricDefinition>>;

interface MetricDefinition {
  readonly kind: "counter" | "histogram" | "gauge";
  /** UCUM. */
  readonly unit: string;
  readonly description: string;
  /** What its points may be told apart by: registered ids and fixed words, never what a caller wrote. */
  readonly labels: readonly string[];
  readonly buckets?: readonly number[];
  /** Said to be 0 at the start: the first failure is then an increase, which alarms look for, and not a beginning. */
  readonly zeros?: readonly Attributes[];
}

type NameOf<Kind> = {
  [Name in keyof typeof metricTable]: (typeof metricTable)[Name]["kind"] extends Kind ? Name : never;
}[keyof typeof metricTable];

export interface PoolState {
  readonly size: number;
  readonly ready: number;
  readonly busy: number;
  readonly queued: number;
}

export function count(name: NameOf<"counter">, labels: Attributes = {}): void {
  instruments().counter(name).add(1, labels);
}

export function measure(name: NameOf<"histogram">, ms: number, labels: Attributes = {}): void {
  instruments()
    .histogram(name)
    .record(Math.max(0, ms) / 1000, labels);
}

/** The pool is asked when metrics are collected; several apps in one process add up. Returns how to stop. */
export function observePool(read: () => PoolState): () => void {
  const { pools } = instruments();
  pools.add(read);
  return () => pools.delete(read);
}

/** Of the provider that is registered now: the API has no stand-in that would take over when one is registered later. */
class Instruments {
  readonly pools = new Set<() => PoolState>();
  readonly #meter: Meter;
  readonly #made = new Map<string, Counter | Histogram>();

  constructor(meter: Meter) {
    this.#meter = meter;
    const gauges = (["size", "ready", "busy", "queued"] as const).map((key) => [key, this.#gauge(key)] as const);
    meter.addBatchObservableCallback(
      (result) => {
        const states = [...this.pools].map((read) => read());
        for (const [key, gauge] of gauges)
          result.observe(
            gauge,
            states.reduce((sum, state) => sum + state[key], 0),
          );
      },
      gauges.map(([, gauge]) => gauge),
    );
    for (const name of [
      "strategic_python.busy.refusals",
      "strategic_python.tripwires",
      "strategic_python.jail.restarts",
      "strategic_python.audit.failures",
    ] as const)
      for (const labels of metricTable[name].zeros) this.counter(name).add(0, labels);
  }

  counter(name: NameOf<"counter">): Counter {
    const { unit, description } = metricTable[name];
    return this.#kept(name, () => this.#meter.createCounter(name, { unit, description }));
  }

  histogram(name: NameOf<"histogram">): Histogram {
    const { unit, description, buckets } = metricTable[name];
    const advice = { explicitBucketBoundaries: [...buckets] };
    return this.#kept(name, () => this.#meter.createHistogram(name, { unit, description, advice }));
  }

  #gauge(key: keyof PoolState): ObservableGauge {
    const { unit, description } = metricTable[`strategic_python.pool.${key}`];
    return this.#meter.createObservableGauge(`strategic_python.pool.${key}`, { unit, description });
  }

  #kept<T extends Counter | Histogram>(name: string, create: () => T): T {
    let found = this.#made.get(name) as T | undefined;
    if (found === undefined) {
      found = create();
      this.#made.set(name, found);
    }
    return found;
  }
}

const byProvider = new WeakMap<object, Instruments>();

function instruments(): Instruments {
  const provider = metrics.getMeterProvider();
  let found = byProvider.get(provider);
  if (found === undefined) {
    found = new Instruments(provider.getMeter("strategic-python"));
    byProvider.set(provider, found);
  }
  return found;
}
