import type { Brought } from "./image/brought.ts";
import { ensureImage, findImage } from "./image/store.ts";
import { type Environment, environments } from "./packages/environments.ts";
import { install, type PackageOptions } from "./packages/store.ts";

export interface SetupOptions extends PackageOptions, Brought {
  /** Environments that are left out. The standard one never is. */
  readonly without?: readonly Environment[] | undefined;
  /** Given, no other image than the standard one is waited for: told of each whose packages are there, it has another process make it. */
  readonly inBackground?: ((environment: Environment) => void) | undefined;
  /** Told of each environment as soon as runs can use it. */
  readonly onReady?: ((environment: ReadyEnvironment) => void) | undefined;
}

export interface ReadyEnvironment {
  readonly environment: Environment;
  readonly packages: Readonly<Record<string, string>>;
  readonly image: string;
}

/** Brings the packages and makes the interpreter images, the standard one first; what is there already is left. */
export async function setup(options: SetupOptions = {}): Promise<readonly ReadyEnvironment[]> {
  const { without = [], inBackground, onReady = () => {} } = options;
  const wanted = environments.filter((environment) => environment === "standard" || !without.includes(environment));
  // The last has the packages of all: they come in one download. What it lacks keeps none of the others from being made.
  const largest = wanted.at(-1) as Environment;
  const failure = await install(largest, options).then(
    () => null,
    (error: unknown) => error,
  );
  const ready: ReadyEnvironment[] = [];
  for (const environment of wanted) {
    if (environment === largest && failure !== null) throw failure;
    const packages = await install(environment, options);
    if (environment !== "standard" && inBackground !== undefined && findImage(environment, true, options) === null) {
      inBackground(environment);
      continue;
    }
    const { dir } = await ensureImage(environment, packages, options);
    const made = { environment, packages: packages.versions, image: dir };
    ready.push(made);
    onReady(made);
  }
  return ready;
}
