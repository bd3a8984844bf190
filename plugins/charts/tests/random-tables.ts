/** Tables like a template's own sample, and unlike it: other lengths, labels and numbers, with what real data has of holes and ties. */
/** From 0 to 1. */
export type Random = () => number;

/** The same numbers for the same seed, on every machine. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Make = (at: number) => string;

const words = [
  "Payments",
  "Search",
  "Identity",
  "Mobile",
  "Checkout",
  "Other",
  "Label\u00a0X",
  "שלום",
  "供应链",
  "R&D <b>",
  "{x}",
];
const labels: readonly Make[] = [
  (at) => `${2020 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`,
  (at) => `${1990 + at}`,
  (at) => `${1990 + at}-01-01`,
  (at) => `Q${(at % 4) + 1} ${2020 + Math.floor(at / 4)}`,
  (at) => `Week ${at + 1}`,
  (at) => `Store ${((at * 7) % 31) + 1}`,
  (at) => `C${at}`,
  (at) => `${at * 10}–${at * 10 + 10}`,
  (at) => `${words[at % words.length]}${at < words.length ? "" : ` ${at}`}`,
  (at) => new Date(Date.UTC(2024, 0, 1 + at * 3)).toISOString().slice(0, 10),
];

type Number_ = (at: number, random: Random) => number | null;

const numbers: readonly Number_[] = [
  (_, random) => Math.floor(random() * 100),
  (_, random) => Math.round((random() - 0.5) * 2e6) / 100,
  (at, random) => 100 + at * 5 + Math.floor(random() * 4),
  (at, random) => 1e6 - at * 1e4 + random() * 100,
  () => 0,
  () => 7,
  (_, random) => (random() < 0.3 ? null : Math.floor(random() * 5)),
  (_, random) => 99.9 + random() / 10,
  (at, random) => (at % 5 === 0 ? 1e12 : 3) * random(),
  (_, random) => -Math.floor(random() * 1e7),
  (at, random) => Math.round(50 + 40 * Math.sin(at) + random() * 5),
  (_, random) => random() / 1e4,
  () => -0,
];

const pick = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T;

/** As the sample is built, with other numbers and labels; lists that were as long as each other stay so. */
export function scrambled(sample: unknown, random: Random): unknown {
  const wild = random() < 0.6;
  const makers = new Map<number, { length: number; label: Make }>();
  const sized = (length: number) => {
    const known = makers.get(length) ?? {
      length: Math.max(1, Math.floor(random() * (random() < 0.2 ? 40 : 9))),
      label: pick(labels, random),
    };
    makers.set(length, known);
    return known;
  };
  return walk(sample);

  function walk(value: unknown, key = ""): unknown {
    if (Array.isArray(value)) return list(value, key);
    if (typeof value === "number") return one(value);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]) =>
        random() < (name === "edges" ? 0.6 : 0.02) ? [] : [[name, walk(inner, name)] as const],
      ),
    );
  }

  function list(given: readonly unknown[], key: string): unknown {
    if (given.every((item) => typeof item === "string") && given.length > 0) {
      const { length, label } = sized(given.length);
      return Array.from({ length }, (_, at) => label(at));
    }
    if (given.every((item) => item === null || typeof item === "number") && given.length > 0) {
      if (key === "totals") return given;
      const { length } = sized(given.length);
      const make = pick(numbers, random);
      const scale = Math.max(...given.map((item) => Math.abs((item as number | null) ?? 0)), 1);
      return Array.from({ length }, (_, at) => (wild ? make(at, random) : Math.round(random() * scale)));
    }
    // A row of a table: each cell is of its own kind.
    if (given.every((item) => item === null || typeof item !== "object")) return given.map((item) => walk(item));
    const isTable = given.every((item) => Array.isArray(item));
    const length = isTable ? sized(given.length).length : Math.max(1, Math.floor(random() * (given.length + 4)));
    return Array.from({ length }, (_, at) => walk(named(given[at % given.length], at, given.length)));
  }

  /** A thing that is repeated gets another name. */
  function named(item: unknown, at: number, length: number): unknown {
    if (at < length || typeof item !== "object" || item === null || Array.isArray(item)) return item;
    return "name" in item ? { ...item, name: `${item.name} ${at}` } : item;
  }

  function one(value: number): number | null {
    if (!wild) return Math.round(random() * Math.max(1, Math.abs(value)));
    return random() < 0.5 ? value : pick(numbers, random)(Math.floor(random() * 9), random);
  }
}
