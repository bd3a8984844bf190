import { join } from "node:path";
import { reached } from "./reach.ts";

/** Which tests meet a fault first: the one that noticed most of this source so far, then the nearest; the rest together. */
export class Order {
  readonly #tests: ReadonlyMap<string, readonly string[]>;
  readonly #counts = new Map<string, number>();

  constructor(root: string, tests: readonly string[], sources: readonly string[]) {
    const known = new Map<string, readonly string[]>();
    const reach = new Map(tests.map((test) => [test, reached(join(root, test), known)]));
    this.#tests = new Map(
      sources.map((source) => [source, tests.filter((test) => reach.get(test)?.has(join(root, source)) === true)]),
    );
  }

  isUsed(test: string): boolean {
    return [...this.#tests.values()].some((tests) => tests.includes(test));
  }

  groupsFor(source: string): (readonly string[])[] {
    const own = source.replace(/\.ts$/, ".test.ts");
    const times = (test: string) => this.#counts.get(`${source} ${test}`) ?? (test === own ? 0.5 : 0);
    const [first, second, ...rest] = (this.#tests.get(source) ?? []).toSorted((a, b) => times(b) - times(a));
    return [first === undefined ? [] : [first], second === undefined ? [] : [second], rest].filter((group) => group.length > 0);
  }

  noticed(source: string, test: string): void {
    const key = `${source} ${test}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }
}
