import { memoryOf, processTree } from "../process-tree.ts";
import { ok, spawnServer } from "../server.ts";
import { type Figure, figure, slope } from "../statistics.ts";

const RENDERS = 50;

/** 50 mixed renders in a row on a warm server of their own: does memory grow? Linux only. */
export async function growthOver50Renders(templates: readonly string[], quick: boolean): Promise<readonly Figure[]> {
  if (process.platform !== "linux") return [];
  const server = await spawnServer();
  // Charts are kept for their readers, up to 256 MB: on purpose, so they are taken off.
  let kept = 0;
  const draw = async (index: number) => {
    const template = templates[(index * 7) % templates.length];
    const answer = ok(await server.call("render_chart", { template, sample: true, formats: [index % 2 === 0 ? "png" : "html"] }));
    const { png, html } = answer;
    const { contents } = await server.client.readResource({ uri: (png ?? html) as string });
    const one = contents[0];
    if (one !== undefined)
      kept += ("blob" in one ? Buffer.from(one.blob, "base64").length : Buffer.byteLength(one.text)) / 2 ** 20;
  };
  for (let index = 0; index < (quick ? 20 : 100); index++) await draw(index);
  kept = 0;
  const points: { x: number; y: number }[] = [];
  for (let index = 0; index < RENDERS; index++) {
    await draw(index);
    points.push({ x: index, y: memoryOf(processTree(server.pid)) - kept });
  }
  await server.close();
  const { perUnit, uncertainty } = slope(points);
  const mean = points.reduce((sum, { y }) => sum + y, 0) / points.length;
  // The interval's lower end: noise alone fails nobody.
  const grown = Math.max(0, (perUnit - uncertainty) * RENDERS);
  return [
    figure("50 mixed renders: memory grown for certain", [grown], {
      unit: "MB",
      ceiling: Math.round(mean * 0.1),
      target: Math.round(mean * 0.02),
      note: `slope ${perUnit.toFixed(2)} ± ${uncertainty.toFixed(2)} MB per render (95 %), around ${mean.toFixed(0)} MB`,
    }),
  ];
}
