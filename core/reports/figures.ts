/** A number as somebody wrote it in free text. */
export interface Figure {
  /** As it stands there, to be quoted. */
  readonly text: string;
  /** What it may say, by where its digits are parted: "1,234" is two numbers. */
  readonly readings: readonly Reading[];
  /** Written in per cent: a ratio may say the same. */
  readonly percent: boolean;
}

interface Reading {
  readonly value: number;
  /** Half a unit of its last digit: what was rounded to it. */
  readonly within: number;
}

const scales: Readonly<Record<string, number>> = {
  ...Object.fromEntries(["k", "K", "T", "Tsd.", "tsd.", "thousand", "mil"].map((word) => [word, 1e3])),
  ...Object.fromEntries(
    ["M", "m", "Mio.", "Mio", "million", "millions", "Millionen", "millones", "MM"].map((word) => [word, 1e6]),
  ),
  ...Object.fromEntries(
    ["B", "bn", "Mrd.", "Mrd", "Md", "billion", "billions", "Milliarden", "milliards"].map((word) => [word, 1e9]),
  ),
  ...Object.fromEntries(["trillion", "trillions", "tn", "Bio.", "Billionen"].map((word) => [word, 1e12])),
  ...{ 万: 1e4, 億: 1e8, 兆: 1e12 },
};
const SCALE = Object.keys(scales)
  .toSorted((a, b) => b.length - a.length)
  .map((word) => word.replaceAll(".", "\\."))
  .join("|");

/** Of scripts that part words by blanks: a Japanese number stands between letters. */
const LETTER = String.raw`\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}`;

/** Digits that are no part of a word ("Q3"), a date, a time or a version. */
const FIGURE = new RegExp(
  String.raw`(?<![${LETTER}\d_][.,:/\-]?)(?<digits>\d+(?:[.,'\u2019\u00a0\u202f ]\d{3})*(?:[.,]\d+)?)(?!\d|[:/\-.]\d|[${LETTER}]*\d)\s?(?:(?<scale>${SCALE})(?![${LETTER}])|(?<percent>%)|(?![${LETTER}]))`,
  "gu",
);

/** Years, and counts that every text has: "three regions", "the next 12 months". */
const COMMON = 12;
const YEAR = /^(19|20)\d\d$/;

export function figuresIn(text: string): readonly Figure[] {
  return [...text.matchAll(FIGURE)].flatMap(({ 0: whole, groups }) => {
    const { digits = "", scale, percent } = groups ?? {};
    const plain = scale === undefined && percent === undefined;
    if (plain && (YEAR.test(digits) || (/^\d+$/.test(digits) && Number(digits) <= COMMON))) return [];
    const factor = scales[scale ?? ""] ?? 1;
    return [{ text: whole.trim(), readings: readingsOf(digits, factor), percent: percent !== undefined }];
  });
}

function readingsOf(digits: string, factor: number): readonly Reading[] {
  const points = [...digits.matchAll(/[.,]/g)].map(({ index }) => index);
  const last = points.at(-1);
  const whole = reading(digits, null, factor);
  if (last === undefined) return [whole];
  const decimal = reading(digits, last, factor);
  const again = points.filter((at) => digits[at] === digits[last]).length > 1;
  // "1.234.567" has no decimals; "1.23" has; "1.234" may have.
  if (again) return [whole];
  return digits.length - last - 1 === 3 && points.length === 1 ? [whole, decimal] : [decimal];
}

function reading(digits: string, point: number | null, factor: number): Reading {
  const [before, after] = point === null ? [digits, ""] : [digits.slice(0, point), digits.slice(point + 1)];
  const value = Number(`${before.replace(/\D/g, "")}.${after || "0"}`) * factor;
  return { value, within: 0.5 * 10 ** -after.length * factor };
}

/** Whether one of these numbers may be written so, with either sign. */
export function standsIn({ readings, percent }: Figure, numbers: readonly number[]): boolean {
  return readings.some(({ value, within }) =>
    numbers.some((number) => {
      const size = Math.abs(number);
      const near = (one: number) => Math.abs(one - value) <= within * (1 + 1e-9) + 1e-12 * one;
      return near(size) || (percent && near(100 * size));
    }),
  );
}
