/**
 * Layer 3, the surface between WebAssembly and JavaScript. Everything that the interpreter can do outside its own memory it does
 * through an imported function: Pyodide's bridge to JavaScript objects, `ctypes` calls, sockets, pipes, and a few that analyses
 * need. Before the first guest the rest is cut, for good. Whatever a guest does to Python, or to linear memory, it can't reach a
 * JavaScript object any more: the interpreter that tries ends at once.
 */
const KEPT: Readonly<Record<string, string>> = {
  "the clock": `clock_time_get clock_res_get emscripten_date_now emscripten_get_now
    _localtime_js _gmtime_js _mktime_js _timegm_js _tzset_js`,
  chance: "random_get",
  "the heap, within its limit": "emscripten_resize_heap emscripten_get_heap_max",
  "the interrupt buffer": "_Py_CheckEmscriptenSignals_Helper",
  "files in memory, restored by a rewind": `fd_close fd_read fd_write fd_seek fd_pread fd_pwrite fd_sync fd_fdstat_get
    __syscall_openat __syscall_stat64 __syscall_lstat64 __syscall_fstat64 __syscall_newfstatat __syscall_faccessat
    __syscall_getdents64 __syscall_getcwd __syscall_chdir __syscall_fchdir __syscall_mkdirat __syscall_rmdir __syscall_unlinkat
    __syscall_renameat __syscall_symlinkat __syscall_readlinkat __syscall_chmod __syscall_fchmod __syscall_fchmodat2
    __syscall_utimensat __syscall_ftruncate64 __syscall_truncate64 __syscall_ioctl __syscall_fcntl64`,
  "the image's own libraries, which the linker checks": "_dlopen_js _dlsym_js",
  "the end of the interpreter": "proc_exit exit _abort_js __assert_fail",
};

/** Asked by ordinary code, answered without JavaScript. */
const ANSWERED: Readonly<Record<string, number>> = {
  // `time.sleep` asks whether it may wait by stack switching; it waits in a loop of its own instead.
  can_run_sync_js: 0,
  // The runtime's own ways to a host shell and to JavaScript from a string. They are asked while it boots, too.
  _emscripten_system: -1,
  emscripten_run_script: 0,
  emscripten_run_script_int: 0,
  emscripten_run_script_string: 0,
};

const kept = new Set(Object.values(KEPT).flatMap((names) => names.split(/\s+/)));

type Import = ((...args: unknown[]) => unknown) & { sig?: string };

export class Surface {
  #closed = false;
  #onContact: (name: string) => void = () => {};

  /** Puts a gate before each import that is not kept, and the answers in their places. Before the module is instantiated. */
  install(env: Record<string, unknown>): void {
    for (const [name, answer] of Object.entries(ANSWERED)) {
      const { sig } = original(env, name);
      env[name] = Object.assign(() => answer, sig === undefined ? {} : { sig });
    }
    for (const name of kept) original(env, name);
    // One gate per function, not per name: where two names shared a slot of the function table they still do.
    const gates = new Map<unknown, Import>();
    for (const [name, value] of Object.entries(env)) {
      if (typeof value !== "function" || kept.has(name) || name in ANSWERED) continue;
      let gate = gates.get(value);
      if (gate === undefined) {
        gate = this.#gate(name, value as Import);
        gates.set(value, gate);
      }
      env[name] = gate;
    }
  }

  /** From here on there is no way back: contact with anything that was cut is told to `onContact`, which does not return. */
  close(onContact: (name: string) => void): void {
    this.#onContact = onContact;
    this.#closed = true;
  }

  /** For what is kept but may be used in one way only. */
  contact(name: string): never {
    this.#onContact(name);
    throw new Error(`${name} is cut`);
  }

  #gate(name: string, open: Import): Import {
    // The linker reads marks that it put on a function.
    return Object.assign((...args: unknown[]) => (this.#closed ? this.contact(name) : open(...args)), open);
  }
}

function original(env: Record<string, unknown>, name: string): Import {
  const found = env[name];
  if (typeof found !== "function") throw new Error(`the runtime does not import ${name}: another build than the one pinned`);
  return found as Import;
}
