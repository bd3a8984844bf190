import { escapeHtml } from "../../../core/text/html.ts";
import { oneLine } from "../text/clean.ts";

/** A text of the data, in one line, as letters and nothing else. */
export const escaped = (text: string): string => escapeHtml(oneLine(text));
