import type { BytePatch, TextPatch } from "./byte-patches.ts";
import { writeLeb } from "./leb.ts";
import { changeFunctions, type FunctionBody } from "./wasm-functions.ts";

/**
 * Every place where numpy 2.4.3 and pandas 3.0.2 take a caller's word for where memory lies. In a native CPython that is a
 * crash; for guest code it is a way to read and write the whole interpreter. Each is closed where the memory is handed out, so
 * that no spelling in Python matters. What ends here is an ordinary exception, as clear as numpy's own.
 * How the places are found again: docs/security.md.
 */
export const boundsBytes: readonly BytePatch[] = [
  {
    offset: 0xcb95e,
    where: "getset.c array_strides_set",
    why: "array.strides = …: the memory ends where the buffer ends; numpy adds the array's own place in it to that.",
    old: "22 01 20 03 28 02 0c 6a 21 04",
    new: "21 01 20 03 28 02 0c 01 21 04",
  },
  {
    offset: 0x10c5ce,
    where: "conversion_utils.c NpyIter_GlobalFlagsConverter",
    why: "nditer's 'buffered' is ignored: its views look into a buffer that is freed under them. Without it numpy says what to cast.",
    old: "41 80 04",
    new: "41 80 00",
  },
  {
    offset: 0x1a68c3,
    where: "ctors.c PyArray_FromInterface, a message that nothing raises any more",
    why: "What array_new says instead of handing out memory that is not the buffer's.",
    old: hex("Invalid __array_interface__ value, must be a dict"),
    new: hex("ndarray: buffer must be bytes or a numeric array\0"),
  },
];

/** Where that message lies, from the start of the module's data. */
const MESSAGE = 9_770;
/** numpy's type object of ndarray, from the same start. */
const NDARRAY = 366_212;
const [MEMORY_BASE, NOT_IMPLEMENTED, TYPE_ERROR, BYTES] = [0, 4, 7, 19] as const; // globals
const SET_ERROR = 3; // import PyErr_SetString

const I64 = 0x7e;
const get = (local: number) => [0x20, ...writeLeb(local)];
const set = (local: number) => [0x21, ...writeLeb(local)];
const word = (offset: number) => [0x28, 2, ...writeLeb(offset)];
const wide = (local: number) => [...get(local), 0xac]; // i64.extend_i32_s
const constant = (value: number) => [0x41, ...signed(value)];
const data = (offset: number) => [0x23, MEMORY_BASE, ...constant(offset), 0x6a];

export interface BoundedFunction {
  /** Index in numpy's core module. */
  readonly index: number;
  readonly where: string;
  readonly why: string;
  readonly change: (stock: FunctionBody) => FunctionBody;
}

export const boundedFunctions: readonly BoundedFunction[] = [
  {
    index: 3642,
    where: "ctors.c PyArray_FromStructInterface",
    why: "__array_struct__: nobody's pointer is believed, whatever __getattr__ answers.",
    change: notImplemented,
  },
  {
    index: 3643,
    where: "ctors.c PyArray_FromInterface",
    why: "__array_interface__: the same.",
    change: notImplemented,
  },
  {
    index: 3399,
    where: "ctors.c PyArray_CheckStrides",
    why: "Computed in 64 bits: in 32, a step of 65,536 taken 65,537 times wraps to 0 and fits into any buffer.",
    change: () => checkStrides(),
  },
  {
    index: 3403,
    where: "arrayobject.c array_new",
    why: "np.ndarray(buffer=…) takes bytes or an array, which stay where they are; no objects; not before the start; not empty with steps.",
    change: checkBuffer,
  },
];

/** Called with the bytes that `boundsBytes` and `numpy-int64.ts` have patched. */
export function boundMemory(numpy: Uint8Array): Uint8Array {
  return changeFunctions(numpy, new Map(boundedFunctions.map(({ index, change }) => [index, change])));
}

/** `Py_NotImplemented`, which is immortal: the object has no such interface. */
function notImplemented(stock: FunctionBody): FunctionBody {
  return { locals: stock.locals, code: Uint8Array.from([0x23, NOT_IMPLEMENTED, 0x0f, ...stock.code]) };
}

/** numpy's own rule, in 64 bits: 1 if every element lies between -offset and bytes - offset. */
function checkStrides(): FunctionBody {
  const [itemSize, left, bytes, offset, sizes, strides, lowest, highest, all, reach] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
  const code = [
    ...[...wide(itemSize), ...set(highest), ...wide(itemSize), ...set(all)],
    ...[0x02, 0x40, 0x03, 0x40, ...get(left), ...constant(0), 0x4c, 0x0d, 1], // block, loop, leave when left ≤ 0
    ...[...get(sizes), ...word(0), 0x45, 0x04, 0x40, ...constant(1), 0x0f, 0x0b], // an empty array looks at nothing
    ...[...get(strides), ...word(0), 0xac, ...get(sizes), ...word(0), 0xac, 0x42, 1, 0x7d, 0x7e, ...set(reach)],
    ...[...get(all), ...get(sizes), ...word(0), 0xac, 0x7e, ...set(all)],
    ...[...get(reach), 0x42, 0, 0x53, 0x04, 0x40, ...get(lowest), ...get(reach), 0x7c, ...set(lowest)],
    ...[0x05, ...get(highest), ...get(reach), 0x7c, ...set(highest), 0x0b],
    ...[sizes, strides].flatMap((pointer) => [...get(pointer), ...constant(4), 0x6a, ...set(pointer)]),
    ...[...get(left), ...constant(1), 0x6b, ...set(left), 0x0c, 0, 0x0b, 0x0b],
    // No buffer yet: what numpy is about to allocate.
    ...[...get(bytes), 0x04, 0x40, ...wide(bytes), ...set(all), 0x0b],
    ...[...get(highest), ...get(all), ...wide(offset), 0x7d, 0x57],
    ...[...get(lowest), 0x42, 0, ...wide(offset), 0x7d, 0x59, 0x71, 0x0b],
  ];
  return { locals: [[4, I64]], code: Uint8Array.from(code) };
}

/** Put in where array_new begins to use a buffer: two blocks in its own block that ends in failure. */
const USES_BUFFER = [0x02, 0x40, 0x02, 0x40, 0x20, 3, 0x28, 2, 0x64, 0x22, 4, 0x41, 1, 0x47];

function checkBuffer(stock: FunctionBody): FunctionBody {
  const frame = 3; // the local that holds C's stack frame
  const ofFrame = (offset: number) => [...get(frame), ...word(offset)];
  const [offset, strides, base, length, type] = [56, 88, 72, 80, 108] as const; // in that frame
  const kind = 4;
  const check = [
    ...[0x02, 0x40, 0x02, 0x40],
    ...[...ofFrame(base), ...word(4), 0x22, kind, 0x23, BYTES, 0x47, ...get(kind), ...data(NDARRAY), 0x47, 0x71, 0x0d, 0],
    ...[...get(frame), 0x29, 3, offset, 0x42, 0, 0x53, 0x0d, 0],
    ...[...ofFrame(type), 0x2d, 0, 24, ...constant(1), 0x71, 0x0d, 0], // NPY_ITEM_HASOBJECT
    ...[...ofFrame(length), 0x45, ...ofFrame(strides), 0x45, 0x45, 0x71, 0x0d, 0],
    ...[0x0c, 1, 0x0b],
    ...[0x23, TYPE_ERROR, ...word(0), ...data(MESSAGE), 0x10, SET_ERROR, 0x0c, 1, 0x0b],
  ];
  const code = Buffer.from(stock.code);
  const at = code.indexOf(Uint8Array.from(USES_BUFFER));
  if (at < 0 || code.indexOf(Uint8Array.from(USES_BUFFER), at + 1) >= 0)
    throw new Error("array_new is not the function that its check fits");
  return { locals: stock.locals, code: Buffer.concat([code.subarray(0, at), Uint8Array.from(check), code.subarray(at)]) };
}

const strideTricks = "numpy/lib/_stride_tricks_impl.py";
const categorical = "pandas/core/arrays/categorical.py";
const multi = "pandas/core/indexes/multi.py";

export const boundsTexts: readonly TextPatch[] = [
  {
    file: strideTricks,
    why: "as_strided, and with it sliding_window_view, looks into its array only. What is outside is refused by array.strides.",
    find: `    interface = dict(x.__array_interface__)
    if shape is not None:
        interface['shape'] = tuple(shape)
    if strides is not None:
        interface['strides'] = tuple(strides)

    array = np.asarray(DummyArray(interface, base=x))
    # The route via \`__interface__\` does not preserve structured
    # dtypes. Since dtype should remain unchanged, we set it explicitly.
    array.dtype = x.dtype
`,
    replace: `    array = _within(x, shape, strides)
`,
  },
  {
    file: strideTricks,
    why: "The same: the view starts as one element, repeated, and is given its steps by numpy's own bounds-checked setter.",
    find: `@set_module("numpy.lib.stride_tricks")
def as_strided(`,
    replace: `def _within(x, shape, strides):
    shape = x.shape if shape is None else tuple(shape)
    if strides is None:
        strides = x.strides
        if x.flags.c_contiguous:
            strides, step = [], x.itemsize
            for size in reversed(shape):
                strides.insert(0, step)
                step *= size
    if 0 in shape:
        return np.empty(shape, x.dtype)
    if x.size == 0:
        raise ValueError("as_strided: an empty array has nothing to look at")
    first = x.view(np.ndarray)[(slice(0, 1),) * x.ndim].reshape(())
    array = _broadcast_to(first, shape, subok=False, readonly=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        array.strides = tuple(strides)
    if x.flags.writeable:
        array.flags.writeable = True
    return array


@set_module("numpy.lib.stride_tricks")
def as_strided(`,
  },
  {
    file: strideTricks,
    why: "The module that this needs.",
    find: `import numpy as np
from numpy._core.numeric import normalize_axis_tuple`,
    replace: `import warnings

import numpy as np
from numpy._core.numeric import normalize_axis_tuple`,
  },
  {
    file: "numpy/lib/_function_base_impl.py",
    why: "np.vectorize asks for a shape only, and laid it over the memory behind a number.",
    find: "np.lib.stride_tricks.as_strided(0, arg.shape[:ndim])",
    replace: "np.broadcast_to(0, arg.shape[:ndim])",
  },
  {
    file: categorical,
    why: "Categorical.from_codes(validate=False): compiled code looks codes up without a look at the categories' length.",
    find: "        if validate:\n            # beware: non-valid codes may segfault\n",
    replace: "        if True:\n",
  },
  {
    file: multi,
    why: "MultiIndex(verify_integrity=False): the same for its codes and levels.",
    find: "        self._codes = new_codes\n\n        self._reset_cache()\n",
    replace: "        _within_levels(self._levels, new_codes)\n        self._codes = new_codes\n\n        self._reset_cache()\n",
  },
  {
    file: multi,
    why: "The same when levels are set under codes that are there.",
    find: "            levels, level=level, validate=True, verify_integrity=verify_integrity\n        )\n",
    replace:
      "            levels, level=level, validate=True, verify_integrity=verify_integrity\n        )\n        _within_levels(idx._levels, idx._codes)\n",
  },
  {
    file: multi,
    why: "The check of both.",
    find: "class MultiIndex(Index):\n",
    replace: `def _within_levels(levels, codes):
    for level, level_codes in zip(levels, codes):
        level_codes = np.asarray(level_codes)
        if len(level_codes) != len(codes[0]):
            raise ValueError("the codes of a MultiIndex are equally long")
        if len(level_codes) and (level_codes.max() >= len(level) or level_codes.min() < -1):
            raise ValueError("a code of a MultiIndex lies outside its level")


class MultiIndex(Index):
`,
  },
  {
    file: "pandas/core/window/rolling.py",
    why: "A custom indexer's windows: compiled code reads from start to end without a look at the column's length.",
    find: '        if len(start) != len(end):\n            raise ValueError(\n                f"start ({len(start)}) and end',
    replace: `        start, end = np.asarray(start), np.asarray(end)
        for place in (start, end):
            if len(place) and (place.min() < 0 or place.max() > num_vals):
                raise ValueError(f"a window lies outside the {num_vals} values")
        if len(start) != len(end):
            raise ValueError(
                f"start ({len(start)}) and end`,
  },
  {
    file: "pandas/core/interchange/from_dataframe.py",
    why: "The interchange protocol hands over pointers.",
    find: "    kind, bit_width, _, _ = dtype\n\n    column_dtype = _NP_DTYPES",
    replace: `    if True:
        raise NotImplementedError("a foreign data frame is a pointer into memory; give the columns as lists or arrays")
    kind, bit_width, _, _ = dtype

    column_dtype = _NP_DTYPES`,
  },
];

function hex(text: string): string {
  return Buffer.from(text, "latin1").toString("hex");
}

/** A number that is not negative, as the signed form that constants take. */
function signed(value: number): number[] {
  const bytes = writeLeb(value);
  return (bytes.at(-1) as number) & 0x40 ? [...bytes.slice(0, -1), (bytes.at(-1) as number) | 0x80, 0] : bytes;
}
