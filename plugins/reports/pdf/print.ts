import { spawn } from "node:child_process";
import { join } from "node:path";
import { StrategicError } from "../../../core/errors.ts";
import { Devtools } from "./devtools.ts";

const PATIENCE_MS = 60_000;

/** A page of this address as PDF, by a browser with a profile in that folder, which looks up no address. */
export async function printed(program: string, address: string, folder: string, signal: AbortSignal): Promise<Uint8Array> {
  const args = [
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    `--user-data-dir=${join(folder, "profile")}`,
    "--remote-debugging-pipe",
    // As root Chromium starts no sandbox of its own; the page is ours, runs our script alone and loads nothing.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "about:blank",
  ];
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const fail = (why: string) => reject(new StrategicError("RENDER_FAILED", `The browser printed no PDF: ${why}.`));
  const browser = spawn(program, args, {
    stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  browser.once("error", (error: NodeJS.ErrnoException) => fail(`it could not be started (${error.code})`));
  browser.once("exit", (code) => fail(`it ended with ${code ?? "a signal"}`));
  const late = setTimeout(() => fail(`it took more than ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
  const cancel = () => reject(new StrategicError("ABORTED", "The report was cancelled."));
  signal.addEventListener("abort", cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    return await Promise.race([ended, print(new Devtools(browser.stdio[3], browser.stdio[4]), address)]);
  } finally {
    clearTimeout(late);
    signal.removeEventListener("abort", cancel);
    await gone(browser);
  }
}

async function print(devtools: Devtools, address: string): Promise<Uint8Array> {
  const { targetId } = await devtools.send<{ targetId: string }>("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await devtools.send<{ sessionId: string }>("Target.attachToTarget", { targetId, flatten: true });
  await devtools.send("Page.enable", {}, sessionId);
  const loaded = devtools.event("Page.loadEventFired");
  await devtools.send("Page.navigate", { url: address }, sessionId);
  await loaded;
  // The charts are drawn once their fonts are there.
  const expression = "document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 300)))";
  await devtools.send("Runtime.evaluate", { expression, awaitPromise: true }, sessionId);
  const options = { preferCSSPageSize: true, printBackground: true };
  const { data } = await devtools.send<{ data: string }>("Page.printToPDF", options, sessionId);
  return Buffer.from(data, "base64");
}

/** With the processes that it started, which are a group of their own: what they hold open can be removed then. */
async function gone(browser: ReturnType<typeof spawn>): Promise<void> {
  if (browser.pid === undefined) return;
  const ended = new Promise((resolve) =>
    (browser.exitCode ?? browser.signalCode) === null ? browser.once("exit", resolve) : resolve(null),
  );
  try {
    process.kill(process.platform === "win32" ? browser.pid : -browser.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
  await ended;
}
