import { writeLeb } from "./leb.ts";
import { changeFunctions, type FunctionBody } from "./wasm-functions.ts";

/**
 * numpy's arithmetic on 32-bit whole numbers notes when a result did not fit. Nothing else can see it: no wasm instruction
 * traps on it, and a product that wrapped looks like any other number. `strategic_runtime/overflow.py` reads the note after a run.
 */
export interface WatchedLoop {
  /** Index of the loop in numpy's core module, the patched build of `numpy-int64.ts`. */
  readonly index: number;
  /** In numpy/_core/src/umath. */
  readonly where: string;
  readonly why: string;
  readonly loop: "add" | "subtract" | "multiply" | "square" | "power";
}

export const watchedLoops: readonly WatchedLoop[] = [
  { index: 6011, where: "loops.c.src LONG_add", why: "a + b", loop: "add" },
  { index: 6012, where: "loops.c.src LONG_subtract", why: "a - b", loop: "subtract" },
  { index: 6013, where: "loops.c.src LONG_multiply", why: "a * b", loop: "multiply" },
  { index: 6009, where: "loops.c.src LONG_square", why: "a ** 2, which numpy computes so", loop: "square" },
  {
    index: 2692,
    where: "loops.c.src LONG_power",
    why: "a ** b; the bases and exponents are looked at, then numpy's own loop runs",
    loop: "power",
  },
];

/**
 * Where the note is kept, from the start of the module's data: numpy's switch for Linux's huge pages, which means nothing here.
 * Python reads and clears it with `numpy._core._multiarray_umath._set_madvise_hugepage`, which answers what it was.
 */
export const NOTE = 517_964;
const MEMORY_BASE = 0; // index of the global __memory_base

const I32 = 0x7f;
const I64 = 0x7e;
const [ARGS, DIMENSIONS, STEPS] = [0, 1, 2];

const get = (local: number) => [0x20, ...writeLeb(local)];
const set = (local: number) => [0x21, ...writeLeb(local)];
const load = (offset: number) => [0x28, 2, offset];
const int32 = [0x34, 0, 0]; // i64.load32_s, of any alignment
const constant = (value: number) => [0x41, ...signed(value)];
const constant64 = (value: number) => [0x42, ...signed(value)];
const same32 = [0xc4]; // i64.extend32_s
const operators = { add: 0x7c, subtract: 0x7d, multiply: 0x7e };
const note = [0x23, MEMORY_BASE, ...constant(NOTE), 0x6a, ...constant(1), 0x36, 2, 0];

/** Watches over one build: called with the bytes that `numpy-int64.ts` has patched. */
export function watchOverflow(numpy: Uint8Array): Uint8Array {
  return changeFunctions(
    numpy,
    new Map(watchedLoops.map(({ index, loop }) => [index, loop === "power" ? watchedPower : () => watched(loop)])),
  );
}

/** The whole loop, computed in 64 bits and stored in 32. */
function watched(loop: "add" | "subtract" | "multiply" | "square"): FunctionBody {
  const unary = loop === "square";
  const [n, a, b, out, stepA, stepB, stepOut, value, lost] = [4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
  const second = unary ? a : b;
  const last = unary ? 4 : 8;
  const code = [
    ...read(DIMENSIONS, 0, n),
    ...[...read(ARGS, 0, a), ...read(STEPS, 0, stepA)],
    ...(unary ? [] : [...read(ARGS, 4, b), ...read(STEPS, 4, stepB)]),
    ...[...read(ARGS, last, out), ...read(STEPS, last, stepOut)],
    ...times(n, [
      ...[...get(a), ...int32, ...get(second), ...int32, operators[unary ? "multiply" : loop], ...set(value)],
      ...[...get(out), ...get(value), 0x3e, 0, 0],
      ...[...get(lost), ...get(value), ...get(value), ...same32, 0x85, 0x84, ...set(lost)],
      ...[...advance(a, stepA), ...(unary ? [] : advance(b, stepB)), ...advance(out, stepOut)],
    ]),
    ...[...get(lost), 0x50, 0x45, 0x04, 0x40, ...note, 0x0b],
    0x0b,
  ];
  return {
    locals: [
      [7, I32],
      [2, I64],
    ],
    code: Uint8Array.from(code),
  };
}

/** Powers by repeated multiplication, given up at the first that does not fit; at most 32 of them. Then numpy's own loop. */
function watchedPower(stock: FunctionBody): FunctionBody {
  const first = 4 + stock.locals.reduce((sum, [count]) => sum + count, 0);
  const [n, a, b, stepA, stepB, left] = [first, first + 1, first + 2, first + 3, first + 4, first + 5] as const;
  const [base, value] = [first + 6, first + 7] as const;
  const code = [
    ...[...read(DIMENSIONS, 0, n), ...read(ARGS, 0, a), ...read(ARGS, 4, b), ...read(STEPS, 0, stepA), ...read(STEPS, 4, stepB)],
    ...times(n, [
      ...[...get(a), ...int32, ...set(base), ...constant64(1), ...set(value), ...get(b), 0x28, 0, 0, ...set(left)],
      // -1, 0 and 1 always fit, whatever the exponent.
      ...[...get(base), ...constant64(1), 0x7c, ...constant64(2), 0x58, 0x04, 0x40, ...constant(0), ...set(left), 0x0b],
      ...times(left, [
        ...[...get(value), ...get(base), 0x7e, ...set(value)],
        ...[...get(value), ...same32, ...get(value), 0x52, 0x04, 0x40, ...note, ...constant(0), ...set(left), 0x0b],
      ]),
      ...[...advance(a, stepA), ...advance(b, stepB)],
    ]),
  ];
  return { locals: [...stock.locals, [6, I32], [2, I64]], code: Buffer.concat([Uint8Array.from(code), stock.code]) };
}

const read = (pointers: number, offset: number, local: number) => [...get(pointers), ...load(offset), ...set(local)];
const advance = (pointer: number, step: number) => [...get(pointer), ...get(step), 0x6a, ...set(pointer)];

/** block loop: leave when `count` ≤ 0; body; count -= 1. */
const times = (count: number, body: readonly number[]) => [
  ...[0x02, 0x40, 0x03, 0x40, ...get(count), ...constant(0), 0x4c, 0x0d, 1],
  ...body,
  ...[...get(count), ...constant(1), 0x6b, ...set(count), 0x0c, 0, 0x0b, 0x0b],
];

/** A small number that is not negative, as the signed form that constants take. */
function signed(value: number): number[] {
  const bytes = writeLeb(value);
  return (bytes.at(-1) as number) & 0x40 ? [...bytes.slice(0, -1), (bytes.at(-1) as number) | 0x80, 0] : bytes;
}
