const DAY = 86_400_000;
const FORM = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,6}))?)?(Z|\+00:00)?)?$/;
/** Before it a workbook counts a day that never was. */
const FIRST = Date.UTC(1900, 2, 1);
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Days as a workbook counts them, or null for what it has no date for: an older one, one with a zone of its own, none at all. Those
 * stay text, so that nothing is lost.
 */
export function serialDate(text: string): number | null {
  const parts = FORM.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = ""] = parts;
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const midnight = Date.UTC(y, m - 1, d);
  const real = new Date(midnight);
  if (real.getUTCFullYear() !== y || real.getUTCMonth() !== m - 1 || real.getUTCDate() !== d) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const at =
    midnight + (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000 + Number(`0.${fraction || "0"}`) * 1000;
  return at < FIRST || at > LAST ? null : at / DAY + 25_569;
}
