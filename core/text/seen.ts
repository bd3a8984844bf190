/** What has no shape of its own: a bell, a tab, an order to write from right to left that nothing ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e]+/g;

/** A name as it can be drawn. */
export const seen = (text: string): string => text.replace(UNSEEN, " ");
