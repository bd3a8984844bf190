import type { Fault } from "./judge.ts";

/** A failing gate as its reader needs it: which scenario, what was measured, what was allowed, what to do next. */
export function explain(faults: readonly Fault[], attempts: number): string {
  const lines = faults.map((fault, index) => `${index + 1}. ${sentence(fault)}`);
  return [
    `The performance gate failed: ${faults.length === 1 ? "one fault" : `${faults.length} faults`}. What was too slow or too big was measured ${attempts} times; the best is named.`,
    "",
    ...lines,
    "",
    "All figures of this run: out/bench/figures.md.",
    "",
  ].join("\n");
}

function sentence(fault: Fault): string {
  if (fault.kind === "not measured")
    return `"${fault.id}" stands in bench/baseline.json but was not measured. Next: was the scenario renamed or removed? Then remove its line, or run \`npm run bench -- --accept\`.`;
  const { name, unit, gated, moreIsBetter, compared } = fault.figure;
  if (fault.kind === "not accepted")
    return `${name}: a new scenario, ${compared?.ratio} times the control; bench/baseline.json has no "${compared?.id}". Next: \`npm run bench -- --accept\` on a quiet machine, and commit the file.`;
  if (fault.kind === "ceiling")
    return `${name}: ${gated} ${fault.measured} ${unit}, and the ceiling is ${moreIsBetter ? "at least" : "at most"} ${fault.limit} ${unit}. Next: ceilings leave room for slow machines, so look for a hang, a retry or a wait: \`npm run bench -- --only <group> --quick\`.`;
  const { measured, accepted, limit } = fault;
  const percent = Math.round((measured / accepted - 1) * 100);
  return (
    `${name}: ${measured} times the control, ${percent} % over the accepted ${accepted} (limit ${limit.toPrecision(4)}); ` +
    `p50 ${fault.figure.p50} ${unit}, control ${compared?.control} ${unit}. Next: compare with the commit before (\`git stash\` or ` +
    `\`git worktree\`, then \`npm run bench -- --gate --quick\` there): fails too → the machine; passes → this change made it ` +
    `slower. If the cost is wanted: \`npm run bench -- --accept\`, and say why in the commit.`
  );
}
