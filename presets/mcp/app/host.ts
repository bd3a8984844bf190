import { type Fields, fieldsOf, isFields, listOf, textOf } from "./values.ts";

/** What the host lets the view do. What it does not say, it does not allow. */
export interface Allowed {
  /** Write into the chat in the reader's name. */
  readonly message: boolean;
  /** Tell the model what the reader looks at. */
  readonly context: boolean;
  readonly download: boolean;
  /** Read resources of the server. */
  readonly read: boolean;
}

/** What is around the view. */
export interface Around {
  /** Null: as the reader's system has it. */
  readonly theme: "light" | "dark" | null;
  readonly locale: string | null;
  /** A CSS colour for what lies behind the cards. */
  readonly ground: string | null;
  readonly mode: string;
  readonly modes: readonly string[];
  /** Pixels that the device covers: top, right, bottom, left. */
  readonly insets: readonly number[];
}

export const nothingAllowed: Allowed = { message: false, context: false, download: false, read: false };

export function allowedBy(capabilities: unknown): Allowed {
  const { message, updateModelContext, downloadFile, serverResources } = fieldsOf(capabilities);
  return {
    message: takesText(message),
    context: takesText(updateModelContext),
    download: isFields(downloadFile),
    read: isFields(serverResources),
  };
}

/** A host that names kinds of content takes those; one that names none takes what there was before kinds: text. */
const takesText = (kinds: unknown): boolean => isFields(kinds) && (isFields(kinds.text) || Object.keys(kinds).length === 0);

const KNOWN = ["theme", "locale", "styles", "displayMode", "availableDisplayModes", "safeAreaInsets"] as const;

/** What the host has said so far: a change names only what is new. */
export const merged = (before: Fields, said: Fields): Fields =>
  Object.fromEntries(KNOWN.map((key) => [key, key in said ? said[key] : before[key]]));

export function aroundOf(context: Fields): Around {
  const { theme, locale, styles, displayMode, availableDisplayModes, safeAreaInsets } = context;
  const insets = fieldsOf(safeAreaInsets);
  return {
    theme: theme === "light" || theme === "dark" ? theme : null,
    locale: localeOf(locale),
    ground: textOf(fieldsOf(fieldsOf(styles).variables)["--color-background-primary"]),
    mode: textOf(displayMode) ?? "inline",
    modes: listOf(availableDisplayModes).filter((one) => typeof one === "string"),
    insets: ["top", "right", "bottom", "left"].map((side) => pixels(insets[side])),
  };
}

/** Null for what no program can write numbers by. */
export function localeOf(said: unknown): string | null {
  try {
    return Intl.getCanonicalLocales(textOf(said) ?? [])[0] ?? null;
  } catch {
    return null;
  }
}

const pixels = (value: unknown): number => (typeof value === "number" && value > 0 && value < 500 ? value : 0);
