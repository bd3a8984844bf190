import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analysis, environment, launcher } from "./server.ts";

/** An authorization server on this machine, and ours, which takes its tokens. */
const home = mkdtempSync(join(tmpdir(), "oauth-"));
const audience = "https://analysis.example.com/mcp";
const keys = await generateKeyPair("RS256");
const strangers = await generateKeyPair("RS256");
let issuer = "";
let login: Server;
let url: URL;
let stop: () => Promise<unknown>;

beforeAll(async () => {
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "k1", alg: "RS256", use: "sig" };
  login = createServer((request, response) => {
    const documents: Record<string, object> = {
      "/.well-known/oauth-authorization-server": {
        issuer,
        jwks_uri: `${issuer}/keys`,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        response_types_supported: ["code"],
      },
      "/keys": { keys: [jwk] },
    };
    const found = documents[request.url ?? ""];
    response.writeHead(found === undefined ? 404 : 200, { "content-type": "application/json" }).end(JSON.stringify(found ?? {}));
  });
  await new Promise<void>((resolve) => login.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(login.address() as AddressInfo).port}`;
  const args = ["serve", "--http", "0", "--workers", "1", "--oauth-issuer", issuer, "--oauth-audience", audience];
  const child = spawn(process.execPath, [launcher, ...args], { env: environment(home), stdio: ["ignore", "ignore", "pipe"] });
  url = await new Promise<URL>((resolve, reject) => {
    child.stderr.on("data", (chunk: Buffer) => {
      const found = /http:\/\/[^"\s]+\/mcp/.exec(chunk.toString());
      if (found !== null) resolve(new URL(found[0]));
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}`)));
  });
  stop = () =>
    new Promise((resolve) => {
      child.once("exit", resolve);
      child.kill("SIGTERM");
    });
});
afterAll(async () => {
  await stop();
  login.close();
  rmSync(home, { recursive: true, force: true });
});

interface Claims extends JWTPayload {
  readonly scope?: string;
}

const token = (claims: Claims = {}, { key = keys.privateKey, kid = "k1", minutes = 5 } = {}) => {
  const { sub = "jane", iss = issuer, aud = audience, scope = "analyze render audit" } = claims;
  const jwt = new SignJWT({ scope, ...claims }).setProtectedHeader({ alg: "RS256", kid }).setIssuedAt();
  return jwt.setSubject(sub).setIssuer(iss).setAudience(aud).setExpirationTime(`${minutes} minutes`).sign(key);
};

const ask = (bearer: string) =>
  fetch(url, {
    method: "POST",
    headers: {
      authorization: `Bearer ${bearer}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "initialize",
      params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "x", version: "1" } },
    }),
  });

async function client(bearer: string): Promise<Client> {
  const made = new Client({ name: "x", version: "1" }, { versionNegotiation: { mode: "auto" } });
  await made.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers: { authorization: `Bearer ${bearer}` } } }));
  return made;
}

test("a token of the authorization server is good, and its subject stands in the record", async () => {
  const jane = await client(await token());
  const run = await jane.callTool({ name: "run_analysis", arguments: analysis("1 + 1") });
  expect(run.structuredContent).toMatchObject({ status: "ok", result: 2 });
  const trail = await jane.callTool({ name: "get_audit_trail", arguments: {} });
  expect((trail.structuredContent as { records: object[] }).records[0]).toMatchObject({ principal: "oauth:jane" });
  await jane.close();
});

describe("refused with 401, and nothing runs", () => {
  test.each<[string, () => Promise<string>]>([
    ["for another server", () => token({ aud: "https://other.example.com/mcp" })],
    ["for this server's address with more behind it", () => token({ aud: `${audience}/x` })],
    ["of another issuer", () => token({ iss: "https://evil.example" })],
    ["that has expired", () => token({}, { minutes: -5 })],
    ["signed by a stranger", () => token({}, { key: strangers.privateKey })],
    ["signed by a stranger under a key of his own", () => token({}, { key: strangers.privateKey, kid: "k2" })],
    [
      "that nobody signed",
      async () =>
        new UnsecuredJWT({ sub: "jane" }).setIssuer(issuer).setAudience(audience).setExpirationTime("5 minutes").encode(),
    ],
    [
      "signed with a shared secret",
      () =>
        new SignJWT({ sub: "jane" })
          .setProtectedHeader({ alg: "HS256", kid: "k1" })
          .setIssuer(issuer)
          .setAudience(audience)
          .setExpirationTime("5 minutes")
          .sign(new TextEncoder().encode("k1".repeat(20))),
    ],
    [
      "of nobody",
      () =>
        new SignJWT({})
          .setProtectedHeader({ alg: "RS256", kid: "k1" })
          .setIssuer(issuer)
          .setAudience(audience)
          .setExpirationTime("5 minutes")
          .sign(keys.privateKey),
    ],
    [
      "that never ends",
      () =>
        new SignJWT({ sub: "jane" })
          .setProtectedHeader({ alg: "RS256", kid: "k1" })
          .setIssuer(issuer)
          .setAudience(audience)
          .sign(keys.privateKey),
    ],
    ["that is none", async () => "a.b.c"],
  ])("a token %s", async (_what, made) => {
    const answer = await ask(await made());
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toContain("/.well-known/oauth-protected-resource/mcp");
  });
});

test("the document that leads to the authorization server says whose tokens are good here", async () => {
  const about = await (await fetch(new URL("/.well-known/oauth-protected-resource/mcp", url))).json();
  expect(about).toMatchObject({
    resource: audience,
    authorization_servers: [issuer],
    scopes_supported: ["analyze", "render", "audit"],
  });
});

test("who may do less finds no tool for the rest", async () => {
  const tools = async (scope: string) => {
    const made = await client(await token({ scope }));
    const names = (await made.listTools()).tools.map(({ name }) => name);
    await made.close();
    return names;
  };
  expect(await tools("audit")).toEqual(["list_templates", "get_audit_trail", "get_health"]);
  expect(await tools("render")).not.toContain("run_analysis");
  expect(await tools("analyze")).not.toContain("render_chart");
  expect(await tools("analyze render")).toContain("analyze_and_render");
  expect(await tools("admin")).toEqual(["list_templates", "get_health"]);
  const drawer = await client(await token({ scope: "render" }));
  expect((await drawer.callTool({ name: "list_templates", arguments: { kind: "datasets" } })).isError).toBe(true);
  await expect(drawer.readResource({ uri: "strategic://datasets/sales" })).rejects.toThrow();
  await drawer.close();
});
