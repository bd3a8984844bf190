import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Numbers } from "./sandbox.ts";

/** Time zones, money and formatting as on any machine, and the same answer for the same question. */
const numbers = new Numbers();
beforeAll(() => numbers.start());
afterAll(() => numbers.close());

const exact: readonly (readonly [what: string, code: string, value: unknown])[] = [
  [
    "Paris into summer time",
    "pd.Series(pd.date_range('2026-03-29T00:30', periods=3, freq='h', tz='UTC')).dt.tz_convert('Europe/Paris').map(str).tolist()",
    ["2026-03-29 01:30:00+01:00", "2026-03-29 03:30:00+02:00", "2026-03-29 04:30:00+02:00"],
  ],
  [
    "Paris out of summer time",
    "pd.DatetimeIndex(['2026-10-25T00:30Z', '2026-10-25T01:30Z']).tz_convert('Europe/Paris').map(str).tolist()",
    ["2026-10-25 02:30:00+02:00", "2026-10-25 02:30:00+01:00"],
  ],
  [
    "an hour that does not exist is an error",
    "try:\n  pd.Timestamp('2026-03-29 02:30').tz_localize('Europe/Paris')\n  y = 'none'\nexcept ValueError as e:\n  y = str(e)\ny",
    "2026-03-29 02:30:00 is a nonexistent time due to daylight savings time. Try using the 'nonexistent' argument.",
  ],
  [
    "the day of a sale is the shop's, not UTC's",
    "s = pd.Series(pd.to_datetime(['2026-06-30T22:30Z', '2026-07-01T22:30Z']))\ns.dt.tz_convert('Europe/Paris').dt.strftime('%Y-%m-%d').tolist()",
    ["2026-07-01", "2026-07-02"],
  ],
  [
    "zoneinfo",
    "import datetime, zoneinfo\nd = datetime.datetime(2026, 7, 1, 12, tzinfo=zoneinfo.ZoneInfo('Europe/Paris'))\n[d.isoformat(), d.astimezone(zoneinfo.ZoneInfo('America/New_York')).isoformat(), str(d.dst())]",
    ["2026-07-01T12:00:00+02:00", "2026-07-01T06:00:00-04:00", "1:00:00"],
  ],
  ["a time zone's answer keeps its offset", "pd.Timestamp('2026-01-15 12:00', tz='Europe/Paris')", "2026-01-15T12:00:00+01:00"],
  [
    "numbers are formatted without a locale",
    "[f'{1234567.891:,.2f}', f'{1234567:n}', '{:,}'.format(-10**12)]",
    ["1,234,567.89", "1234567", "-1,000,000,000,000"],
  ],
  ["dates are formatted without a locale", "pd.Timestamp('2026-03-01').strftime('%A %B %d, %x')", "Sunday March 01, 03/01/26"],
  [
    "money in Decimal",
    "from decimal import Decimal\n[str(sum([Decimal('0.10')] * 3)), str(Decimal('1234567.005').quantize(Decimal('0.01'))), Decimal('19.99') * 3 == Decimal('59.97')]",
    ["0.30", "1234567.00", true],
  ],
  [
    "money in Decimal, in a table",
    "from decimal import Decimal\nf = pd.DataFrame({'k': list('aab'), 'eur': [Decimal('0.10'), Decimal('0.20'), Decimal('9007199254740993.01')]})\n{k: str(v) for k, v in f.groupby('k').eur.sum().items()}",
    { a: "0.30", b: "9007199254740993.01" },
  ],
  [
    "rounding half up, asked for",
    "from decimal import Decimal, ROUND_HALF_UP\nDecimal('2.675').quantize(Decimal('0.01'), ROUND_HALF_UP)",
    { type: "decimal", value: "2.68" },
  ],
  [
    "whole numbers beyond 2^53",
    "[2**53 + 1, int(np.int64(2**62) + 1)]",
    [
      { type: "int", value: "9007199254740993" },
      { type: "int", value: "4611686018427387905" },
    ],
  ],
  [
    "a seeded generator draws what numpy draws elsewhere",
    "np.random.default_rng(0).integers(0, 10**12, 3).tolist()",
    [636961687321, 269786713763, 40973523936],
  ],
];

test.each(exact)("%s", async (_, code, value) => {
  expect(await numbers.result(code)).toEqual(value);
});

describe("the same code, data and seed give the same answer, byte for byte", () => {
  const data = { name: "sales", format: "csv" as const, bytes: Buffer.from("team,eur\na,1\nb,2\na,3.5\n") };
  test.each([
    [
      "unseeded generators of the run",
      "import random\n[random.random(), np.random.rand(3).tolist(), np.random.randint(0, 10**12), random.sample(range(99), 5)]",
    ],
    ["tables", "f = datasets['sales']\nf['r'] = np.random.permutation(len(f))\nf.groupby('team').agg(['sum', 'mean'])"],
    ["sets and hashes", "[list({'a', 'b', 'c'}), hash('a'), {1.5, 'x'}.__len__()]"],
    [
      "floating point",
      "[float(np.linalg.norm(np.random.rand(50, 50) @ np.random.rand(50, 50))), float(np.exp(np.arange(9)).sum())]",
    ],
    ["memory that nothing has written to", "np.empty(4).tobytes().hex()"],
  ])("%s", async (_, code) => {
    const once = async () => {
      const { status, result, stdout, stderr } = await numbers.outcome(code, { seed: 7, datasets: [data] });
      return JSON.stringify({ status, result, stdout, stderr });
    };
    const [first, ...others] = await numbers.all([1, 2, 3, 4], once);
    expect(first).toContain('"status":"ok"');
    for (const other of others) expect(other).toBe(first);
  });
});
