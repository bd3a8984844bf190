import { holds } from "../../../core/charts/claims/check/check.ts";
import type { Basis, Claim, Statement } from "../../../core/ports/claim.ts";
import { sayAll } from "../locale/say.ts";

export interface Spoken {
  readonly text: string;
  readonly claim: readonly Claim[];
}

/** Says the best claim that holds. What does not hold is never drawn, and is counted: it is a fault of a finder. */
export class Speaker {
  readonly #bases: readonly Basis[];
  readonly #locale: string;
  readonly #judged = new Map<Claim, boolean>();
  constructor(bases: readonly Basis[], locale: string) {
    this.#bases = bases;
    this.#locale = locale;
  }

  best(statements: readonly (Statement | null)[], not = new Set<string>()): Spoken | null {
    for (const statement of statements) {
      if (statement === null) continue;
      const [first, ...more] = ("kind" in statement ? [statement] : statement) as readonly Claim[];
      if (first === undefined || !this.#holds(first)) continue;
      const claim = [first, ...more.filter((one) => this.#holds(one))];
      const text = sayAll(claim, this.#locale);
      // The same words never stand twice.
      if (!not.has(text) && !not.has(sayAll([first], this.#locale))) return { text, claim };
    }
    return null;
  }

  get refused(): number {
    return [...this.#judged.values()].filter((held) => !held).length;
  }

  #holds(claim: Claim): boolean {
    const known = this.#judged.get(claim);
    const held = known ?? holds(claim, this.#bases);
    this.#judged.set(claim, held);
    return held;
  }
}
