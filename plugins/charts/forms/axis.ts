/** From values to pixels. */
export function scale(min: number, max: number, from: number, to: number): (value: number) => number {
  const size = max - min || 1;
  return (value) => from + ((value - min) / size) * (to - from);
}

/** Round numbers within the range: steps of 1, 2 or 5. */
export function ticks(min: number, max: number, most: number): number[] {
  if (!(max > min)) return [min];
  const step = tickStep(min, max, most);
  const first = Math.ceil(min / step - 1e-9);
  const count = Math.floor(max / step + 1e-9) - first + 1;
  // One number is no scale.
  if (count < 2) return most > 16 ? [min] : ticks(min, max, Math.max(2, most) * 2);
  // Multiplied, not added up: 0.1 + 0.2 would be written as it is.
  return Array.from({ length: Math.max(0, count) }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** Between round numbers of a range: 1, 2 or 5. */
export function tickStep(min: number, max: number, most: number): number {
  const raw = (max - min) / Math.max(2, most);
  const power = 10 ** Math.floor(Math.log10(raw));
  return power * (raw / power <= 1 ? 1 : raw / power <= 2 ? 2 : raw / power <= 5 ? 5 : 10);
}

/** For what is read by its place, not by its length: the data's own range with air, and zero where that lies next to it. */
export function placedRange(low: number, high: number): { min: number; max: number } {
  if (low === high) return roundRange(low, high);
  const air = (high - low) * 0.06;
  const from = low >= 0 && low < (high - low) * 0.12 ? 0 : low - air;
  return { min: from, max: high <= 0 && -high < (high - low) * 0.12 ? 0 : high + air };
}

/** Powers of ten, with two and five between them where there are few. */
export function logTicks(min: number, max: number): number[] {
  const [from, to] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  const powers = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const every = Math.ceil(powers.length / 9);
  const all = powers
    .filter((_, at) => at % every === 0)
    .flatMap((power) => (powers.length <= 3 ? [1, 2, 5] : [1]).map((digit) => Number((digit * 10 ** power).toPrecision(12))));
  return all.filter((value) => value >= min * 0.999 && value <= max * 1.001);
}

/** A range with air, from zero where the data lies near it. */
export function roundRange(low: number, high: number): { min: number; max: number } {
  if (low === high) return low === 0 ? { min: 0, max: 1 } : low > 0 ? { min: 0, max: high * 1.2 } : { min: low * 1.2, max: 0 };
  const min = low >= 0 && low < high * 0.6 ? 0 : low - (high - low) * 0.06;
  const max = high <= 0 && high > low * 0.6 ? 0 : high + (high - low) * 0.06;
  return { min, max };
}
