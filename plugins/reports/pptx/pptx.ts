import type { ReportFormat, ReportTools } from "../../../core/ports/report-format.ts";
import { refuseCancelled } from "../cancelled.ts";
import { oneLine } from "../text/clean.ts";
import { deckOf } from "./slides/deck.ts";
import { coloursOf } from "./slides/pen.ts";
import { finish } from "./write/finish.ts";
import { libraries } from "./write/libraries.ts";
import { defineMasters, describe } from "./write/masters.ts";
import { place } from "./write/place.ts";

/** A locale as attributes of a file may name it. */
const LOCALE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
/** What a zip counts from; its clock has no day before. */
const EPOCH = Date.UTC(1980, 0, 1);

/** PowerPoint: one message a slide, charts that can be edited, notes for whoever presents. */
export const pptx: Pick<ReportFormat, "write"> = {
  async write(report, tools: ReportTools) {
    refuseCancelled(tools.signal);
    const { newDeck, newZip } = await libraries();
    const { slides, leftOut } = await deckOf(report, tools);
    const deck = newDeck();
    describe(deck, { ...report, title: oneLine(report.title), subtitle: oneLine(report.subtitle ?? "") });
    defineMasters(deck, tools.look);
    const hand = { colours: coloursOf(tools.look), lang: LOCALE.test(report.locale) ? report.locale : undefined };
    for (const slide of slides) {
      refuseCancelled(tools.signal);
      place(deck, slide, hand);
    }
    const charts = slides.flatMap(({ items }) => items.flatMap((item) => (item.kind === "chart" ? [item] : [])));
    const time = Date.parse(report.generatedAt);
    const generatedAt = new Date(Math.max(EPOCH, Number.isNaN(time) ? EPOCH : time));
    const drawn = await newZip().loadAsync((await deck.write({ outputType: "nodebuffer" })) as Buffer);
    const parts = await finish(drawn, { charts, titles: slides.map(({ title }) => title.box), look: tools.look, generatedAt });
    const zip = newZip();
    for (const [path, part] of parts)
      zip.file(path, part, {
        date: generatedAt,
        createFolders: false,
        compression: /\.(png|xlsx)$/.test(path) ? "STORE" : "DEFLATE",
      });
    const bytes = await zip.generateAsync({ type: "uint8array", platform: "DOS", compressionOptions: { level: 6 } });
    return { bytes, leftOut };
  },
};
