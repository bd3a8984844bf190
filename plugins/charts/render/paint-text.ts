import type { Theme } from "../design-system/theme.ts";
import { type Box, spacing, type TextBlock } from "../layout/layout.ts";

/** What a canvas of the server and one of a browser both do. */
export type Ink = Pick<
  CanvasRenderingContext2D,
  | ("font" | "fillStyle" | "strokeStyle" | "lineWidth" | "textAlign" | "measureText" | "fillText" | "fillRect" | "clearRect")
  | ("beginPath" | "moveTo" | "lineTo" | "arc" | "roundRect" | "stroke" | "save" | "restore" | "translate" | "scale")
  | "createLinearGradient"
> & { fill(path?: Path2D): void };

export const font = (size: number, weight: number): string => `${weight} ${size}px Inter`;

export function card(ctx: Ink, { x, y, width, height }: Box, colours: Theme): void {
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, spacing.radius);
  ctx.fillStyle = colours.card;
  ctx.fill();
  ctx.strokeStyle = colours.line;
  ctx.lineWidth = 1;
  ctx.stroke();
}

/** Shrinks rather than clips; gives back the width used. */
export function fitted(
  ctx: Ink,
  text: string,
  x: number,
  y: number,
  room: number,
  size: number,
  weight: number,
  colour: string,
): number {
  ctx.font = font(size, weight);
  const width = ctx.measureText(text).width;
  const used = width > room && room > 0 ? Math.max(7, (size * room) / width) : size;
  ctx.font = font(used, weight);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
  return ctx.measureText(text).width;
}

export function write(ctx: Ink, block: TextBlock, colour: string): void {
  ctx.font = font(block.size, block.weight);
  ctx.fillStyle = colour;
  for (const [index, line] of block.lines.entries()) ctx.fillText(line, block.x, block.y + index * block.lineHeight);
}
