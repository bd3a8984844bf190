import type { Claim, Mark } from "../../../core/ports/claim.ts";
import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import { figures } from "./figures.ts";
import { isolated } from "./isolated.ts";
import { isMessage, message } from "./messages.ts";
import { inTime, timeLabel, timeSpan } from "./times.ts";
import type { MessageKey } from "./words.ts";

const FAR_APART = 1000;

type Words = Record<string, string | number>;
const percent: NumberFormat = { style: "percent" };

/** A claim in words. Nothing is judged here: whether it is so, the checker has said. */
export function say(claim: Claim, locale: string): string {
  const [key, words] = spoken(claim, locale);
  const own = claim.as?.split(".")[0] === claim.kind && isMessage(claim.as) ? claim.as : key;
  return message(own, { measure: isolated(claim.measure), ...words }, locale);
}

/** Several in one sentence; the measure that was named already is not named again. */
export function sayAll(claims: readonly Claim[], locale: string): string {
  const told = claims.map((claim) => say(claim, locale));
  return told.reduce((one, other) => message("joined", { one, other }, locale));
}

function spoken(claim: Claim, locale: string): [MessageKey, Words] {
  const write = (values: readonly number[], format = claim.format) => figures(values, format, locale);
  const one = (value: number, format = claim.format) => write([value], format)[0] as string;
  /** A unit in words stands once: "from 212 to 281 per month". */
  const pair = (first: number, last: number, format = claim.format): [string, string] => {
    const [both, bare] = [write([first, last], format), write([first, last], { ...format, unit: "" })];
    return [(format.unit ?? "") === "" ? (both[0] as string) : (bare[0] as string), both[1] as string];
  };
  /** What is not all is never written as all. */
  const part = (value: number): string => {
    const told = one(value, percent);
    return value < 100 && told === one(100, percent) ? `>\u00a0${one(99.9, percent)}` : told;
  };
  const named = (label: string): string =>
    claim.counts === undefined ? isolated(label) : message("counted", { label, counts: claim.counts }, locale);
  const when = (label: string) => inTime(label, claim.grain, locale);
  const ends = ({ first, last }: { readonly first: Mark; readonly last: Mark }, format = claim.format): Words => {
    const [from, to] = pair(first.value, last.value, format);
    const span = timeSpan(first.label, last.label, claim.grain, locale);
    return { from: from as string, to: to as string, first: when(first.label), last: when(last.label), span };
  };
  switch (claim.kind) {
    case "highest":
    case "lowest": {
      const words = { label: named(claim.label), value: one(claim.value), size: one(Math.abs(claim.value)), when: "" };
      return [claim.kind, { ...words, ...(claim.grain != null && { when: when(claim.label) }) }];
    }
    case "ends": {
      const [low, high] = [claim.low.value, claim.high.value];
      // In one scale "0.0066 M" beside "11.6 M" would be hard to read: then each as itself.
      const [least, most] = Math.abs(high) >= Math.abs(low) * FAR_APART && low !== 0 ? [one(low), one(high)] : pair(low, high);
      return ["ends", { high: named(claim.high.label), low: named(claim.low.label), most, least }];
    }
    case "leads":
      return ["leads", { series: isolated(claim.series), when: when(claim.at), value: one(claim.value) }];
    case "gap": {
      const names = { series: isolated(claim.series), less: isolated(claim.less) };
      return ["gap", { ...names, label: named(claim.label), value: one(claim.value, apart(claim.format, locale)) }];
    }
    case "trend":
      return [trendKey(claim.first.value, claim.last.value), ends(claim)];
    case "held":
      return ["held", ends(claim)];
    case "same":
      return ["same", { value: one(claim.value) }];
    case "change": {
      const [from, to] = write([claim.from, claim.to]) as [string, string];
      const key = claim.to > claim.from ? "change.rose" : claim.to < claim.from ? "change.fell" : "change.none";
      // A change in percent of a loss would mislead: then the amount.
      const by = claim.percent === null ? ([claim.to - claim.from, claim.format] as const) : ([claim.percent, percent] as const);
      return [key, { from, to, by: one(by[0], { ...by[1], signed: true }) }];
    }
    case "share":
      return ["share", { label: isolated(claim.label), share: part(claim.share) }];
    case "latest-share":
      return ["latest-share", { series: isolated(claim.series), share: part(claim.share), when: when(claim.at) }];
    case "share-change": {
      const key = claim.last.value > claim.first.value ? "share-change.rose" : "share-change.fell";
      return [key, { series: isolated(claim.series), ...ends(claim, percent) }];
    }
    case "loss":
      return ["loss", { from: isolated(claim.from), to: isolated(claim.to), share: part(claim.share) }];
    case "pareto":
      return ["pareto", { count: claim.count, of: claim.of, share: part(claim.share) }];
    case "part":
      return ["part", { part: timeLabel(claim.part, claim.grain, locale), whole: claim.whole, share: part(claim.share) }];
    case "count-of": {
      const [first] = claim.where;
      const compared = {
        series: isolated(first?.series ?? ""),
        than: isolated(String(first?.than ?? "")),
        grain: claim.grain ?? "none",
      };
      return [
        "count-of",
        { ...compared, count: claim.count, of: claim.of, how: howMany(claim), names: listed(claim.names.map(named), locale) },
      ];
    }
    case "verdict": {
      const counts = { better: claim.better, same: claim.same, of: claim.of, worse: claim.worse.length };
      return [
        "verdict",
        { ...counts, how: claim.better === claim.of ? "all" : "some", names: listed(claim.worse.map(named), locale) },
      ];
    }
    case "crossing": {
      const line = { line: isolated(claim.line.label), value: one(claim.line.value) };
      return ["crossing", { ...line, when: when(claim.at) }];
    }
    case "correlation": {
      const r = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, minimumFractionDigits: 2 }).format(claim.r);
      const names = { x: isolated(claim.x), y: isolated(claim.y) };
      return ["correlation", { ...names, sign: claim.r > 0 ? "up" : "down", r: r.replace("-", "\u2212"), n: claim.n }];
    }
    case "middle-half": {
      const [low, high] = pair(claim.low, claim.high);
      return ["middle-half", { low, high }];
    }
    case "target": {
      const difference = Math.abs(claim.value - claim.target);
      const numbers = difference === 0 ? [claim.value] : [claim.value, claim.target, difference];
      const [value, target = value] = write(numbers) as [string, string?];
      const between = write(numbers, apart(claim.format, locale))[2] ?? "";
      const key = difference === 0 ? "target.on" : claim.value > claim.target ? "target.above" : "target.below";
      return [key, { value, target, difference: between, side: key.slice("target.".length) }];
    }
    case "bridge": {
      const { from, to, most } = claim;
      const [was, is, step = ""] = write([from.value, to.value, ...(most === null ? [] : [most.value])]) as [string, string];
      const key = to.value > from.value ? "bridge.rose" : to.value < from.value ? "bridge.fell" : "bridge.same";
      return [key, { from: was, to: is, most: most === null ? "none" : isolated(most.label), step }];
    }
    case "chain":
      return ["chain", { length: claim.path.length, first: claim.path[0] ?? "", last: claim.path.at(-1) ?? "" }];
  }
}

/** Between two percentages lie points. */
const apart = (format: NumberFormat, locale: string): NumberFormat =>
  format.style === "percent" ? { style: "number", unit: message("in.pts", {}, locale) } : format;
/** A loss that narrows did not "rise", and what crosses zero did more than fall. */
function trendKey(from: number, to: number): MessageKey {
  if (from < 0 && to <= 0) return "trend.below-zero";
  if (from < 0) return "trend.turned-positive";
  if (to < 0) return "trend.turned-negative";
  return to > from ? "trend.rose" : "trend.fell";
}

function howMany({ count, of, names }: Extract<Claim, { kind: "count-of" }>): string {
  if (count === of) return "all";
  if (count === 0) return "none";
  if (count === 1 && names.length === 1) return "one";
  return count === of - 1 && names.length === 1 ? "butone" : "some";
}

const listed = (names: readonly string[], locale: string): string =>
  new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
