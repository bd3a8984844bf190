import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FairQueue, type Turn } from "./fair-queue.ts";

interface Job {
  readonly client: string;
  readonly at: number;
  readonly ms: number;
  readonly limitMs?: number;
}

/** Serves the jobs in simulated time; tells each one's wait, and when it was over. */
function simulate(jobs: readonly Job[], workers = 1): { job: Job; waited: number; over: number }[] {
  const queue = new FairQueue<Job>(100_000);
  const arrivals = jobs.toSorted((a, b) => a.at - b.at);
  const running: { turn: Turn<Job>; over: number }[] = [];
  const served: { job: Job; waited: number; over: number }[] = [];
  for (let now = 0; arrivals.length > 0 || queue.size > 0 || running.length > 0; ) {
    while (arrivals[0] !== undefined && arrivals[0].at <= now) {
      const job = arrivals.shift() as Job;
      queue.push(job.client, job, job.limitMs ?? 30_000, now);
    }
    for (const done of running.filter(({ over }) => over <= now)) {
      running.splice(running.indexOf(done), 1);
      queue.served(done.turn, done.turn.item.ms);
    }
    while (running.length < workers) {
      const turn = queue.shift();
      if (turn === undefined) break;
      running.push({ turn, over: now + turn.item.ms });
      served.push({ job: turn.item, waited: now - turn.item.at, over: now + turn.item.ms });
    }
    now = Math.min(...running.map(({ over }) => over), arrivals[0]?.at ?? Number.POSITIVE_INFINITY);
  }
  return served;
}

const stream = (client: string, every: number, ms: number, until: number, more: Partial<Job> = {}): Job[] =>
  Array.from({ length: Math.ceil(until / every) }, (_, index) => ({ client, at: index * every, ms, ...more }));
const longestWait = (served: ReturnType<typeof simulate>, client: string) =>
  Math.max(...served.filter(({ job }) => job.client === client).map(({ waited }) => waited));

describe("between clients", () => {
  test("one job waits for what runs already and at most one more of another client's five hundred", () => {
    const crowd = Array.from({ length: 500 }, () => ({ client: "crowd", at: 0, ms: 100 }));
    const served = simulate([...crowd, { client: "quiet", at: 1050, ms: 100 }], 2);
    expect(longestWait(served, "quiet")).toBeLessThanOrEqual(150);
  });

  test("time is shared, not turns: long jobs get no more of it than short ones", () => {
    const jobs = [...stream("long", 1, 1000, 60), ...stream("short", 1, 50, 2000)];
    const inTime = simulate(jobs).filter(({ over }) => over <= 40_000);
    const time = (client: string) => inTime.filter(({ job }) => job.client === client).reduce((sum, { job }) => sum + job.ms, 0);
    expect(time("long") / time("short")).toBeGreaterThan(0.85);
    expect(time("long") / time("short")).toBeLessThan(1.15);
  });

  test("a long job comes to its turn in a stream of short ones that alone would keep the interpreters busy", () => {
    const served = simulate([...stream("short", 10, 20, 20_000), { client: "long", at: 5000, ms: 5000 }]);
    expect(longestWait(served, "long")).toBeLessThan(200);
  });

  test("short jobs wait for the long one that runs, not for those that wait", () => {
    const served = simulate([...stream("long", 1, 2000, 50), ...stream("short", 500, 10, 60_000)]);
    expect(longestWait(served, "short")).toBeLessThanOrEqual(2000 + 500);
  });

  test("who sends long jobs one by one gets no more than who sends many at once", () => {
    const one = Array.from({ length: 20 }, (_, index) => ({ client: "one", at: index * 3000, ms: 2000 }));
    const served = simulate([...one, ...stream("many", 1, 100, 600)]);
    const many = served.filter(({ job, over }) => job.client === "many" && over <= 30_000).length * 100;
    expect(many).toBeGreaterThan(10_000);
  });

  test("idle time is not saved up", () => {
    const busy = stream("busy", 50, 100, 20_000);
    const back = [
      { client: "back", at: 0, ms: 10 },
      ...Array.from({ length: 100 }, () => ({ client: "back", at: 15_000, ms: 100 })),
    ];
    const after = simulate([...busy, ...back]).filter(({ over }) => over > 15_000 && over < 19_000);
    const share = after.filter(({ job }) => job.client === "back").length / after.length;
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.6);
  });
});

describe("within a client", () => {
  test("a job that asked for less time goes first", () => {
    const queue = new FairQueue<string>(9);
    queue.push("a", "30 s", 30_000, 0);
    queue.push("a", "30 s again", 30_000, 1);
    queue.push("a", "1 s", 1000, 2);
    expect([queue.shift(), queue.shift(), queue.shift()].map((turn) => turn?.item)).toEqual(["1 s", "30 s", "30 s again"]);
  });

  test("of a stream of short ones, only what arrived within its own limit goes before a long one", () => {
    const short = stream("a", 10, 20, 120_000, { limitMs: 1000 });
    const served = simulate([...short, { client: "a", at: 1000, ms: 5000, limitMs: 30_000 }]);
    const long = served.find(({ job }) => job.ms === 5000);
    expect(long?.waited).toBeGreaterThan(1000);
    expect(long?.waited).toBeLessThan(60_000);
  });
});

test("a full queue refuses and keeps what it has", () => {
  const queue = new FairQueue<number>(1);
  expect([queue.push("a", 1, 1), queue.push("a", 2, 1), queue.size, queue.shift()?.item]).toEqual([true, false, 1, 1]);
});

test("a removed job is never served, and its place is free", () => {
  const queue = new FairQueue<number>(2);
  queue.push("a", 1, 1);
  queue.push("a", 2, 1);
  expect([queue.remove("a", 1), queue.remove("a", 1), queue.push("b", 3, 1)]).toEqual([true, false, true]);
  expect([queue.shift()?.item, queue.shift()?.item, queue.shift()]).toEqual([2, 3, undefined]);
});

test("every job comes out once, and equals of a client in their order", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat(50)), { maxLength: 50 }), (jobs) => {
      const served = simulate(jobs.map(([client, ms], index) => ({ client, ms, at: index % 7 === 0 ? 0 : index })));
      expect(served).toHaveLength(jobs.length);
      for (const client of "abc") {
        const own = served.filter(({ job }) => job.client === client).map(({ job }) => job.at);
        expect(own).toEqual(own.toSorted((x, y) => x - y));
      }
    }),
  );
});

test("a newcomer waits no longer because another's jobs were expected to take longer than they do", () => {
  const queue = new FairQueue<string>(100);
  queue.push("slow", "s", 1000);
  queue.served(queue.shift() as Turn<string>, 1000);
  for (let i = 0; i < 50; i++) queue.push("crowd", `c${i}`, 1000);
  // Two at a time, each far shorter than the mean so far.
  const running = [queue.shift() as Turn<string>, queue.shift() as Turn<string>];
  const step = () => {
    queue.served(running.shift() as Turn<string>, 7);
    running.push(queue.shift() as Turn<string>);
  };
  for (let i = 0; i < 4; i++) step();
  queue.push("quiet", "q", 1000);
  for (let i = 0; i < 2; i++) step();
  expect(running.map(({ client }) => client)).toContain("quiet");
});
