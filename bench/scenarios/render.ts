import { type Measured, ok } from "../server.ts";
import { type Figure, figure, repeat, timed } from "../statistics.ts";

const TEMPLATES = ["roi_analysis", "leadership_dashboard", "architecture_health", "bar", "line"];

export async function renderScenarios(server: Measured, quick: boolean): Promise<Figure[]> {
  const draw = (format: string) => (index: number) =>
    timed(async () =>
      ok(await server.call("render_chart", { template: TEMPLATES[index % TEMPLATES.length], sample: true, formats: [format] })),
    );
  await repeat(5, draw("png"));
  return [
    figure("PNG 1600×900 @2x, warm", await repeat(quick ? 25 : 100, draw("png")), {
      ceiling: 3000,
      target: 250,
    }),
    figure("page, warm", await repeat(quick ? 25 : 100, draw("html")), {
      ceiling: 1000,
      target: 60,
    }),
  ];
}
