/** "de" of "de-AT". */
export const languageOf = (locale: string): string => locale.split(/[-_]/)[0]?.toLowerCase() ?? "";
