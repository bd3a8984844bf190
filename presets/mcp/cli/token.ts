import { join } from "node:path";
import { createToken, readTokens, revokeToken } from "../http/tokens.ts";
import { stateFolder } from "../state-folder.ts";
import { type Command, misused, parse, text, UsageError, usageOf } from "./arguments.ts";
import { exit } from "./exit.ts";

const flags = {
  tokens: {
    value: "FILE",
    env: "STRATEGIC_PYTHON_TOKENS_FILE",
    help: "the file; tokens.json of the user's state folder unless said",
  },
} as const;

export const defaultTokens = (): string => join(stateFolder(), "tokens.json");

export const token: Command = {
  name: "token",
  usage: ["create NAME", "revoke NAME", "list"].map((action) => usageOf(`token ${action}`, flags)),
  summary: "who may ask a server over HTTP: a token for each, of which the file keeps the hash",
  flags,
  async run(args) {
    const { values, positionals } = parse(args, token);
    const [action, name, ...more] = positionals;
    const path = text(values.tokens) ?? defaultTokens();
    if (more.length > 0 || (action === "list") !== (name === undefined)) throw misused(token);
    try {
      if (action === "list") {
        for (const { name: who, createdAt } of readTokens(path)) process.stdout.write(`${who}  ${createdAt}\n`);
        return exit.ok;
      }
      if (action === "create") {
        process.stdout.write(`${createToken(path, name ?? "")}\n`);
        process.stderr.write("It is shown this once: the file keeps its hash.\n");
        return exit.ok;
      }
      if (action !== "revoke") throw misused(token);
      if (!revokeToken(path, name ?? "")) throw new UsageError(`there is no token named ${name}`);
      return exit.ok;
    } catch (error) {
      throw error instanceof UsageError ? error : new UsageError((error as Error).message);
    }
  },
};
