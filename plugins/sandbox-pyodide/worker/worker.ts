import { constants } from "node:fs";
import { MessageChannel, parentPort, workerData } from "node:worker_threads";
import { restore, type SharedImage } from "../interpreter/boot.ts";
import type { Compiled, Compiling } from "../interpreter/compile.ts";
import type { TaskReport, WorkerTask } from "../protocol/messages.ts";
import { hardenRealm, withBindingStub } from "./harden.ts";
import { Session } from "./session.ts";
import { workerEnded } from "./worker-ended.ts";

/** Handed to every worker when it starts. */
export interface WorkerSetup {
  readonly image: SharedImage;
  /** Null for the first one: the jail compiles them while this thread starts, and sends them to who asks. */
  compiled: Compiled | null;
}

// Piscina loads this file with `require`, which forbids top-level await, and awaits the export before it counts the worker ready.
export const handle: Promise<(task: WorkerTask) => Promise<TaskReport>> = boot().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  // Piscina would take a rejected export for an ESM file and try `new Function`, hiding the reason.
  return () => Promise.reject(new Error(`interpreter did not start: ${reason}`));
});

async function boot(): Promise<(task: WorkerTask) => Promise<TaskReport>> {
  const setup = workerData as WorkerSetup;
  const exit = process.exit.bind(process);
  // To the jail's standard error, which the operator sees and no client does.
  const tell = (process as typeof process & { _rawDebug(line: string): void })._rawDebug.bind(process);
  const interpreter = await withBindingStub(constants, () => restore(setup.image, setup.compiled ?? asked()));
  const session = new Session(interpreter, setup.image.meta, () => exit(0));
  // From here on whoever looked for it would find none of it.
  for (const key of Object.keys(setup)) Reflect.deleteProperty(setup, key);
  hardenRealm();
  session.selfTest();
  return async (task) => {
    try {
      const { spent, ...report } = await session.serve(task);
      if (!spent) return report;
    } catch (error) {
      tell(workerEnded(error, task.kind === "job" ? task.trace : null));
      // A fatal error leaves an interpreter that must never run again; no rewind brings it back.
    }
    return exit(0);
  };
}

/** Over a port of its own, which the jail closes: the main module first. */
function asked(): Compiling {
  const { port1, port2 } = new MessageChannel();
  const [main, libraries] = [Promise.withResolvers<Compiled["main"]>(), Promise.withResolvers<Compiled["libraries"]>()];
  port1.once("message", (module: Compiled["main"]) => {
    main.resolve(module);
    port1.once("message", libraries.resolve);
  });
  parentPort?.postMessage(port2, [port2]);
  return { main: main.promise, libraries: libraries.promise };
}
