import type { CallToolResult } from "@modelcontextprotocol/server";
import { isStrategicError } from "../../../core/index.ts";
import { fenced, oneLine } from "../untrusted.ts";

/** What can't be answered is an answer, too: its code, and what to do. */
export async function answered(work: () => Promise<CallToolResult>): Promise<CallToolResult> {
  try {
    return await work();
  } catch (error) {
    if (!isStrategicError(error)) throw error;
    return { isError: true, content: [{ type: "text", text: fenced(error.code, oneLine(error.message, 400)) }] };
  }
}
