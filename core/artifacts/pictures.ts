import { Shelf } from "../capacity/shelf.ts";
import { limits } from "../limits.ts";
import type { PictureFormat, RenderCall, Renderer } from "../ports/renderer.ts";
import type { Results } from "./results.ts";

/** A picture's bytes go by its scale to some power: of lines and letters by the first, of areas by the second. The last two tell. */
const POWER = { guess: 1.5, least: 1, most: 2 };
const MARGIN = 0.97;
const TRIES = 6;
const STEP = 0.95;

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

  /** In at most so many bytes: drawn at a lower scale, or, where there is nothing to draw it from, in fewer pixels. Null where it can't be. */
  async readSmall(owner: string, chartId: string, mostBytes: number, call: RenderCall): Promise<Uint8Array | null> {
    const png = await this.read(owner, chartId, "png", call);
    if (png === null || png.length <= mostBytes) return png;
    const chart = await this.#results.chart(owner, chartId);
    if (chart === null) return null;
    if (chart.drawn === null) return (await this.#renderer.shrink?.(png, mostBytes, call)) ?? null;
    const { spec, options } = chart.drawn;
    let [scale, length, power] = [options.scale, png.length, POWER.guess];
    for (let tried = 0; tried < TRIES; tried++) {
      const next = scale * Math.min(STEP, ((MARGIN * mostBytes) / length) ** (1 / power));
      if (options.width * next < limits.leastPictureWidthPixels) return null;
      const { png: smaller } = await this.#renderer.render(spec, { ...options, scale: next, formats: ["png"] }, call);
      if (smaller === null || smaller.length <= mostBytes) return smaller;
      const seen = Math.log(length / smaller.length) / Math.log(scale / next);
      power = Math.min(POWER.most, Math.max(POWER.least, seen));
      [scale, length] = [next, smaller.length];
    }
    return null;
  }

  #put(owner: string, chartId: string, format: PictureFormat, bytes: Uint8Array): void {
    this.#drawn.put(`${chartId}.${format}`, owner, bytes.length, bytes);
  }
}
