import type { Client } from "@modelcontextprotocol/client";
import { memoryOf, processTree } from "../process-tree.ts";
import { asked, COLLECTS, called, type Instant, overHttp, overStdio } from "../protocol/instant-server.ts";
import type { Group, Scenario } from "../scenario.ts";
import { type Figure, figure, slope } from "../statistics.ts";

const AT_ONCE = 32;
const CALLS = 10_000;
const LOOKS = 40;

/** What the protocol costs over an engine that answers at once: validation, answer, transport, and the client's own part. */
export const protocolGroup: Group = {
  name: "protocol",
  async open() {
    const [stdio, http] = [await overStdio(), await overHttp()];
    const alone = [
      { title: "over stdio", server: stdio, client: await stdio.connect("auto") },
      { title: "over HTTP, 2026-07-28", server: http, client: await http.connect("auto") },
      { title: "over HTTP, 2025-11-25", server: http, client: await http.connect("legacy") },
    ];
    const many = await Promise.all(Array.from({ length: AT_ONCE }, () => http.connect("auto")));
    return {
      scenarios: [...alone.map(({ title, server, client }) => oneClient(title, server, client)), together(http, many)],
      more: async (quick) => [
        await memory("over HTTP", await overHttp(COLLECTS), AT_ONCE, quick),
        await memory("over stdio", await overStdio(COLLECTS), 1, quick),
      ],
      close: async () => {
        await Promise.all([stdio.close(), http.close()]);
      },
    };
  },
};

const oneClient = (title: string, { pid }: Instant, client: Client): Scenario => ({
  control: "work",
  samples: { quick: 100, full: 500 },
  warmUps: 200,
  pid,
  once: async () => [await called(client)],
  parts: [
    { id: `protocol ${title}`, title: `protocol ${title}: a call of one client`, target: 5, ceiling: 100, compared: false },
  ],
});

const together = ({ pid }: Instant, clients: readonly Client[]): Scenario => ({
  control: "work",
  samples: { quick: 20, full: 60 },
  warmUps: 20,
  pid,
  once: async () => [await Promise.all(clients.map(called))],
  parts: [
    {
      id: "protocol-32",
      title: `protocol over HTTP: each of ${AT_ONCE} clients' calls at once`,
      note: `clients and server share the machine: the last of ${AT_ONCE} waits for all`,
      target: 20,
      ceiling: 1000,
      compared: false,
    },
  ],
});

/** Linux only tells; elsewhere there is nothing to tell of. */
async function memory(title: string, server: Instant, count: number, quick: boolean): Promise<Figure> {
  const clients = await Promise.all(Array.from({ length: count }, () => server.connect("auto")));
  const calls = quick ? CALLS / 10 : CALLS;
  const points: { x: number; y: number }[] = [];
  const some = async (count: number) => {
    for (let done = 0; done < count; done += clients.length) await Promise.all(clients.map(asked));
  };
  await some(CALLS / 5);
  for (let look = 0; look < LOOKS; look++) {
    await some(calls / LOOKS);
    points.push({ x: (look * calls) / LOOKS, y: memoryOf(processTree(server.pid)) });
  }
  await server.close();
  const { perUnit, uncertainty } = slope(points);
  return figure(`protocol ${title}: ${calls} calls, memory grown for certain`, [Math.max(0, (perUnit - uncertainty) * calls)], {
    unit: "MB",
    target: 5,
    note: `slope ${(perUnit * 1000).toFixed(2)} ± ${(uncertainty * 1000).toFixed(2)} MB per 1,000 calls (95 %)`,
  });
}
