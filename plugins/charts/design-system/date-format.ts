const made = new Map<string, Intl.DateTimeFormat>();

/** One for each locale and form, in UTC: to make one takes longer than to draw up a chart's words. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  made.set(key, known);
  return known;
}
