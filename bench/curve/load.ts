import { memoryOf, processTree } from "../process-tree.ts";
import { analysis, type Measured, ok, spawnServer } from "../server.ts";
import { figure } from "../statistics.ts";

export const CALLERS = [1, 2, 4, 8, 16, 32, 64] as const;
export const WORKERS = [1, 2, 4] as const;
const CELL_MS = 2500;
const CODE = `
frame = pd.DataFrame({"team": np.arange(10_000) % 50, "value": np.arange(10_000.0)})
float(frame.groupby("team").value.mean().sum())`;

interface Cell {
  readonly workers: number;
  readonly callers: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
}

export interface LoadCurve {
  readonly cells: readonly Cell[];
  /** Of the whole process tree, all workers used; null where it can't be measured. */
  readonly memoryMb: readonly { readonly workers: number; readonly mb: number | null }[];
}

/** Callers that each send the next analysis when the last is answered, against servers of one, two and four workers. */
export async function loadCurve(say: (line: string) => void): Promise<LoadCurve> {
  const cells: Cell[] = [];
  const memoryMb: { workers: number; mb: number | null }[] = [];
  for (const workers of WORKERS) {
    const server = await spawnServer({ STRATEGIC_PYTHON_WORKERS: String(workers) });
    try {
      await cell(server, workers, workers * 2, 1000);
      for (const callers of CALLERS) cells.push(await cell(server, workers, callers, CELL_MS));
      await new Promise((resolve) => setTimeout(resolve, 500));
      memoryMb.push({ workers, mb: process.platform === "linux" ? Math.round(memoryOf(processTree(server.pid))) : null });
    } finally {
      await server.close();
    }
    say(`curve: ${workers} workers`);
  }
  return { cells, memoryMb };
}

async function cell(server: Measured, workers: number, callers: number, ms: number): Promise<Cell> {
  const taken: number[] = [];
  const started = performance.now();
  const caller = async () => {
    // Two calls at least, so that each caller also waits behind the others.
    for (let count = 0; count < 2 || performance.now() - started < ms; count++) {
      const sent = performance.now();
      const { result } = ok(await server.call("run_analysis", analysis(CODE)));
      if (result !== 249_975) throw new Error(`the analysis answered ${String(result)}`);
      taken.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const seconds = (performance.now() - started) / 1000;
  const { p50, p95 } = figure("", taken);
  return { workers, callers, perSecond: Math.round((taken.length / seconds) * 10) / 10, p50, p95 };
}
