import { limits } from "../limits.ts";
import type { GuestDataset, GuestError, Json, SandboxOutcome } from "../ports/sandbox.ts";
import { cut } from "../text/cut.ts";

/**
 * An outcome as it may go on. The runtime keeps these bounds where the texts are made; here they are kept whatever a sandbox, or
 * a guest that has taken one over, puts into its answer.
 */
export function bounded(outcome: SandboxOutcome): SandboxOutcome {
  const { charts, figures, leftOut } = pictures(outcome);
  const texts = { stdout: outcome.stdout, stderr: leftOut + outcome.stderr };
  const over = (["stdout", "stderr"] as const).filter((name) => texts[name].length > limits.outputBytes);
  const account = {
    stdout: cut(texts.stdout, limits.outputBytes),
    stderr: cut(texts.stderr, limits.outputBytes),
    truncated: [...new Set([...outcome.truncated, ...over])],
    tripwires: outcome.tripwires.slice(0, limits.tripwiresTold).map((what) => cut(what, limits.nameCharacters)),
    charts,
    ...(figures && { figures }),
    datasets: outcome.datasets.slice(0, limits.datasetsPerRun).map(boundedDataset),
  };
  if (outcome.status === "ok") return { ...outcome, ...account };
  if (outcome.status === "guest-error") return { ...outcome, ...account, error: boundedError(outcome.error) };
  const reason = cut(outcome.reason, limits.messageCharacters);
  if (outcome.status !== "limit") return { ...outcome, ...account, reason };
  return { ...outcome, ...account, reason, error: outcome.error === null ? null : boundedError(outcome.error) };
}

const boundedDataset = ({ assumed, notes = [], fields = [], ...dataset }: GuestDataset): GuestDataset => ({
  ...dataset,
  assumed: told(assumed),
  notes: notes.slice(0, limits.assumedEntries + 1).map(({ column, kind, message, fix }) => ({
    column: column === null ? null : cut(column, limits.nameCharacters),
    kind: cut(kind, limits.nameCharacters),
    message: cut(message, limits.messageCharacters),
    fix: fix === null ? null : cut(fix, limits.hintCharacters),
  })),
  fields: fields.slice(0, limits.assumedEntries).map(({ name, type }) => ({
    name: cut(name, limits.nameCharacters),
    type: cut(type, limits.nameCharacters),
  })),
});

/**
 * Charts that the code asked for, and beside them those that its figures were read back into: as many of either as a run may
 * have. What is left out is told before anything else, where no length of what follows can cut it off.
 */
function pictures(outcome: SandboxOutcome) {
  const kept = { asked: 0, read: 0 };
  const charts = outcome.charts.filter(({ figure }) => ++kept[figure === undefined ? "asked" : "read"] <= limits.chartsPerRun);
  const figures = outcome.figures?.slice(0, limits.chartsPerRun);
  const lost = [
    ["charts", outcome.charts.length - charts.length],
    ["figures", (outcome.figures?.length ?? 0) - (figures?.length ?? 0)],
  ] as const;
  const told = lost.filter(([, count]) => count > 0);
  const leftOut = told.map(([what, count]) => `${count} ${what} were left out: a run draws ${limits.chartsPerRun} at most\n`);
  return { charts, figures, leftOut: leftOut.join("") };
}

const boundedError = ({ type, message, line, column, source, hint }: GuestError): GuestError => ({
  type: cut(type, limits.nameCharacters),
  message: cut(message, limits.messageCharacters),
  line,
  column,
  source: source === null ? null : cut(source, limits.messageCharacters),
  hint: hint === null ? null : cut(hint, limits.hintCharacters),
});

/** What was assumed while a table was read: names from its header, which may be as long as its file. */
function told(value: Json, depth = 0): Json {
  if (typeof value === "string") return cut(value, 2 * limits.nameCharacters);
  if (value === null || typeof value !== "object") return value;
  if (depth === limits.assumedLevels) return "…";
  if (Array.isArray(value)) {
    const shown = value.slice(0, limits.assumedEntries + 1).map((item) => told(item as Json, depth + 1));
    return value.length > shown.length ? [...shown, `… and ${value.length - shown.length} more`] : shown;
  }
  const entries = Object.entries(value);
  const shown = entries
    .slice(0, limits.assumedEntries + 1)
    .map(([name, item]) => [cut(name, limits.nameCharacters), told(item as Json, depth + 1)]);
  if (entries.length > shown.length) shown.push(["…", `and ${entries.length - shown.length} more`]);
  return Object.fromEntries(shown);
}
