const FRAMES_MAX = 8;

/**
 * One line for the operator when an interpreter ends of an error: its class, where it came from and the request it served.
 * Not what it says: a message quotes the guest's code and data, and this line goes to logs.
 */
export function workerEnded(error: unknown, trace: string | null): string {
  const name = error instanceof Error ? error.constructor.name : typeof error;
  const stack = error instanceof Error ? withoutMessage(error) : "";
  const frames = [...stack.matchAll(/^ +at .*?([\w.-]+:\d+:\d+)\)?$/gm)].map(([, place]) => place).slice(0, FRAMES_MAX);
  return JSON.stringify({ event: "worker-ended", error: name.slice(0, 40), frames, trace });
}

/** A message may have lines that look like places. */
function withoutMessage({ message, stack = "" }: Error): string {
  const from = stack.indexOf(message);
  return from < 0 ? "" : stack.slice(from + message.length);
}
