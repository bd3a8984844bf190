import { dataCurve, WAYS } from "./data.ts";
import { CALLERS, loadCurve, WORKERS } from "./load.ts";
import { logLogSlope } from "./log-log.ts";

/** How cost grows: with callers, with workers, with data. */
export async function curve(say: (line: string) => void): Promise<{ readonly json: unknown; readonly text: string }> {
  const load = await loadCurve(say);
  const data = await dataCurve(say);
  const cell = (workers: number, callers: number) => load.cells.find((one) => one.workers === workers && one.callers === callers);
  const power = (workers: number) =>
    logLogSlope(load.cells.filter((one) => one.workers === workers).map(({ callers, p50 }) => ({ x: callers, y: p50 })));
  const sizes = [...new Set(data.sent.map(({ bytes }) => bytes))];
  const refused = data.sent.filter((one) => one.refused !== null);
  const [first, last] = [load.memoryMb[0], load.memoryMb.at(-1)];
  const perWorker =
    first?.mb == null || last?.mb == null ? null : Math.round((last.mb - first.mb) / (last.workers - first.workers));
  const text = [
    `| callers | ${WORKERS.map((workers) => `${workers} workers: /s | p50 | p95`).join(" | ")} |`,
    `| --- | ${WORKERS.map(() => "--- | --- | ---").join(" | ")} |`,
    ...CALLERS.map((callers) => {
      const row = WORKERS.map((workers) => {
        const found = cell(workers, callers);
        return `${found?.perSecond} | ${found?.p50} ms | ${found?.p95} ms`;
      });
      return `| ${callers} | ${row.join(" | ")} |`;
    }),
    `| p50 grows with callers to the power | ${WORKERS.map((workers) => ` | ${power(workers)} | `).join(" | ")} |`,
    `| memory, all workers used (PSS) | ${WORKERS.map((workers) => `${load.memoryMb.find((one) => one.workers === workers)?.mb} MB | | `).join(" | ")} |`,
    "",
    `Memory per further worker: ${perWorker} MB.`,
    "",
    `| data | ${WAYS.map((way) => `${way}: p50 | p95`).join(" | ")} |`,
    `| --- | ${WAYS.map(() => "--- | ---").join(" | ")} |`,
    ...sizes.map((bytes) => {
      const row = WAYS.map((way) => {
        const found = data.sent.find((one) => one.way === way && one.bytes === bytes);
        return found?.refused != null ? "refused | " : `${found?.p50} ms | ${found?.p95} ms`;
      });
      return `| ${bytes / 1000} kB | ${row.join(" | ")} |`;
    }),
    `| time grows with bytes to the power (from 100 kB) | ${WAYS.map((way) => `${data.slopes[way]} | `).join(" | ")} |`,
    "",
    ...refused.map(({ way, bytes, refused: why }) => `Refused: ${bytes / 1000} kB as ${way}: ${why}`),
    "",
  ].join("\n");
  return { json: { load, data, perWorkerMb: perWorker }, text };
}
