import type { Claim, Mark } from "../../../core/ports/claim.ts";
import type { NumberFormat } from "../../../core/ports/dashboard-spec.ts";
import type { MessageKey } from "./en.ts";
import { figures } from "./figures.ts";
import { isolated } from "./isolated.ts";
import { isMessage, message } from "./messages.ts";
import { inTime, timeSpan } from "./times.ts";

type Words = Record<string, string | number>;
const percent: NumberFormat = { style: "percent" };

/** A claim in words. Nothing is judged here: whether it is so, the checker has said. */
export function say(claim: Claim, locale: string): string {
  const [key, words] = spoken(claim, locale);
  const own = claim.as !== undefined && isMessage(claim.as) ? claim.as : key;
  return message(own, { measure: isolated(claim.measure), ...words }, locale);
}

/** Several in one sentence; the measure that was named already is not named again. */
export function sayAll(claims: readonly Claim[], locale: string): string {
  return claims.map((claim) => say(claim, locale)).join("; ");
}

function spoken(claim: Claim, locale: string): [MessageKey, Words] {
  const write = (values: readonly number[], format = claim.format) => figures(values, format, locale);
  const one = (value: number, format = claim.format) => write([value], format)[0] as string;
  const when = (label: string) => inTime(label, claim.grain, locale);
  const ends = ({ first, last }: { readonly first: Mark; readonly last: Mark }, format = claim.format): Words => {
    const [from, to] = write([first.value, last.value], format);
    const span = timeSpan(first.label, last.label, claim.grain, locale);
    return { from: from as string, to: to as string, first: when(first.label), last: when(last.label), span };
  };
  switch (claim.kind) {
    case "highest":
    case "lowest": {
      const words = { label: isolated(claim.label), value: one(claim.value), size: one(Math.abs(claim.value)), when: "" };
      return [claim.kind, { ...words, ...(claim.grain != null && { when: when(claim.label) }) }];
    }
    case "ends": {
      const [most, least] = write([claim.high.value, claim.low.value]) as [string, string];
      return ["ends", { high: isolated(claim.high.label), low: isolated(claim.low.label), most, least }];
    }
    case "leads":
      return ["leads", { series: isolated(claim.series), when: when(claim.at), value: one(claim.value) }];
    case "gap": {
      const names = { series: isolated(claim.series), less: isolated(claim.less) };
      return ["gap", { ...names, label: isolated(claim.label), value: one(claim.value) }];
    }
    case "trend":
      return [trendKey(claim.first.value, claim.last.value), ends(claim)];
    case "held":
      return ["held", ends(claim)];
    case "same":
      return ["same", { value: one(claim.value) }];
    case "change": {
      const [from, to, difference] = write([claim.from, claim.to, Math.abs(claim.to - claim.from)]) as [string, string, string];
      const key = claim.to > claim.from ? "change.rose" : claim.to < claim.from ? "change.fell" : "change.none";
      const share = claim.percent === null ? "none" : one(claim.percent, { ...percent, signed: true });
      return [key, { from, to, difference, percent: share }];
    }
    case "share":
      return ["share", { label: isolated(claim.label), share: one(claim.share, percent) }];
    case "latest-share":
      return ["latest-share", { series: isolated(claim.series), share: one(claim.share, percent), when: when(claim.at) }];
    case "share-change": {
      const key = claim.last.value > claim.first.value ? "share-change.rose" : "share-change.fell";
      return [key, { series: isolated(claim.series), ...ends(claim, percent) }];
    }
    case "loss":
      return ["loss", { from: isolated(claim.from), to: isolated(claim.to), share: one(claim.share, percent) }];
    case "pareto":
      return ["pareto", { count: claim.count, of: claim.of, share: one(claim.share, percent) }];
    case "part":
      return ["part", { part: claim.part, whole: claim.whole, share: one(claim.share, percent) }];
    case "count-of": {
      const [first] = claim.where;
      const compared = {
        series: isolated(first?.series ?? ""),
        than: isolated(String(first?.than ?? "")),
        grain: claim.grain ?? "none",
      };
      return [
        "count-of",
        { ...compared, count: claim.count, of: claim.of, how: howMany(claim), names: listed(claim.names, locale) },
      ];
    }
    case "verdict": {
      const counts = { better: claim.better, same: claim.same, of: claim.of, worse: claim.worse.length };
      return ["verdict", { ...counts, how: claim.better === claim.of ? "all" : "some", names: listed(claim.worse, locale) }];
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
      const [low, high] = write([claim.low, claim.high]) as [string, string];
      return ["middle-half", { low, high }];
    }
    case "target": {
      const difference = Math.abs(claim.value - claim.target);
      const written = write(difference === 0 ? [claim.value] : [claim.value, claim.target, difference]);
      const [value, target = value, apart = ""] = written as [string, string?, string?];
      const key = difference === 0 ? "target.on" : claim.value > claim.target ? "target.above" : "target.below";
      return [key, { value, target, difference: apart }];
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
  new Intl.ListFormat(locale, { type: "conjunction" }).format(names.map(isolated));
