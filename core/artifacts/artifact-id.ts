import { StrategicError } from "../errors.ts";

/** Executions and charts are called so; whatever else a caller sends names nothing. */
export const isArtifactId = (id: string): boolean => /^[\w-]{1,200}$/.test(id);

export function checkArtifactId(id: string): void {
  if (isArtifactId(id)) return;
  throw new StrategicError("INVALID_INPUT", "An artifact's id is made of letters, digits, - and _, at most 200.", {
    details: { path: "id" },
  });
}
