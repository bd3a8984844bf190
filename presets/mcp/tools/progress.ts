import type { ServerContext } from "@modelcontextprotocol/server";

const EVERY_MS = 2000;

/** A client's timeout never passes in silence: while `work` goes on, a note every two seconds, if the client asked for them. */
export async function withProgress<T>(context: ServerContext, message: string, work: () => Promise<T>): Promise<T> {
  const progressToken = context.mcpReq._meta?.progressToken;
  if (progressToken === undefined) return work();
  let progress = 0;
  const timer = setInterval(() => {
    progress++;
    // A client that went away is told nothing; its request is aborted by its own signal.
    context.mcpReq.notify({ method: "notifications/progress", params: { progressToken, progress, message } }).catch(() => {});
  }, EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
