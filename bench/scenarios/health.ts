import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "../../core/index.ts";
import { appWith } from "../../test/p0/hostile-interpreter.ts";
import { availability, host, leaks, numbers, withEverything } from "../../test/security/guards-gone/attacks.ts";
import type { Group } from "../scenario.ts";
import { type Figure, figure } from "../statistics.ts";

const EVERY_MS = 5;
const CALLERS = 2;

/** Within scope, and as much of it as a run may hand out: what this process itself has to read, check and draw. */
const heavy: Readonly<Record<string, string>> = {
  "a result as large as can be": "[{'a': i, 'b': str(i)} for i in range(90_000)]",
  "printing without end": "for i in range(10_000): print('x' * 1000)",
  "a chart of very many points":
    "from strategic import chart\nchart('scatter', {'points': [{'x': i, 'y': i % 97} for i in range(100_000)]})",
  "charts without end":
    "from strategic import chart\nfor i in range(64): chart('bar', {'labels': [str(n) for n in range(2000)], 'series': [{'name': 'a', 'values': list(range(2000))}]})",
  "an error of a megabyte": "raise ValueError('x' * 1_000_000)",
  "a result nested as deep as can be": "a = []\nfor i in range(50_000): a = [a]\na",
};

/** How long whoever asks for the server's health waits, from the moment that he wanted to ask. */
async function whileAttacked(app: App, attack: () => Promise<unknown>): Promise<number[]> {
  const waits: number[] = [];
  let over = false;
  const asking = (async () => {
    for (let due = performance.now(); !over; due += EVERY_MS) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      await app.health();
      waits.push(performance.now() - due);
    }
  })();
  await Promise.all(Array.from({ length: CALLERS }, attack));
  over = true;
  await asking;
  return waits;
}

async function health(quick: boolean): Promise<Figure[]> {
  const attacks = [...numbers, ...leaks, ...host, ...availability].filter((_, at) => !quick || at % 4 === 0);
  const folder = mkdtempSync(join(tmpdir(), "strategic-python-health-"));
  const app = await appWith(
    join(folder, "audit.sqlite"),
    Object.fromEntries(attacks.map((attack, at) => [`attack-${at}`, withEverything(attack)])),
  );
  const all: number[] = [];
  const slowest: { name: string; p99: number }[] = [];
  const watched = async (name: string, persona: string, code: string) => {
    const waits = await whileAttacked(app, () =>
      app.analyze({ persona, capability: "strategic_data_analysis", code, limits: { wallSeconds: 2 } }),
    );
    all.push(...waits);
    console.error(
      name,
      (waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0).toFixed(0),
      Math.max(...waits).toFixed(0),
    );
    slowest.push({ name, p99: waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0 });
  };
  for (const [at, { name }] of attacks.entries()) await watched(name, `attack-${at}`, "None");
  for (const [name, code] of Object.entries(heavy)) await watched(name, "diego", code);
  await app.close();
  rmSync(folder, { recursive: true });
  const [worst] = slowest.toSorted((a, b) => b.p99 - a.p99);
  return [
    figure("health asked for while attacked", all, { target: 200, note: `${slowest.length} attacks, ${CALLERS} at once each` }),
    figure(
      "health asked for while attacked: p99 of each attack",
      slowest.map(({ p99 }) => p99),
      {
        target: 200,
        note: `worst: ${worst?.name}`,
      },
    ),
  ];
}

export const healthGroup: Group = {
  name: "health",
  open: async () => ({ scenarios: [], more: health, close: async () => {} }),
};
