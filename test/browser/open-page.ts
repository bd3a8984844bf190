import chromium from "@sparticuz/chromium";
import { type Browser, chromium as driver, type Page } from "playwright-core";
import type { ChartTemplate } from "../../core/plugin.ts";
import type { ChartContext, DashboardSpec } from "../../core/ports/dashboard-spec.ts";
import { build, context, plugin } from "../../plugins/charts/tests/charts.ts";

export const renderer = plugin.adapters.renderer();

const sampled: ChartContext = {
  ...context,
  source: "finance_h1.csv",
  persona: { id: "alvaro", title: "Business Strategy", accent: "#27ae60" },
  sample: true,
};

export const specOf = (template: ChartTemplate, data: unknown = template.sample, locale = "en"): DashboardSpec =>
  build(template, data, { ...sampled, locale });

export async function launch(): Promise<Browser> {
  return driver.launch({ executablePath: await chromium.executablePath(), args: ["--no-sandbox", "--disable-gpu"] });
}

export interface Opened {
  readonly page: Page;
  /** What the console said. */
  readonly said: string[];
  /** What left the page. */
  readonly asked: string[];
}

export async function open(
  browser: Browser,
  spec: DashboardSpec,
  theme: "light" | "dark",
  width: number,
  hash = "",
  /** Runs before the page's own script. */
  before = "",
): Promise<Opened> {
  const size = { width: 1600, height: 900, scale: 2 };
  const rendering = await renderer?.render(spec, { formats: ["html"], theme, ...size, locale: spec.locale });
  // The page's own policy forbids a foreign script, axe too; that policy has a test of its own.
  const browserContext = await browser.newContext({
    viewport: { width, height: 900 },
    bypassCSP: true,
    colorScheme: theme,
    acceptDownloads: true,
  });
  const page = await browserContext.newPage();
  const [said, asked]: [string[], string[]] = [[], []];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  page.on("request", (request) => {
    if (!/^(data|blob|about):/.test(request.url())) asked.push(request.url());
  });
  if (before !== "") await page.addInitScript(before);
  if (hash !== "" || before !== "") await page.goto(`about:blank${hash}`);
  await page.setContent(rendering?.html ?? "");
  await page.waitForFunction(
    () => document.querySelectorAll("canvas").length === 0 || document.querySelector("canvas")?.style.height !== "",
  );
  return { page, said, asked };
}
