import { scopePython } from "../../scope-python/index.ts";

/** What `setup` makes images with: a test that takes others has images made for itself, a minute of work. */
export const preparedPrograms: readonly string[] = scopePython().adapters.scopeValidator().programs ?? [];
