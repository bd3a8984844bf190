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

describe("who comes, comes back or leaves", () => {
  const next = (queue: FairQueue<string>, count: number) =>
    Array.from({ length: count }, () => (queue.shift() as Turn<string>).client);
  const wait = (queue: FairQueue<string>, client: string, jobs: number) => {
    for (let job = 0; job < jobs; job++) queue.push(client, `${client} ${job}`, 1000, 0);
  };
  const begin = (queue: FairQueue<string>, client: string) => queue.shift((name) => name === client) as Turn<string>;
  const give = (queue: FairQueue<string>, client: string, ms: number) => queue.served(begin(queue, client), ms);

  /** `back` was here, had a second, and has nothing here now; `busy` had five since, and one of its jobs runs. */
  function afterAPause(): FairQueue<string> {
    const queue = new FairQueue<string>(100);
    wait(queue, "busy", 50);
    wait(queue, "back", 1);
    const running = begin(queue, "busy");
    give(queue, "back", 1000);
    queue.served(running, 5000);
    begin(queue, "busy");
    return queue;
  }

  test("who comes back with many jobs at once has no turns saved up", () => {
    const queue = afterAPause();
    wait(queue, "back", 20);
    expect(next(queue, 8)).toContain("busy");
  });

  test("who comes back with one job after another has no turns saved up either", () => {
    const queue = afterAPause();
    const clients = Array.from({ length: 8 }, () => {
      wait(queue, "back", 1);
      return next(queue, 1)[0];
    });
    expect(clients).toContain("busy");
  });

  test("a newcomer starts level with who is here, not with who has left", () => {
    const queue = afterAPause();
    wait(queue, "new", 20);
    // Its jobs are expected to take more than a second each, as everybody's did of late.
    expect(next(queue, 2)).toEqual(["new", "busy"]);
  });

  test("a newcomer between two turns gets no more than its share", () => {
    const queue = new FairQueue<string>(100);
    wait(queue, "busy", 50);
    give(queue, "busy", 5000);
    give(queue, "busy", 100);
    wait(queue, "new", 40);
    expect(next(queue, 10).filter((client) => client === "busy").length).toBeGreaterThan(2);
  });

  test("of several who wait, a newcomer starts level with the one who was given least", () => {
    const queue = new FairQueue<string>(100);
    for (const client of ["least", "more", "most"]) wait(queue, client, 20);
    give(queue, "least", 1000);
    give(queue, "more", 3000);
    give(queue, "most", 5000);
    give(queue, "more", 1);
    wait(queue, "new", 1);
    expect(next(queue, 2)).toEqual(["least", "new"]);
  });

  test("whose one job runs is here: a newcomer starts level with what that client had before", () => {
    const queue = new FairQueue<string>(100);
    wait(queue, "more", 20);
    give(queue, "more", 3000);
    wait(queue, "one", 1);
    begin(queue, "one");
    begin(queue, "more");
    wait(queue, "new", 20);
    expect(next(queue, 3)).toEqual(["new", "new", "new"]);
  });

  test("equals take turns, even when their jobs take no time at all", () => {
    const queue = new FairQueue<string>(100);
    for (const client of ["one", "two"]) wait(queue, client, 4);
    const clients = Array.from({ length: 4 }, () => {
      const turn = queue.shift() as Turn<string>;
      queue.served(turn, 0);
      return turn.client;
    });
    expect(clients).toEqual(["one", "two", "one", "two"]);
  });

  test("a client's jobs are expected to take what its own took of late, not what others' did", () => {
    const queue = new FairQueue<string>(100);
    for (const client of ["long", "short"]) wait(queue, client, 4);
    give(queue, "long", 600);
    give(queue, "short", 100);
    expect(begin(queue, "long").estimateMs).toBeCloseTo(200, 9);
    expect(begin(queue, "short").estimateMs).toBeCloseTo(100, 9);
  });

  test("who took back the last job that waited leaves nobody here: everybody starts anew", () => {
    const queue = new FairQueue<string>(100);
    wait(queue, "one", 1);
    const turn = begin(queue, "one");
    queue.push("two", "given up", 1000, 0);
    queue.served(turn, 10_000);
    queue.remove("two", "given up");
    wait(queue, "one", 1);
    wait(queue, "two", 1);
    expect(next(queue, 2)).toEqual(["one", "two"]);
  });
});
