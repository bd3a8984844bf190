import { type AuthInfo, OAuthError, OAuthErrorCode, type OAuthMetadata } from "@modelcontextprotocol/server";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { StrategicError } from "../../../core/index.ts";

export interface OAuthOptions {
  /** The authorization server's issuer, as its tokens and its metadata name it. */
  readonly issuer: string;
  /** This server's own address, as tokens that are meant for it name it. */
  readonly audience: string;
}

export interface OAuth {
  readonly metadata: OAuthMetadata;
  readonly resource: URL;
  /** Rejects with an `OAuthError` for a token that is not good here and now. */
  verify(token: string): Promise<AuthInfo>;
}

/** Signatures by key pairs alone: with a shared secret whoever checks could also sign. */
const ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
const PATIENCE_MS = 10_000;
const SKEW_S = 30;

/** Tokens of an authorization server, checked by its published keys. Rejects where that server can't be found, or is another one. */
export async function oauthOf({ issuer, audience }: OAuthOptions): Promise<OAuth> {
  const resource = addressOf(audience, "--oauth-audience");
  const metadata = await metadataOf(addressOf(issuer, "--oauth-issuer"), issuer);
  const keys = createRemoteJWKSet(new URL(metadata.jwks_uri), { timeoutDuration: PATIENCE_MS });
  return {
    metadata,
    resource,
    async verify(token) {
      const { payload } = await jwtVerify(token, keys, {
        ...{ issuer, audience, algorithms: ALGORITHMS, clockTolerance: SKEW_S },
        requiredClaims: ["exp", "sub"],
      }).catch((error: unknown) => {
        throw new OAuthError(OAuthErrorCode.InvalidToken, reasonOf(error));
      });
      const scopes = typeof payload.scope === "string" ? payload.scope.split(" ").filter(Boolean) : [];
      // A name of its own: no token that was made here has it.
      return { token, clientId: `oauth:${payload.sub}`, scopes, expiresAt: payload.exp ?? 0, resource };
    },
  };
}

/** By its code: its words may quote the token. */
const reasonOf = (error: unknown): string =>
  `The token is not good here (${(error as { code?: string } | null)?.code ?? "unreadable"}).`;

function addressOf(words: string, flag: string): URL {
  const address = URL.canParse(words) ? new URL(words) : null;
  const local = address !== null && ["localhost", "127.0.0.1", "[::1]"].includes(address.hostname);
  if (address?.protocol === "https:" || (address?.protocol === "http:" && local)) return address;
  throw new StrategicError(
    "INVALID_INPUT",
    `${flag} is an https address, such as https://login.example.com; http only on this machine.`,
  );
}

type Discovered = OAuthMetadata & { readonly jwks_uri: string };

/** RFC 8414, else as OpenID Connect has it. */
async function metadataOf(address: URL, issuer: string): Promise<Discovered> {
  const path = address.pathname.replace(/\/$/, "");
  const places = [
    new URL(`/.well-known/oauth-authorization-server${path}`, address),
    new URL(`${path}/.well-known/openid-configuration`, address),
  ];
  let why = "";
  for (const place of places) {
    try {
      const answer = await fetch(place, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: "error" });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      const found = (await answer.json()) as Partial<Discovered>;
      if (found.issuer !== issuer) throw new Error(`it calls itself ${found.issuer}`);
      if (typeof found.jwks_uri !== "string") throw new Error("it names no jwks_uri");
      addressOf(found.jwks_uri, "the jwks_uri of --oauth-issuer");
      return found as Discovered;
    } catch (error) {
      why = error instanceof Error ? error.message : String(error);
    }
  }
  throw new StrategicError("INVALID_INPUT", `The metadata of ${issuer} could not be read: ${why}.`);
}
