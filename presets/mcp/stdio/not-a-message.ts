import { parseJSONRPCMessage } from "@modelcontextprotocol/server";

interface Refusal {
  readonly id: string | number | null;
  /** In plain words. */
  readonly problem: string;
  /** What is itself an answer, or asks for none, is not answered. */
  readonly answered: boolean;
}

/** Why a value is no message of JSON-RPC 2.0; null when it is one. */
export function notAMessage(value: unknown): Refusal | null {
  if (Array.isArray(value)) return refusal({}, "is a list: batches are no part of this protocol. Send one message a line.");
  if (typeof value !== "object" || value === null) return refusal({}, "is no object.");
  const message = value as Readonly<Record<string, unknown>>;
  const { jsonrpc, id, method, params } = message;
  if (jsonrpc !== "2.0") return refusal(message, 'has not "jsonrpc": "2.0".');
  if (id !== undefined && !isId(id)) return refusal(message, 'has an "id" that is neither text nor a whole number.');
  if ("method" in message && typeof method !== "string") return refusal(message, 'has a "method" that is no text.');
  if (params !== undefined && !isObject(params)) return refusal(message, 'has "params" that are no object.');
  try {
    parseJSONRPCMessage(value);
    return null;
  } catch {
    return refusal(message, "is no request, no notification and no answer of JSON-RPC 2.0.");
  }
}

function refusal(message: Readonly<Record<string, unknown>>, problem: string): Refusal {
  const { id, method } = message;
  const asksForNone = typeof method === "string" && id === undefined;
  const isAnswer = !("method" in message) && ("result" in message || "error" in message);
  return { id: isId(id) ? id : null, problem: `The message ${problem}`, answered: !asksForNone && !isAnswer };
}

const isId = (value: unknown): value is string | number => typeof value === "string" || Number.isSafeInteger(value);

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
