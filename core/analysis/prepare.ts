import type { Keeping } from "../artifacts/keeping.ts";
import { bytesSent, type Waiting } from "../capacity/waiting.ts";
import { limits } from "../limits.ts";
import type { Parts } from "../parts.ts";
import type { LimitKind, SandboxJob } from "../ports/sandbox.ts";
import type { AnalyzeOutput } from "../shapes/answers.ts";
import { type ResolvedDataset, resolveDatasets, tablesOf } from "../tables/dataset-input.ts";
import type { Asked } from "./asked.ts";
import { environmentFor, missingRoots } from "./environment.ts";
import { overLimitOutput, refusedOutput } from "./output.ts";

/** A job that may be sent, or the answer that says why there is none. */
export type Prepared = {
  readonly datasets: readonly ResolvedDataset[];
  /** Gives back the room that what was sent takes. */
  readonly release: () => void;
} & ({ readonly job: SandboxJob; readonly refusal: null } | { readonly job: null; readonly refusal: AnalyzeOutput });

/** Looks up what was named, holds room for what was sent, and finds the tables. Rejects for nothing that a caller does. */
export async function prepare(
  parts: Parts,
  { waiting, keeping }: { readonly waiting: Waiting; readonly keeping: Keeping },
  asked: Asked,
  /** Those that were named, when they are found already: none is hashed twice, and what is run on is what was found. */
  found?: readonly ResolvedDataset[],
): Promise<Prepared> {
  let release = () => {};
  const refused = (refusal: AnalyzeOutput): Prepared => ({ job: null, refusal, datasets: [], release });
  try {
    const persona = parts.registry.persona(asked.input.persona);
    const capability = parts.registry.capability(asked.input.capability);
    const over = overLimit(asked);
    if (over !== null) return refused(over);
    release = waiting.hold(asked.caller.client, bytesSent(asked.input, asked.contextJson));
    const resultOf = async (executionId: string) => (await keeping.results.run(asked.caller.owner, executionId))?.result;
    const datasets = found ?? (await resolveDatasets(asked.input.datasets, tablesOf(parts, resultOf)));
    const environments = parts.sandbox.environments?.() ?? [];
    const preamble = `${persona.preamble}\n${capability.preamble}`;
    const job: SandboxJob = {
      id: asked.executionId,
      client: asked.caller.client,
      environment: environmentFor(environments, `${preamble}\n${asked.input.code}`),
      code: asked.input.code,
      policy: {
        imports: persona.imports,
        brought: parts.registry.guestModules.map(({ name }) => name),
        missing: missingRoots(environments),
      },
      persona: persona.id,
      role: persona.title,
      preamble,
      contextJson: asked.contextJson,
      datasets,
      limits: asked.limits,
      seed: asked.input.seed ?? null,
    };
    return { job, refusal: null, datasets, release };
  } catch (error) {
    return refused(refusedOutput(asked, error, []));
  }
}

function overLimit(asked: Asked): AnalyzeOutput | null {
  const most: readonly [LimitKind, string, string, number][] = [
    ["code", asked.input.code, "the code is longer than", limits.codeBytes],
    ["context", asked.contextJson, "the context is larger than", limits.contextBytes],
  ];
  for (const [limit, text, what, bytes] of most)
    if (Buffer.byteLength(text) > bytes) return overLimitOutput(asked, limit, `${what} ${bytes} bytes`);
  return null;
}
