/** Contrast by WCAG 2: computed, not trusted. A listed colour that fails on its ground is stepped darker or lighter until it holds. */
export const TEXT_CONTRAST = 4.5;
export const MARK_CONTRAST = 3;

export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour itself where it holds, else its nearest step towards black or white that does. */
export function readable(colour: string, ground: string, least: number): string {
  // On a ground of middling brightness only one of the two can hold.
  const towards = contrast("#000000", ground) >= contrast("#ffffff", ground) ? 0 : 255;
  for (let step = 0; step <= 20; step++) {
    const mixed = mix(colour, towards, step / 20);
    if (contrast(mixed, ground) >= least) return mixed;
  }
  return towards === 0 ? "#000000" : "#ffffff";
}

/** A colour laid over a ground, as one opaque colour. */
export function over(colour: string, ground: string, alpha: number): string {
  const [a, b] = [channels(colour), channels(ground)];
  return hex(a.map((value, index) => value * alpha + (b[index] as number) * (1 - alpha)));
}

function mix(colour: string, towards: number, share: number): string {
  return hex(channels(colour).map((value) => value * (1 - share) + towards * share));
}

function luminance(colour: string): number {
  const [r, g, b] = channels(colour).map((value) => {
    const c = value / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** How unlike two colours look, roughly: the eye tells green best and blue least. */
export function distance(one: string, other: string): number {
  const [a, b] = [channels(one), channels(other)];
  return Math.hypot(...[2, 4, 3].map((weight, at) => Math.sqrt(weight) * ((a[at] as number) - (b[at] as number))));
}

const channels = (colour: string): number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
const hex = (values: readonly number[]): string =>
  `#${values.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
