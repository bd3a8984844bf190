const channels = (colour: string): number[] => [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** So much of a colour on a ground, as one opaque colour. Six hex digits each. */
export function shade(colour: string, ground: string, share: number): string {
  const under = channels(ground);
  return channels(colour)
    .map((value, at) =>
      Math.round(value * share + (under[at] as number) * (1 - share))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")
    .toUpperCase();
}
