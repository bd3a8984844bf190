import { createCanvas, loadImage } from "canvas";
import { afterAll, expect, test } from "vitest";
import { find } from "../../plugins/charts/tests/charts.ts";
import { renderer, specOf } from "../browser/open-page.ts";

afterAll(() => renderer?.close());

async function alphas(background: "paper" | "transparent") {
  const options = { formats: ["png"], theme: "light", width: 800, height: 450, scale: 1, locale: "en", background } as const;
  const drawn = await renderer?.render(specOf(find("roi_analysis")), options);
  const image = await loadImage(Buffer.from(drawn?.png as Uint8Array));
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const at = (x: number, y: number) => context.getImageData(x, y, 1, 1).data[3];
  // A corner, the strip, and the middle of a card.
  return [at(2, 440), at(400, 1), at(200, 200)];
}

test("nothing stands behind the cards of a transparent picture; paper is opaque everywhere", async () => {
  expect(await alphas("paper")).toEqual([255, 255, 255]);
  expect(await alphas("transparent")).toEqual([0, 0, 255]);
});
