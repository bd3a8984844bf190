import { requirements } from "./requirements.ts";

export interface Proof {
  readonly id: string;
  /** As vitest names it. */
  readonly state: string;
}

export interface Verdict {
  readonly id: string;
  readonly sentence: string;
  readonly outcome: "pass" | "FAIL" | "NOT RUN";
}

/** A requirement passes when all its proofs did, and there was one: skipped and pending count against it. */
export function verdicts(proofs: readonly Proof[]): readonly Verdict[] {
  return Object.entries(requirements).map(([id, sentence]) => {
    const states = proofs.filter((proof) => proof.id === id).map(({ state }) => state);
    const outcome = states.length === 0 ? "NOT RUN" : states.every((state) => state === "passed") ? "pass" : "FAIL";
    return { id, sentence, outcome };
  });
}

export function table(found: readonly Verdict[], seconds: number): string {
  const passed = found.filter(({ outcome }) => outcome === "pass").length;
  return [
    "| requirement | sentence | outcome |",
    "| --- | --- | --- |",
    ...found.map(({ id, sentence, outcome }) => `| ${id} | ${sentence} | ${outcome} |`),
    "",
    `P0: ${passed} of ${found.length} requirements proven, ${seconds} s`,
    "",
  ].join("\n");
}
