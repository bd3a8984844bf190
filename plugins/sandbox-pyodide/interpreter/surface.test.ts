import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pyodideFolder } from "../packages/folders.ts";
import { Surface } from "./surface.ts";

type Import = ((...args: unknown[]) => unknown) & { sig?: string };

/** Everything that the pinned runtime imports, each a function that says its name. */
const names = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(`${pyodideFolder()}/pyodide.asm.wasm`)))
  .filter(({ module, kind }) => module === "env" && kind === "function")
  .map(({ name }) => name);
/** Imported under another module's name, or called by the runtime's own JavaScript. */
const more =
  `clock_time_get clock_res_get random_get fd_close fd_read fd_write fd_seek fd_pread fd_pwrite fd_sync fd_fdstat_get proc_exit
  emscripten_run_script emscripten_run_script_int emscripten_run_script_string`.split(/\s+/);
const environment = (): Record<string, Import> =>
  Object.fromEntries(
    [...new Set([...names, ...more])].map((name) => [name, Object.assign(() => `real ${name}`, { sig: `of ${name}` })]),
  );

/** What an analysis needs: the clock, chance, the heap, the interrupt, files in memory, its own libraries and its end. */
const needed = (name: string) =>
  /^(fd_|clock_|_.*time_js$|_timegm_js|_tzset_js|emscripten_(date_now|get_now|resize_heap|get_heap_max)$|random_get$)/.test(
    name,
  ) ||
  /^(_dlopen_js|_dlsym_js|proc_exit|exit|_abort_js|__assert_fail|_Py_CheckEmscriptenSignals_Helper)$/.test(name) ||
  /^__syscall_(openat|[lf]?stat64|newfstatat|faccessat|getdents64|getcwd|f?chdir|mkdirat|rmdir|unlinkat|renameat|symlinkat|readlinkat|f?chmod|fchmodat2|utimensat|f?truncate64|ioctl|fcntl64)$/.test(
    name,
  );
const answered: Record<string, number> = {
  can_run_sync_js: 0,
  _emscripten_system: -1,
  emscripten_run_script: 0,
  emscripten_run_script_int: 0,
  emscripten_run_script_string: 0,
};

test("while it boots every import does what it did, but those that lead to a shell or to JavaScript from a string", () => {
  const env = environment();
  new Surface().install(env);
  for (const [name, call] of Object.entries(env)) expect([name, call()]).toEqual([name, answered[name] ?? `real ${name}`]);
});

test("once closed, what no analysis needs is cut, and contact with it is told by name; the rest goes on", () => {
  const env = environment();
  const surface = new Surface();
  surface.install(env);
  const contacts: string[] = [];
  surface.close((name) => {
    contacts.push(name);
    throw new Error("ended");
  });
  const cut: string[] = [];
  for (const [name, call] of Object.entries(env)) {
    if (needed(name) || name in answered) expect([name, call()]).toEqual([name, answered[name] ?? `real ${name}`]);
    else {
      expect(call, name).toThrow("ended");
      cut.push(name);
    }
  }
  expect(contacts).toEqual(cut);
  expect(cut.length).toBeGreaterThan(100);
  expect(cut).toEqual(
    expect.arrayContaining(["__syscall_socket", "JsvObject_CallMethod_js"].filter((name) => names.includes(name))),
  );
});

test("arguments reach what is open, and there is no way back even where whoever is told returns", () => {
  const env = { ...environment(), twice: ((x: number) => 2 * x) as Import };
  const surface = new Surface();
  surface.install(env);
  expect(env.twice(21)).toBe(42);
  surface.close(() => {});
  expect(() => env.twice(21)).toThrow("twice is cut");
  expect(() => surface.contact("_dlopen_js")).toThrow("_dlopen_js is cut");
});

test("the linker finds the marks of every function, and two names of one function still name one", () => {
  const env = environment();
  const shared = Object.assign(() => "shared", { sig: "v" });
  Object.assign(env, { one: shared, other: shared, memory: { buffer: 1 } });
  new Surface().install(env);
  for (const [name, { sig }] of Object.entries(env)) {
    if (name === "memory") continue;
    expect(sig).toBe(env[name] === env.one ? "v" : `of ${name}`);
  }
  expect(env.one).toBe(env.other);
  expect(env.one).not.toBe(shared);
  expect(env.memory).toEqual({ buffer: 1 });
});

test("a runtime that lacks what is kept or answered is another build, and does not start", () => {
  for (const name of ["random_get", "fd_write", "_emscripten_system", "__assert_fail"]) {
    const { [name]: _left, ...env } = environment();
    expect(() => new Surface().install(env)).toThrow(name);
  }
});

test("an answer has a signature where the function had one", () => {
  const env = environment();
  delete env.can_run_sync_js?.sig;
  new Surface().install(env);
  expect(Object.hasOwn(env.can_run_sync_js as object, "sig")).toBe(false);
  expect(env._emscripten_system?.sig).toBe("of _emscripten_system");
});
