import { createHash } from "node:crypto";
import type { AuditIntent, AuditOutcome, AuditSink } from "../ports/audit-sink.ts";
import type { Registry } from "../registry.ts";

/**
 * A sink that is told only hashes, ids that plugins registered, codes and figures. What a caller wrote (code, the names of
 * tables and principals, a persona that does not exist, messages that quote it) never reaches the trail.
 * The hashes are plain SHA-256, so that who knows a name can look for it; who can guess one can too.
 */
export function redacting(sink: AuditSink, registry: Registry): AuditSink {
  return {
    begin: (intent) => sink.begin(redactedIntent(intent, registry)),
    end: (id, outcome) => sink.end(id, redactedOutcome(outcome)),
    query: ({ persona, client, ...filter }) =>
      sink.query({
        ...filter,
        ...(persona !== undefined && { persona: known(persona, (id) => registry.persona(id)) }),
        ...(client !== undefined && { client: hashed(client) }),
      }),
    verify: () => sink.verify(),
    close: () => sink.close(),
  };
}

function redactedIntent(intent: AuditIntent, registry: Registry): AuditIntent {
  const { persona, capability, template, principal, client, datasets } = intent;
  return {
    ...intent,
    persona: persona === null ? null : known(persona, (id) => registry.persona(id)),
    capability: capability === null ? null : known(capability, (id) => registry.capability(id)),
    template: template === null ? null : known(template, (id) => registry.chart(id)),
    code: null,
    datasets: datasets.map(({ name, sha256 }) => ({ name: hashed(name), sha256 })),
    principal: principal === null ? null : hashed(principal),
    ...(client !== undefined && { client: hashed(client) }),
  };
}

const redactedOutcome = (outcome: AuditOutcome): AuditOutcome => ({ ...outcome, reason: outcome.errorCode ?? null });

/** Registered ids are the operator's own words; anything else is the caller's. */
function known(id: string, look: (id: string) => unknown): string {
  try {
    look(id);
    return id;
  } catch {
    return hashed(id);
  }
}

const hashed = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
