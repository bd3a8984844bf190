import { isLoopback } from "../http/loopback.ts";
import type { OAuthOptions } from "../http/oauth.ts";
import { type Token, TokenFile, tokensIn } from "../http/tokens.ts";
import { list, text, UsageError, type Values } from "./arguments.ts";
import { defaultTokens } from "./token.ts";

export interface ServedAt {
  readonly host: string;
  readonly port: number;
  readonly hosts: readonly string[];
  readonly tokens: (() => readonly Token[]) | null;
  readonly oauth: OAuthOptions | null;
}

/** Where it is served, to whom. Refuses to be reached from elsewhere by whoever comes. */
export function httpOptions(values: Values): ServedAt {
  const { host = "127.0.0.1", port = "" } =
    /^(?:(?<host>\[[^\]]+\]|[^:]+):)?(?<port>\d{1,5})$/.exec(text(values.http) ?? "")?.groups ?? {};
  if (port === "" || Number(port) > 65_535) throw new UsageError("--http takes [HOST:]PORT, such as 8080 or 0.0.0.0:8080");
  const tokens = tokensFrom(text(values.tokens));
  const oauth = oauthFrom(values);
  if (tokens === null && oauth === null && !isLoopback(host))
    throw new UsageError(
      `--http ${host} is reached from other machines: make a token for each who may ask (strategic-python token create NAME)`,
    );
  return { host, port: Number(port), hosts: list(values["allow-host"]), tokens, oauth };
}

function oauthFrom(values: Values): OAuthOptions | null {
  const [issuer, audience] = [text(values["oauth-issuer"]), text(values["oauth-audience"])];
  if (issuer === undefined && audience === undefined) return null;
  if (issuer === undefined || audience === undefined) throw new UsageError("--oauth-issuer and --oauth-audience go together");
  return { issuer, audience };
}

/** Of the file that was named, else of the environment, else of the user's own file; null: there is none. */
function tokensFrom(file: string | undefined): (() => readonly Token[]) | null {
  const words = process.env.STRATEGIC_PYTHON_TOKENS;
  try {
    if (file === undefined && words) {
      const tokens = tokensIn(words);
      return () => tokens;
    }
    const kept = new TokenFile(file ?? defaultTokens());
    if (kept.now().length > 0) return () => kept.now();
  } catch (error) {
    throw new UsageError(`the tokens can't be read: ${(error as Error).message}`);
  }
  if (file !== undefined)
    throw new UsageError(`--tokens ${file} holds no token: make one with strategic-python token create NAME --tokens ${file}`);
  return null;
}
