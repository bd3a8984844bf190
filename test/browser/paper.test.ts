import { describe, expect, test } from "vitest";
import { find } from "../../plugins/charts/tests/charts.ts";
import { specOf } from "./open-page.ts";
import { pages } from "./pages.ts";

const { open } = pages();

/** The page as it lies on A4 across, in CSS pixels. */
const PAPER = { width: 1054, height: 725 };

describe("on paper", () => {
  test.each(["roi_analysis", "line", "architecture_health", "heatmap", "technology_roadmap"])(
    "%s shows each chart once, inside its card, on one sheet",
    async (id) => {
      const { page } = await open(specOf(find(id)), "light", 1600);
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await page.emulateMedia({ media: "print" });
      await page.setViewportSize(PAPER);
      const seen = await page.evaluate(() =>
        [...document.querySelectorAll(".grid > .card")].map((card) => {
          const shown = (one: Element) => one.getClientRects().length > 0;
          const box = card.getBoundingClientRect();
          return {
            canvases: [...card.querySelectorAll("canvas")].filter(shown).length,
            images: [...card.querySelectorAll("img")].filter(shown).map((image) => {
              const inside = image.getBoundingClientRect();
              return inside.left >= box.left && inside.right <= box.right && inside.bottom <= box.bottom && inside.height > 100;
            }),
          };
        }),
      );
      expect(seen.length).toBeGreaterThan(0);
      for (const one of seen) expect(one).toEqual({ canvases: 0, images: [true] });
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(PAPER.height + 5);
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      expect(await page.locator("img").count()).toBe(0);
      await page.context().close();
    },
  );

  test("a PDF has as many sheets as it needs, and the charts as pictures", async () => {
    const { page } = await open(specOf(find("roi_analysis")), "light", 1600);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.startsWith("%PDF-")).toBe(true);
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    expect(pdf.match(/\/Subtype\s*\/Image/g)?.length).toBeGreaterThanOrEqual(4);
    await page.context().close();
  });

  test("a dark page is light on paper, and dark again after", async () => {
    const { page } = await open(specOf(find("bar")), "dark", 1600);
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    expect(await theme()).toBe("dark");
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await theme()).toBe("light");
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    expect(await theme()).toBe("dark");
    await page.context().close();
  });
});
