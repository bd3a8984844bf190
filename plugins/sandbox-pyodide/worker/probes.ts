import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import type { Layer } from "../protocol/messages.ts";

/**
 * Tries one escape per layer from inside the jail's main thread, which holds more than any worker does. The canary is a file
 * that the server made outside everything the jail may read; the port is one it listens on.
 */
export async function probeLayers(canary: { readonly path: string; readonly port: number }): Promise<readonly Layer[]> {
  const jail = [
    attempt("read a file outside the jail", () => readFileSync(canary.path)),
    attempt("write a file", () => writeFileSync(`${canary.path}.written`, "x")),
    attempt("start a process", () => {
      if (spawnSync(process.execPath, ["-e", "0"]).error) throw new Error("refused");
    }),
    await reach(canary.port),
    Object.keys(process.env).length > 0 ? "the environment is not empty" : null,
  ];
  const realm = [
    attempt("turn a string into code", () => new Function("return 1")()),
    Object.hasOwn(Object.prototype, "__proto__") ? "__proto__ is reachable" : null,
  ];
  return [findings("process-jail", jail), findings("realm", realm), operatingSystem()];
}

/** The first process of a world of its own, in which there is no network. Without it the layer is absent, which is no finding. */
function operatingSystem(): Layer {
  return { name: "operating-system", active: process.ppid === 0 && Object.keys(networkInterfaces()).length === 0, detail: null };
}

/** A layer holds when nothing was found. */
export function findings(name: string, found: readonly (string | null)[]): Layer {
  const detail = found.filter((finding) => finding !== null).join("; ");
  return { name, active: detail === "", detail: detail === "" ? null : detail };
}

function attempt(what: string, act: () => unknown): string | null {
  try {
    act();
    return `could ${what}`;
  } catch {
    return null;
  }
}

function reach(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    try {
      const socket = connect({ port, host: "127.0.0.1" });
      socket.once("connect", () => resolve("could open a network connection"));
      socket.once("error", () => resolve(null));
      socket.unref();
      setTimeout(() => resolve(null), 500).unref();
    } catch {
      resolve(null);
    }
  });
}
