import { test } from "vitest";
import { type RequirementId, requirements } from "./requirements.ts";

/**
 * A test that proves a requirement. Its id stands in the test's name, so that the reporter reads the outcome from vitest itself:
 * nothing here could claim a pass.
 */
export function proves(id: RequirementId, title: string, body: () => void | Promise<void>, timeout?: number): void {
  if (!Object.hasOwn(requirements, id)) throw new Error(`${id} is not in requirements.ts`);
  test(`[${id}] ${title}`, body, timeout);
}

/** The id that a test's name cites; none for other tests. */
export const cited = (name: string): string | null => /^\[([a-z]+\.[a-z-]+)\] /.exec(name)?.[1] ?? null;
