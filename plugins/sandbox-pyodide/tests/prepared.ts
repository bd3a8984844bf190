import { scopePython } from "../../scope-python/index.ts";
import { strategic } from "../../strategic/index.ts";
import type { Brought } from "../image/brought.ts";

/** What `setup` makes images with: a test that takes others has images made for itself, a minute of work. */
export const prepared = {
  programs: scopePython().adapters.scopeValidator().programs ?? [],
  modules: strategic().guestModules,
} as const satisfies Brought;
