import type { ServerContext } from "@modelcontextprotocol/server";
import type { CallOptions, Phase } from "../../../core/index.ts";
import { callOf, type Service } from "../service.ts";

const EVERY_MS = 2000;

/**
 * Work for a client that waits: it is cancelled with his request, and if he asked for notes he gets one at each step and every two
 * seconds, so that no timeout of his passes in silence.
 */
export async function withProgress<T>(
  context: ServerContext,
  service: Service,
  work: (call: CallOptions) => Promise<T>,
): Promise<T> {
  const call = callOf(service, context.mcpReq.signal);
  const progressToken = context.mcpReq._meta?.progressToken;
  if (progressToken === undefined) return work(call);
  let [progress, told]: [number, string] = [0, ""];
  let phase: Phase | null = null;
  const tell = () => {
    progress++;
    told = phase === null ? "starting" : wordsOf(phase);
    // A client that went away is told nothing; its request is aborted by its own signal.
    const params = { progressToken, progress, message: told };
    context.mcpReq.notify({ method: "notifications/progress", params }).catch(() => {});
  };
  const timer = setInterval(tell, EVERY_MS);
  const began = performance.now();
  try {
    return await work({
      ...call,
      onPhase(next) {
        phase = next;
        // What passes at once need not be told.
        if (performance.now() - began > EVERY_MS && wordsOf(next) !== told) tell();
      },
    });
  } finally {
    clearInterval(timer);
  }
}

const words = {
  checking: "checking the code",
  running: "running the code",
  drawing: "drawing",
  writing: "writing the report",
} as const;

function wordsOf(phase: Phase): string {
  if (phase.kind !== "queued") return words[phase.kind];
  const ahead = phase.ahead();
  return ahead === 0 ? "next in the queue" : `in the queue, ${ahead} ahead`;
}
