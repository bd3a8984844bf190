import { join } from "node:path";
import type { ScopeValidator } from "../../core/ports/scope-validator.ts";
import { PyodideSandbox } from "./host/pool.ts";
import type { Brought } from "./image/brought.ts";
import { conditionOf, findImage, isBeingMade } from "./image/store.ts";
import { environments, filesOf } from "./packages/environments.ts";
import { cacheFolder } from "./packages/folders.ts";
import { readLock } from "./packages/lock.ts";
import { refuseOthers } from "./packages/own-folder.ts";
import { installed } from "./packages/store.ts";

export interface DoctorReport {
  readonly ok: boolean;
  readonly lines: readonly { readonly ok: boolean; readonly what: string; readonly fix: string | null }[];
}

/** Looks at everything a run needs: packages and image by hash, then the layers, by trying to escape. */
export async function doctor(options: Brought & { readonly cache?: string | undefined } = {}): Promise<DoctorReport> {
  const { cache = cacheFolder() } = options;
  const lines: { ok: boolean; what: string; fix: string | null }[] = [];
  const say = (ok: boolean, what: string, fix: string | null = null) => lines.push({ ok, what, fix: ok ? null : fix });
  try {
    refuseOthers(cache, join(cache, "images"));
  } catch (error) {
    say(false, (error as Error).message, "nothing runs until this is mended");
    return { ok: false, lines };
  }
  for (const environment of environments) {
    const packages = await installed(environment, cache);
    const image = findImage(environment, packages !== null || environment !== "standard", options, cache);
    if (image === null && isBeingMade(environment, options, cache)) {
      say(true, `interpreter image (${environment}): being made by another process; runs that need it wait for it`);
      continue;
    }
    // Runs that ask for nothing of it do without.
    if (environment !== "standard" && image === null) {
      say(true, `${environment}: not set up (optional: strategic-python setup brings it)`);
      continue;
    }
    const wanted = filesOf(environment, readLock()).map(({ name, version }) => `${name} ${version}`);
    say(
      packages !== null,
      `packages (${environment}): ${packages === null ? "missing or damaged" : wanted.join(", ")}`,
      "run: strategic-python setup",
    );
    const whole = image !== null && (await conditionOf(image)) === "whole";
    say(
      whole,
      `interpreter image (${environment}): ${image === null ? "not made yet" : whole ? "whole" : "damaged"}`,
      "run: strategic-python setup",
    );
  }
  const sandbox = new PyodideSandbox(nothingToJudge(options.programs ?? []), { cache, workers: 1 }, options.modules);
  try {
    await sandbox.start();
  } catch (error) {
    say(false, (error as Error).message, "nothing runs until this is mended");
  }
  for (const { name, active } of sandbox.stats().layers)
    if (name === "operating-system")
      say(true, `layer ${name}: ${active ? "holds" : "not here (optional: Linux namespaces through unshare)"}`);
    else say(active, `layer ${name}: ${active ? "holds" : "does not hold"}`, "see docs/security.md");
  await sandbox.close();
  return { ok: lines.every(({ ok }) => ok), lines };
}

/** The interpreters are started as they are for runs, and none is let in. */
const nothingToJudge = (programs: readonly string[]): ScopeValidator => ({
  programs,
  check: async () => ({ allowed: false, violations: [] }),
});
