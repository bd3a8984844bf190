import type { Inspect, ScopePolicy, ScopeValidator, ScopeVerdict } from "../ports/scope-validator.ts";

/**
 * A validator that proves itself before its first verdict: it must refuse its own canary, in the interpreter that is about
 * to run the guest's code. One that lets the canary through lets nothing through any more.
 */
export class SelfTestedValidator implements ScopeValidator {
  readonly #validator: ScopeValidator;
  #proof: Promise<boolean> | null = null;
  #holds = true;

  constructor(validator: ScopeValidator) {
    this.#validator = validator;
  }

  get programs(): readonly string[] {
    return this.#validator.programs ?? [];
  }

  get roots(): readonly string[] {
    return this.#validator.roots ?? [];
  }

  /** False once it let its canary through. */
  get holds(): boolean {
    return this.#holds;
  }

  async check(code: string, policy: ScopePolicy, inspect: Inspect): Promise<ScopeVerdict> {
    this.#proof ??= this.#prove(inspect).catch((error: unknown) => {
      // No verdict at all, an interpreter that ended for one: the next run tries again.
      this.#proof = null;
      throw error;
    });
    if (await this.#proof) return this.#validator.check(code, policy, inspect);
    return { allowed: false, violations: [], unsafe: "The scope validator let its own canary through (scope). Nothing runs." };
  }

  async #prove(inspect: Inspect): Promise<boolean> {
    const { canary } = this.#validator;
    if (canary !== undefined) this.#holds = !(await this.#validator.check(canary, { imports: null }, inspect)).allowed;
    return this.#holds;
  }
}
