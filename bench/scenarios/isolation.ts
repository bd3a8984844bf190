import { answerOf, sandboxJob } from "../../core/testing/index.ts";
import { unjudged } from "../../plugins/sandbox-pyodide/tests/unjudged.ts";
import type { Group } from "../scenario.ts";
import { type Figure, figure, repeat } from "../statistics.ts";

const CODE = "import pandas as pd\nint(pd.DataFrame({'k': ['a', 'b'] * 500, 'v': range(1000)}).groupby('k').v.sum()['a'])";
const ANSWER = 249_500;
/** As the host's own preamble: takes the import guard away, which is a tripwire. */
const HOSTILE = "import sys\ndel sys.meta_path[:1]";
/** For the spare to stand and be rehearsed, which takes two seconds here, or the worker to be replaced. */
const PAUSE_MS = 3000;

/** What it costs that no client meets another's process, and no run an interpreter that was reached for. */
async function isolation(quick: boolean): Promise<Figure[]> {
  const sandbox = unjudged({ workers: 2 });
  if (sandbox === undefined) throw new Error("the plugin provides no sandbox");
  await sandbox.start();
  const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  const call = async (client: string) => {
    const start = performance.now();
    const { result, reason } = await run(client);
    if (result !== ANSWER) throw new Error(`${client} got ${JSON.stringify(result ?? reason)}`);
    return performance.now() - start;
  };
  const run = (client: string, preamble = "") => answerOf(sandbox, sandboxJob(CODE, { client, preamble }));
  for (let i = 0; i < 30; i++) await call("first");
  const warm = await repeat(quick ? 20 : 100, () => call("first"));
  const afterTripwire = await repeat(quick ? 5 : 20, async () => {
    const { tripwires } = await run("first", HOSTILE);
    if (tripwires.length === 0) throw new Error("the tripwire was not told");
    const next = await call("first");
    await pause();
    return next;
  });
  await call("second");
  await pause();
  let clients = 0;
  const change = await repeat(quick ? 5 : 20, async () => {
    clients += 1;
    const first = await call(`client-${clients}`);
    await pause();
    return first;
  });
  await sandbox.close();
  return [
    figure("a warm call of the same client, without the scope", warm, { target: 50 }),
    figure("the next call after a tripwire", afterTripwire, { target: 60 }),
    figure("the first call of another client, with a warm spare", change, { target: 100 }),
  ];
}

export const isolationGroup: Group = {
  name: "isolation",
  open: async () => ({ scenarios: [], more: isolation, close: async () => {} }),
};
