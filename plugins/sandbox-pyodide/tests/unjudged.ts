import type { ScopeValidator } from "../../../core/ports/scope-validator.ts";
import { fakeScope } from "../../../core/testing/index.ts";
import { type PoolOptions, PyodideSandbox } from "../host/pool.ts";
import { prepared } from "./prepared.ts";

/** The real sandbox, where every program is allowed: for what is tested behind the scope. */
export const unjudged = (options: PoolOptions = {}, judge: ScopeValidator = fakeScope()): PyodideSandbox =>
  new PyodideSandbox({ programs: prepared.programs, ...judge }, options, prepared.modules);
