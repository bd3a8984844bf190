import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launch, type Opened, open, renderer } from "./open-page.ts";

type Given = Parameters<typeof open> extends [unknown, ...infer Rest] ? Rest : never;

/** One browser for the tests of a file, closed after them. */
export function pages(): { readonly browser: () => Browser; readonly open: (...given: Given) => Promise<Opened> } {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await renderer?.close();
  });
  return { browser: () => browser, open: (...given) => open(browser, ...given) };
}
