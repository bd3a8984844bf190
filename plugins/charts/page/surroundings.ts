import type { Appearance } from "./appearance.ts";
import type { View } from "./view.ts";

/** A file that a reader asks for. */
export type SavedFile =
  | { readonly name: string; readonly mimeType: "image/png"; readonly base64: string }
  | { readonly name: string; readonly mimeType: "text/csv"; readonly text: string };

/** What a document does for the dashboards in it. */
export interface Surroundings {
  readonly appearance: Appearance;
  /** Null: a file can't leave the document, and no button offers one. */
  readonly save: ((file: SavedFile) => void) | null;
  /** Called when a reader has picked a point of a panel, by click or key. */
  readonly onPicked: ((view: View, panel: number, at: number) => void) | null;
  /** Called after a reader has chosen something else. */
  readonly onChosen: ((view: View) => void) | null;
}
