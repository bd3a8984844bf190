import { limits } from "../limits.ts";
import type { AuditIntent, AuditSink } from "../ports/audit-sink.ts";
import { cut } from "../text/cut.ts";

/** A sink that is told names of 200 characters at most: a caller's megabytes in a persona's place must not fill the disk, for good. */
export function capped(sink: AuditSink): AuditSink {
  return {
    begin: (intent) => sink.begin(cappedIntent(intent)),
    end: (id, outcome) =>
      sink.end(id, { ...outcome, reason: outcome.reason === null ? null : cut(outcome.reason, limits.messageCharacters) }),
    query: ({ persona, ...filter }) => sink.query(persona === undefined ? filter : { ...filter, persona: name(persona) }),
    verify: () => sink.verify(),
    close: () => sink.close(),
  };
}

const name = (text: string) => cut(text, limits.nameCharacters);
const nameOrNull = (text: string | null) => (text === null ? null : name(text));

const cappedIntent = (intent: AuditIntent): AuditIntent => ({
  ...intent,
  persona: nameOrNull(intent.persona),
  capability: nameOrNull(intent.capability),
  template: nameOrNull(intent.template),
  principal: nameOrNull(intent.principal),
  datasets: intent.datasets.map((dataset) => ({ ...dataset, name: name(dataset.name) })),
  ...(intent.client !== undefined && { client: name(intent.client) }),
});
