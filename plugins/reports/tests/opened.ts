import JSZip from "jszip";

/** A deck read back from its bytes, as its parts say it. */
export interface Opened {
  readonly parts: ReadonlyMap<string, string>;
  readonly slides: readonly OpenedSlide[];
  readonly workbooks: readonly Uint8Array[];
}

export interface OpenedSlide {
  readonly things: readonly Thing[];
  /** Line by line. */
  readonly notes: readonly string[];
  readonly charts: readonly OpenedChart[];
}

export interface Thing {
  readonly kind: "text" | "card" | "picture" | "chart" | "table";
  readonly name: string;
  readonly text: string;
  readonly alt: string;
  /** In EMU. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface OpenedChart {
  /** "barChart", "lineChart" … */
  readonly plots: readonly string[];
  readonly series: readonly OpenedSeries[];
  readonly xml: string;
}

interface OpenedSeries {
  readonly plot: string;
  readonly name: string;
  readonly categories: readonly string[];
  readonly values: readonly (number | null)[];
  readonly xs: readonly (number | null)[];
  readonly sizes: readonly (number | null)[];
  readonly xml: string;
}

const all = (xml: string, pattern: RegExp): string[] => [...xml.matchAll(pattern)].map(([, inner = ""]) => inner);
const first = (xml: string, pattern: RegExp): string => pattern.exec(xml)?.[1] ?? "";

const unescaped = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|apos);/g,
    (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" })[name] ?? "",
  );

const textIn = (xml: string): string => unescaped(all(xml, /<a:t>([^<]*)<\/a:t>/g).join(""));

export async function opened(bytes: Uint8Array): Promise<Opened> {
  const zip = await JSZip.loadAsync(bytes);
  const parts = new Map<string, string>();
  const workbooks: Uint8Array[] = [];
  for (const [path, file] of Object.entries(zip.files)) {
    if (/\.(xml|rels)$/.test(path)) parts.set(path, await file.async("string"));
    if (path.endsWith(".xlsx")) workbooks.push(await file.async("uint8array"));
  }
  const count = [...parts.keys()].filter((path) => /^ppt\/slides\/slide\d+\.xml$/.test(path)).length;
  const slides = Array.from({ length: count }, (_, at): OpenedSlide => {
    const xml = parts.get(`ppt/slides/slide${at + 1}.xml`) ?? "";
    const relations = parts.get(`ppt/slides/_rels/slide${at + 1}.xml.rels`) ?? "";
    const charts = all(relations, /Target="\/(ppt\/charts\/chart\d+\.xml)"/g).map((path) => chartIn(parts.get(path) ?? ""));
    return { things: thingsIn(xml), notes: notesIn(parts.get(`ppt/notesSlides/notesSlide${at + 1}.xml`) ?? ""), charts };
  });
  return { parts, slides, workbooks };
}

function thingsIn(xml: string): Thing[] {
  return [...xml.matchAll(/<p:(sp|pic|graphicFrame)>(.*?)<\/p:\1>/gs)].map(([, tag, inner = ""]): Thing => {
    const number = (name: string, field: string) => Number(first(inner, new RegExp(`<a:${name} [^>]*?${field}="(-?\\d+)"`)));
    const text = textIn(inner);
    const kind =
      tag === "pic"
        ? "picture"
        : tag === "graphicFrame"
          ? inner.includes("<a:tbl>")
            ? "table"
            : "chart"
          : text === ""
            ? "card"
            : "text";
    return {
      kind,
      name: unescaped(first(inner, /<p:cNvPr [^>]*?name="([^"]*)"/)),
      text,
      alt: unescaped(first(inner, /<p:cNvPr [^>]*?descr="([^"]*)"/)),
      x: number("off", "x"),
      y: number("off", "y"),
      w: number("ext", "cx"),
      h: number("ext", "cy"),
    };
  });
}

const notesIn = (xml: string): string[] =>
  all(first(xml, /type="body" idx="1"\/>(.*?)<\/p:txBody>/s), /<a:p>(.*?)<\/a:p>/gs)
    .map(textIn)
    .filter((line) => line !== "");

function chartIn(xml: string): OpenedChart {
  const plots = [...xml.matchAll(/<c:(\w+Chart)>(.*?)<\/c:\1>/gs)];
  return {
    plots: plots.map(([, kind = ""]) => kind),
    series: plots.flatMap(([, plot = "", inner = ""]) => all(inner, /<c:ser>(.*?)<\/c:ser>/gs).map((one) => seriesIn(plot, one))),
    xml,
  };
}

function seriesIn(plot: string, xml: string): OpenedSeries {
  const listed = (tag: string): (string | null)[] => {
    const inner = first(xml, new RegExp(`<c:${tag}>(.*?)</c:${tag}>`, "s"));
    const list: (string | null)[] = Array(Number(first(inner, /<c:ptCount val="(\d+)"/))).fill(null);
    for (const [, at, value = ""] of inner.matchAll(/<c:pt idx="(\d+)"><c:v>([^<]*)<\/c:v>/g))
      list[Number(at)] = unescaped(value);
    return list;
  };
  const numbers = (tag: string) => listed(tag).map((value) => (value === null ? null : Number(value)));
  const values = plot === "scatterChart" || plot === "bubbleChart" ? numbers("yVal") : numbers("val");
  return {
    plot,
    name: unescaped(first(xml, /<c:tx>.*?<c:v>([^<]*)<\/c:v>/s)),
    categories: listed("cat").map((value) => value ?? ""),
    values,
    xs: numbers("xVal"),
    sizes: numbers("bubbleSize"),
    xml,
  };
}
