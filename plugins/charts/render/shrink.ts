import { createCanvas, ImageData } from "canvas";
import { type DecodedPng, decode } from "fast-png";
import { limits } from "../../../core/limits.ts";

/**
 * Pictures in fewer pixels. They may be a guest's own: their bytes are read in JavaScript, whose memory nothing can leave; the
 * canvas' native code is given pixels alone. In the drawing thread, whose time and memory are bounded.
 */
const PIXELS_MAX = 4096 * 4096;
const TRIES = 6;
/** A little less than it takes: what is smaller is compressed a little worse. */
const MARGIN = 0.95;

/** The picture in at most so many bytes; null where it can't be. */
export function shrunk(png: Uint8Array, mostBytes: number): Uint8Array | null {
  const header = new DataView(png.buffer, png.byteOffset, png.byteLength);
  if (png.length < 24 || header.getUint32(16) * header.getUint32(20) > PIXELS_MAX) return null;
  const whole = pixelsOf(decode(png));
  if (whole === null) return null;
  let scale = Math.sqrt(mostBytes / png.length) * MARGIN;
  for (let tried = 0; tried < TRIES && whole.width * scale >= limits.leastPictureWidthPixels; tried++) {
    const smaller = createCanvas(Math.round(whole.width * scale), Math.max(1, Math.round(whole.height * scale)));
    const context = smaller.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.drawImage(whole, 0, 0, smaller.width, smaller.height);
    const bytes = smaller.toBuffer("image/png");
    if (bytes.length <= mostBytes) return bytes;
    scale *= Math.min(0.9, Math.sqrt(mostBytes / bytes.length) * MARGIN);
  }
  return null;
}

/** Null for kinds of pictures that neither we nor a guest's library writes. */
function pixelsOf({ width, height, data, channels, depth, palette }: DecodedPng) {
  if (depth !== 8 || palette !== undefined || (channels !== 3 && channels !== 4)) return null;
  const canvas = createCanvas(width, height);
  canvas.getContext("2d").putImageData(new ImageData(channels === 4 ? clamped(data) : opaque(data), width, height), 0, 0);
  return canvas;
}

const clamped = (data: ArrayLike<number>) => Uint8ClampedArray.from(data);

function opaque(data: ArrayLike<number>): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray((data.length / 3) * 4).fill(255);
  for (let at = 0, to = 0; at < data.length; at += 3, to += 4)
    for (let colour = 0; colour < 3; colour++) pixels[to + colour] = data[at + colour] as number;
  return pixels;
}
