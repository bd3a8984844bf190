import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { escapeHtml } from "../../../core/text/html.ts";
import { draw } from "../tests/charts.ts";
import { pageAssets } from "./page-assets.ts";
import { renderPage } from "./render-page.ts";

const directives = (policy: string) =>
  new Map(
    policy.split(";").map((part) => {
      const [name, ...sources] = part.trim().split(/\s+/);
      return [name as string, sources];
    }),
  );
const hashed = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("the page's policy allows its own script and style by their hashes, pictures of its own, and nothing else", () => {
  const { csp, script, style } = pageAssets();
  expect(Object.fromEntries(directives(csp))).toEqual({
    "default-src": ["'none'"],
    "script-src": [hashed(script)],
    "style-src": [hashed(style)],
    "font-src": ["data:"],
    "img-src": ["data:", "blob:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
  });
});

test("a page carries that policy before any script, and no script that runs but the one that is allowed", () => {
  const hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>";
  const spec = draw("bar", { labels: [hostile, "b"], series: [{ name: hostile, values: [1, 2] }] });
  const page = renderPage({ ...spec, title: hostile }, "light", "en");
  const { csp, script } = pageAssets();
  const policy = page.indexOf("Content-Security-Policy");
  expect(policy).toBeGreaterThan(0);
  expect(policy).toBeLessThan(page.indexOf("<script"));
  expect(page).toContain(`content="${escapeHtml(csp)}"`);
  const scripts = [...page.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/g)].map(
    ([, attributes, text]) => [attributes, text] as const,
  );
  // Data is no script: its type says so.
  const running = scripts.filter(([attributes]) => !/type="application\/json"/.test(attributes as string));
  expect(running.map(([, text]) => text)).toEqual([script]);
  expect(page.replace(script, "")).not.toMatch(/<img src=x/);
});
