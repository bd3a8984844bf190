import { ProtocolErrorCode } from "@modelcontextprotocol/server";

/** As a client of the protocol reads it: nothing ran. */
export const refusal = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  Response.json({ jsonrpc: "2.0", id: null, error: { code: ProtocolErrorCode.InvalidRequest, message } }, { status, headers });
