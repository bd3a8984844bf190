import { createHash } from "node:crypto";
import { StrategicError } from "../errors.ts";
import type { Dataset } from "../ports/dataset-source.ts";

/** By stream: a table of 100 MB is never whole in memory only to be hashed, and other requests are answered in between. */
export async function sha256Of(dataset: Dataset): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of dataset.read()) hash.update(chunk);
  return hash.digest("hex");
}

/** The whole table, if it is still the one whose hash stands in the audit trail. */
export async function bytesOf(dataset: Dataset, sha256: string): Promise<Uint8Array> {
  const whole = new Uint8Array(dataset.bytes);
  const hash = createHash("sha256");
  let filled = 0;
  for await (const chunk of dataset.read()) {
    hash.update(chunk);
    if (filled + chunk.length <= whole.length) whole.set(chunk, filled);
    filled += chunk.length;
  }
  if (filled === whole.length && hash.digest("hex") === sha256) return whole;
  throw new StrategicError(
    "DATASET_INVALID",
    `The dataset "${dataset.name}" was changed while the run waited for its turn; nothing ran. Run it again.`,
  );
}
