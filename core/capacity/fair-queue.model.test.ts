import fc from "fast-check";
import { expect, test } from "vitest";
import { FairQueue, type Turn } from "./fair-queue.ts";

/**
 * The queue's promises, judged from outside on a plain list of what waits: whose turn may come by the time that clients were
 * given, and which of a client's jobs by its deadline.
 */
interface Waits {
  readonly item: number;
  readonly client: string;
  readonly deadline: number;
}

const client = fc.constantFrom("one", "two", "three");
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("push" as const), client, limit: fc.constantFrom(10, 1000, 30_000) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("shift" as const), not: fc.option(client, { nil: null }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("served" as const), ms: fc.integer({ min: 0, max: 500 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("remove" as const), at: fc.nat(20) }) },
);

test("whatever comes, goes and is taken back: each job is served once, within a client by deadline, never past who may", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const capacity = 12;
      const queue = new FairQueue<number>(capacity);
      let waiting: Waits[] = [];
      const running: Turn<number>[] = [];
      for (const [now, one] of steps.entries()) {
        if (one.do === "push") {
          const fits = waiting.length < capacity;
          expect(queue.push(one.client, now, one.limit, now)).toBe(fits);
          if (fits) waiting.push({ item: now, client: one.client, deadline: now + one.limit });
        } else if (one.do === "shift") {
          const may = (name: string) => name !== one.not;
          const turn = queue.shift(may);
          const open = waiting.filter((other) => may(other.client));
          expect(turn === undefined).toBe(open.length === 0);
          if (turn === undefined) continue;
          const own = open.filter((other) => other.client === turn.client);
          const first = own.reduce((best, other) => (other.deadline < best.deadline ? other : best));
          expect(turn.item).toBe(first.item);
          waiting = waiting.filter((other) => other.item !== turn.item);
          running.push(turn);
        } else if (one.do === "served") {
          const turn = running.shift();
          if (turn !== undefined) queue.served(turn, one.ms);
        } else {
          const gone = waiting[one.at];
          const wrong = gone === undefined ? "one" : gone.client === "one" ? "two" : "one";
          expect(queue.remove(wrong, gone?.item ?? -1)).toBe(false);
          if (gone !== undefined) expect(queue.remove(gone.client, gone.item)).toBe(true);
          waiting = waiting.filter((other) => other !== gone);
        }
        expect(queue.size).toBe(waiting.length);
      }
      expect(queue.drain().toSorted()).toEqual(waiting.map(({ item }) => item).toSorted());
      expect([queue.size, queue.shift()]).toEqual([0, undefined]);
    }),
  );
});

test("clients who always wait are given the same time but for one job each, however long their jobs are", () => {
  const clients = ["one", "two", "three"];
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 3, maxLength: 3 }), (lengths) => {
      const queue = new FairQueue<number>(1000);
      const given = new Map(clients.map((name) => [name, 0]));
      for (const name of clients) for (let n = 0; n < 5; n++) queue.push(name, n, 1000, 0);
      for (let turnNumber = 0; turnNumber < 200; turnNumber++) {
        const turn = queue.shift() as Turn<number>;
        const ms = lengths[clients.indexOf(turn.client)] as number;
        // Nobody is served who had more than another who waits.
        const least = Math.min(...given.values());
        expect(given.get(turn.client)).toBeCloseTo(least, 6);
        given.set(turn.client, (given.get(turn.client) as number) + ms);
        queue.served(turn, ms);
        queue.push(turn.client, turnNumber, 1000, turnNumber);
      }
    }),
    { numRuns: 30 },
  );
});

test("how many go first is what then goes first, whoever waits and whatever their jobs took before", () => {
  const took = fc.record({ client, ms: fc.integer({ min: 1, max: 900 }) });
  fc.assert(
    fc.property(fc.array(took, { maxLength: 12 }), fc.array(client, { minLength: 1, maxLength: 12 }), (before, jobs) => {
      const queue = new FairQueue<number>(100);
      for (const { client: name, ms } of before) {
        queue.push(name, -1, 1000, 0);
        queue.served(queue.shift() as Turn<number>, ms);
      }
      for (const [item, name] of jobs.entries()) queue.push(name, item, 1000, 0);
      const told = jobs.map((name, item) => queue.ahead(name, item));
      const turns = jobs.map(() => (queue.shift() as Turn<number>).item);
      expect(told).toEqual(jobs.map((_, item) => turns.indexOf(item)));
      // One that waits no more, or waits elsewhere.
      expect([queue.ahead("one", 0), queue.ahead("nobody", 0)]).toEqual([0, 0]);
    }),
  );
});

test("while jobs run, they count as their client's usual time", () => {
  const queue = new FairQueue<string>(100);
  const run = (ms: number) => queue.served(queue.shift() as Turn<string>, ms);
  // The first guess is 100 ms; each job moves a client's mean, and everybody's, a fifth of the way.
  queue.push("one", "a", 1000, 0);
  expect(queue.shift()).toEqual({ item: "a", client: "one", estimateMs: 100 });
  queue.served({ item: "a", client: "one", estimateMs: 100 }, 600);
  expect(queue.meanMs).toBeCloseTo(200, 9);
  queue.push("two", "b", 1000, 0);
  queue.push("two", "c", 1000, 0);
  run(200);
  expect(queue.meanMs).toBeCloseTo(200, 9);
  expect(queue.shift()?.estimateMs).toBeCloseTo(200, 9);
});

test("three at once: turns go round by what is running, too", () => {
  const queue = new FairQueue<number>(100);
  for (const name of ["one", "two", "three"]) for (let n = 0; n < 3; n++) queue.push(name, n, 1000, 0);
  const turns = Array.from({ length: 6 }, () => (queue.shift() as Turn<number>).client);
  expect(turns).toEqual(["one", "two", "three", "one", "two", "three"]);
});

test("once nobody is here everybody starts anew: what was given is not held against who comes back", () => {
  const queue = new FairQueue<string>(100);
  queue.push("one", "long", 1000, 0);
  queue.served(queue.shift() as Turn<string>, 10_000);
  queue.push("two", "b", 1000, 0);
  queue.push("one", "a", 1000, 0);
  queue.push("two", "c", 1000, 0);
  expect([queue.shift(), queue.shift(), queue.shift()].map((turn) => turn?.item)).toEqual(["b", "a", "c"]);
});
