import { createCanvas, loadImage } from "canvas";

/** Side of a block, in pixels of the small picture. */
const BLOCK = 16;

export interface Difference {
  /** Mean difference of the worst block's channels, 0 to 255. */
  readonly worst: number;
  readonly x: number;
  readonly y: number;
}

/** Compares block by block: a label that moved changes few pixels of the picture, and most of its block. */
export async function differenceOf(one: Uint8Array, other: Uint8Array): Promise<Difference> {
  const [a, b] = await Promise.all([pixels(one), pixels(other)]);
  if (a.width !== b.width || a.height !== b.height)
    throw new Error(`${a.width}×${a.height} is not the size of ${b.width}×${b.height}`);
  let worst: Difference = { worst: 0, x: 0, y: 0 };
  for (let y = 0; y < a.height; y += BLOCK)
    for (let x = 0; x < a.width; x += BLOCK) {
      let sum = 0;
      let count = 0;
      for (let dy = y; dy < Math.min(y + BLOCK, a.height); dy++)
        for (let dx = x; dx < Math.min(x + BLOCK, a.width); dx++)
          for (let channel = 0; channel < 3; channel++) {
            const at = (dy * a.width + dx) * 4 + channel;
            sum += Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0));
            count++;
          }
      if (sum / count > worst.worst) worst = { worst: sum / count, x, y };
    }
  return worst;
}

async function pixels(png: Uint8Array): Promise<{ width: number; height: number; data: Uint8ClampedArray }> {
  const image = await loadImage(Buffer.from(png));
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  return {
    width: image.width,
    height: image.height,
    data: context.getImageData(0, 0, image.width, image.height).data as unknown as Uint8ClampedArray,
  };
}
