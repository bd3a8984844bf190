import { IntlMessageFormat } from "intl-messageformat";

interface Element {
  readonly type: number;
  readonly value: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
}

/** Types of the library's elements. */
const [ARGUMENT, SELECT, PLURAL] = [1, 5, 6];

function elements(text: string): Element[] {
  const within = (list: readonly Element[]): Element[] =>
    list.flatMap((one) => [one, ...Object.values(one.options ?? {}).flatMap(({ value }) => within(value))]);
  return within(new IntlMessageFormat(text, "en", undefined, { ignoreTag: true }).getAst() as Element[]);
}

const named = (text: string, ...types: (number | undefined)[]): string[] =>
  [...new Set(elements(text).flatMap(({ type, value }) => (types.includes(type) ? [value] : [])))].sort();

/** Names that a message puts in as they are. */
export const putIn = (text: string): string[] => named(text, ARGUMENT);

/** Names by which a message chooses among its words. */
export const chosenBy = (text: string): string[] => named(text, SELECT, PLURAL);

export const argumentsOf = (text: string): string[] => [...new Set([...putIn(text), ...chosenBy(text)])].sort();

/** The categories that a message tells apart where it counts. */
export const pluralsIn = (text: string): string[] =>
  elements(text).flatMap(({ type, options = {} }) => (type === PLURAL ? Object.keys(options) : []));
