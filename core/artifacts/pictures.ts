import { Shelf } from "../capacity/shelf.ts";
import { limits } from "../limits.ts";
import type { RenderCall, Renderer } from "../ports/renderer.ts";
import type { Results } from "./results.ts";

export type PictureFormat = "png" | "html";

/** Pictures and pages of kept charts: what is kept is the spec, and the same spec gives the same bytes. The last ones are at hand. */
export class Pictures {
  readonly #results: Results;
  readonly #renderer: Renderer;
  readonly #drawn = new Shelf<Uint8Array>(limits.keptArtifactsBytes);

  constructor(results: Results, renderer: Renderer) {
    this.#results = results;
    this.#renderer = renderer;
  }

  remember(
    owner: string,
    chartId: string,
    { png, html }: { readonly png: Uint8Array | null; readonly html: string | null },
  ): void {
    if (png !== null) this.#put(owner, chartId, "png", png);
    if (html !== null) this.#put(owner, chartId, "html", Buffer.from(html));
  }

  /** Null: no such chart of this owner is kept, or no page of it: a library's own picture has none. */
  async read(owner: string, chartId: string, format: PictureFormat, call: RenderCall): Promise<Uint8Array | null> {
    const known = this.#drawn.get(`${chartId}.${format}`, owner);
    if (known !== null) return known;
    const chart = await this.#results.chart(owner, chartId);
    if (chart === null) return null;
    if (chart.drawn === null) return format === "png" && chart.png !== null ? Buffer.from(chart.png, "base64") : null;
    const { spec, options } = chart.drawn;
    const picture = await this.#renderer.render(spec, { ...options, formats: [format] }, call);
    this.remember(owner, chartId, picture);
    return format === "png" ? picture.png : picture.html === null ? null : Buffer.from(picture.html);
  }

  #put(owner: string, chartId: string, format: PictureFormat, bytes: Uint8Array): void {
    this.#drawn.put(`${chartId}.${format}`, owner, bytes.length, bytes);
  }
}
