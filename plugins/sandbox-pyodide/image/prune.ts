import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { files } from "../interpreter/image-format.ts";
import { type Environment, environments } from "../packages/environments.ts";
import { forget } from "./witness.ts";

/** How many images of each environment stay, the newest first. */
const KEEP: Readonly<Record<Environment, number>> = { standard: 3, science: 2 };

export function removeImage(dir: string): void {
  forget(dir);
  rmSync(dir, { recursive: true, force: true });
}

/** Images of earlier versions, oldest first, and what a killed process left half made. */
export function prune(images: string): void {
  const age = (name: string) => statSync(join(images, name)).mtimeMs;
  const names = readdirSync(images).filter((name) => !name.endsWith(".lock"));
  const whole = names.filter((name) => existsSync(join(images, name, files.meta))).sort((a, b) => age(b) - age(a));
  const stale = names.filter((name) => name.startsWith(".making-") && Date.now() - age(name) > 3_600_000);
  const old = environments.flatMap((one) => whole.filter((name) => environmentOf(name) === one).slice(KEEP[one]));
  for (const name of [...old, ...stale]) removeImage(join(images, name));
}

const environmentOf = (name: string): Environment =>
  environments.find((environment) => name.startsWith(`${environment}-`)) ?? "standard";
