import type { Appearance } from "./appearance.ts";

/** A file that a reader asks for. */
export type SavedFile =
  | { readonly name: string; readonly mimeType: "image/png"; readonly base64: string }
  | { readonly name: string; readonly mimeType: "text/csv"; readonly text: string };

/** A point of a chart, as the page writes it. */
export interface Point {
  readonly panel: string;
  readonly label: string;
  /** Each series' value there; or what the form says of it. */
  readonly said: readonly string[];
}

/** What a reader looks at, a phrase each; nothing where all of it is shown. */
export interface Chosen {
  readonly filters: readonly string[];
  readonly panel: string | null;
  readonly mark: string | null;
}

/** What a document does for the dashboards in it. */
export interface Surroundings {
  readonly appearance: Appearance;
  /** Null: a file can't leave the document, and no button offers one. */
  readonly save: ((file: SavedFile) => void) | null;
  /** Null: nobody can be asked about a point. */
  readonly ask: ((about: Point) => void) | null;
  /** Called after a reader has chosen something else. */
  readonly onChosen: ((chosen: Chosen) => void) | null;
}
