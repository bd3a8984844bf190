import { existsSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { files } from "../interpreter/image-format.ts";
import { type Environment, environments } from "../packages/environments.ts";
import { forget } from "./witness.ts";

/** How many images of each environment stay that nobody used today, the last used first. */
const KEEP: Readonly<Record<Environment, number>> = { standard: 3, science: 2 };

/** Apps with other plugins have other images: none clears away what another one works with. */
const IN_USE_MS = 24 * 3_600_000;

/** The time of its folder is that of its last use. */
export function markUsed(dir: string): void {
  const now = new Date();
  try {
    utimesSync(dir, now, now);
  } catch {
    // It is not there, or lies where nothing is written: there nothing is cleared away either.
  }
}

export function removeImage(dir: string): void {
  forget(dir);
  rmSync(dir, { recursive: true, force: true });
}

/** Images that nobody uses any more, and what a killed process left half made. */
export function prune(images: string): void {
  const now = Date.now();
  const age = (name: string) => now - statSync(join(images, name)).mtimeMs;
  const names = readdirSync(images).filter((name) => !name.endsWith(".lock"));
  const whole = names.filter((name) => existsSync(join(images, name, files.meta))).sort((a, b) => age(a) - age(b));
  const stale = names.filter((name) => name.startsWith(".making-") && age(name) > 3_600_000);
  const old = environments
    .flatMap((one) => whole.filter((name) => environmentOf(name) === one).slice(KEEP[one]))
    .filter((name) => age(name) > IN_USE_MS);
  for (const name of [...old, ...stale]) removeImage(join(images, name));
}

const environmentOf = (name: string): Environment =>
  environments.find((environment) => name.startsWith(`${environment}-`)) ?? "standard";
