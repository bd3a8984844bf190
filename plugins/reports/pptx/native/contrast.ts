import { shade } from "./shade.ts";

const channel = (hex: string): number => {
  const value = Number.parseInt(hex, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

const luminance = (colour: string): number =>
  0.2126 * channel(colour.slice(0, 2)) + 0.7152 * channel(colour.slice(2, 4)) + 0.0722 * channel(colour.slice(4, 6));

/** By WCAG 2. */
const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

/** The one of two colours that is read on a ground. Six hex digits each. */
export const onTop = (ground: string, one: string, other: string): string =>
  contrast(one, ground) >= contrast(other, ground) ? one : other;

/** A colour as small type bears it on a ground: itself, or as much darker towards the ink as it needs. */
export function legible(colour: string, ground: string, ink: string): string {
  const steps = Array.from({ length: 11 }, (_, at) => shade(ink, colour, at / 10));
  return steps.find((one) => contrast(one, ground) >= 4.5) ?? ink;
}
