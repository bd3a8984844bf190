import type { DashboardSpec, RenderWarning } from "./dashboard-spec.ts";
import type { TellPhase } from "./phase.ts";
import type { LivePage, Look, ReportPage } from "./report-format.ts";

/**
 * Draws one spec as pictures. Same spec, same bytes: clock and run id come with the spec. Bounded: one picture may fail with
 * `RENDER_FAILED` for its time or memory, and no other picture fails with it.
 */
export interface Renderer {
  render(spec: DashboardSpec, options: RenderOptions, call?: RenderCall): Promise<Rendering>;
  /** A picture in at most so many bytes, in fewer pixels; null where it can't be. Left out: pictures stay as large as they are. */
  shrink?(png: Uint8Array, mostBytes: number, call?: RenderCall): Promise<Uint8Array | null>;
  /** The hand that it draws in, for whatever else a report draws. */
  look(options: Pick<RenderOptions, "theme" | "locale">): Look;
  /** Several charts as parts of one document. */
  page(specs: readonly DashboardSpec[], options: Pick<RenderOptions, "theme" | "locale">): Promise<ReportPage>;
  /** A document that draws specs itself, as they come. */
  live(): Promise<LivePage>;
  close(): Promise<void>;
}

/** Who waits for the picture. Left out: one nameless client. */
export interface RenderCall {
  /** Whose turn it takes; pictures of one client never starve another's. */
  readonly client: string;
  /** Aborted: nobody waits any more; `render` rejects with `ABORTED`. */
  readonly signal: AbortSignal;
  readonly onPhase?: TellPhase;
}

/** What one chart is drawn as. Documents of several charts are report formats, and tables are table formats: plugins add theirs. */
export const pictureFormats = ["png", "html"] as const;
export type PictureFormat = (typeof pictureFormats)[number];

export interface RenderOptions {
  readonly formats: readonly PictureFormat[];
  readonly theme: "light" | "dark";
  /** CSS pixels; `width × height × scale²` is bounded by 4096² at scale 1 and 16 for `scale²`. */
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly locale: string;
  /**
   * Of the PNG: nothing behind the cards when "transparent", for slides with a ground of their own; the panels and nothing around
   * them when "bare", for slides that have title, source and stamp themselves.
   */
  readonly background?: "paper" | "transparent" | "bare";
}

export interface Rendering {
  readonly png: Uint8Array | null;
  readonly html: string | null;
  /** The panels as Markdown tables: what is read when no picture can be shown. */
  readonly text: string;
  readonly warnings: readonly RenderWarning[];
}
