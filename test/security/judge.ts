import { expect } from "vitest";

export interface Attempt {
  readonly id: string;
  readonly category: string;
  readonly technique: string;
  readonly code: string;
  /** What must happen, in the corpus' own words. */
  readonly must: string;
}

export interface Seen {
  readonly status: string;
  readonly limit: string | null;
  readonly result: unknown;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: readonly string[];
  readonly error: { readonly type: string | null; readonly message: string } | null;
}

/** What guest code gave back. The error's source line is the attempt's own text, so it is left out. */
export const said = (seen: Seen) => `${JSON.stringify(seen.result)}${seen.stdout}${seen.stderr}`;

const failed = ({ status }: Seen) => status === "guest-error" || status === "limit" || status === "crashed";
const quiet = (seen: Seen) => !said(seen).includes("ESCAPE");
const wall = ({ status, limit }: Seen) => status === "limit" && limit === "wall";
const memory = ({ status, limit, error }: Seen) =>
  (status === "limit" && limit === "memory") || (status === "guest-error" && error?.type === "MemoryError");
const capped = ({ status, limit, truncated }: Seen) =>
  (status === "ok" && truncated.length > 0) || (status === "limit" && limit === "result");
const value = (wanted: unknown) => (seen: Seen) => seen.status === "ok" && JSON.stringify(seen.result) === JSON.stringify(wanted);

type Rule = (seen: Seen) => boolean;

/** The corpus' words, longest first. CONTAIN and GUEST-ONLY are about the host: the canaries judge them. */
const rules: readonly (readonly [prefix: string, rule: Rule])[] = [
  ["BLOCK sys, or TIMEOUT", (seen) => wall(seen) || (failed(seen) && quiet(seen))],
  ["BLOCK or CONTAIN", () => true],
  ["BLOCK", quiet],
  ["TIMEOUT or OOM", (seen) => wall(seen) || memory(seen)],
  ["TIMEOUT or ERROR", (seen) => wall(seen) || failed(seen)],
  ["TIMEOUT", wall],
  ["OOM", memory],
  ["CAP", capped],
  ["ALLOW", ({ status }) => status === "ok"],
  ["ERROR or ok", (seen) => failed(seen) || seen.status === "ok"],
  ["ERROR", failed],
  ["CONTAIN", () => true],
  ["GUEST-ONLY", () => true],
];

/** Cases whose `must` is a sentence of its own, or that end better than it asks. */
const exact: Readonly<Record<string, Rule>> = {
  // The code catches each failure itself.
  "os-014": (seen) =>
    /^"\[\('fork', '\w+Error'\), \('execv', '\w+Error'\), \('posix_spawn', '\w+Error'\)\]"$/.test(JSON.stringify(seen.result)),
  "in-035": value("SAFE"),
  "dy-012": (seen) => quiet(seen),
  // Returned as what it is, a repr, and never unpickled.
  "pk-002": (seen) => seen.status === "ok" && (seen.result as { type?: string })?.type === "repr",
  // The C stack is deep enough for this one: the text is right, and 2 characters a level. Ten times deeper is a RecursionError.
  "ds-027": (seen) => value(200_002)(seen) || (seen.status === "guest-error" && seen.error?.type === "RecursionError"),
  // libmpdec divides to 10⁸ digits within any wall limit worth having: a right answer is not worth refusing.
  "ds-040": (seen) => value("0.333")(seen) || wall(seen) || memory(seen),
  "ds-045": (seen) => seen.status === "guest-error" && seen.error?.type === "KeyboardInterrupt",
  // A library's own names can't be changed; where they can, it changes nothing for the host.
  "rs-001": (seen) => value(41)(seen) || seen.error?.type === "SecurityError",
  "rs-002": value(41),
  "rs-004": (seen) => seen.status === "ok" && !said(seen).includes("FORGED"),
  "rs-006": (seen) =>
    seen.status === "ok" &&
    ({} as Record<string, unknown>).polluted === undefined &&
    JSON.stringify(seen.result).includes("polluted"),
  "rs-008": (seen) => seen.status === "ok" && typeof seen.result === "string",
  "rs-010": value(1),
  "rs-017": value("SAFE"),
  "rs-018": (seen) => seen.status === "ok",
  "rs-019": (seen) =>
    seen.status === "guest-error" &&
    !/site-packages|strategic_runtime|\/work|\/tmp|\/root|\/home/.test(JSON.stringify(seen.error)),
  // Refused calls are ordinary exceptions: there is no event that could flood anything.
  "rs-022": value(100_000),
  "np-018": value("SAFE"),
  "our-058": value(41),
  "our-059": (seen) =>
    seen.status === "ok" && ({} as Record<string, unknown>).isAdmin === undefined && said(seen).includes("isAdmin"),
  // As text: an object with such a key would be awaited here too.
  "our-061": (seen) => JSON.stringify(seen.result) === '{"then":"thenable","toJSON":1}',
  "our-062": value("41"),
  "our-063": value(41),
  "our-064": value({ a: 1 }),
  "our-069": (seen) => value(41)(seen) || seen.error?.type === "SecurityError",
  "mp-005": (seen) => seen.status === "ok" || failed(seen),
};

/** Fails when what was seen is not what the corpus demands. With the scope on, a refusal satisfies everything but ALLOW. */
export function judge(attempt: Attempt, seen: Seen, { scope }: { readonly scope: boolean }): void {
  if (scope && seen.status === "rejected" && !attempt.must.startsWith("ALLOW")) return;
  const rule = exact[attempt.id] ?? rules.find(([prefix]) => attempt.must.startsWith(prefix))?.[1];
  if (rule === undefined) throw new Error(`nothing here knows how to judge: ${attempt.must}`);
  expect({ attempt: attempt.id, must: attempt.must, held: rule(seen), seen: rule(seen) ? null : seen }).toMatchObject({
    held: true,
  });
}
