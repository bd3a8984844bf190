import type { BytePatch, TextPatch } from "./byte-patches.ts";

/**
 * Every place where numpy 2.4.3 picks its *default* integer, in one table. On wasm32 that is C's `long`, 32 bits; a program
 * written for a 64-bit CPython then overflows without an error. `np.intp`, the type of positions, stays 32-bit: it is the
 * size of a pointer, and compiled code everywhere relies on it. How the places are found again: docs/numerics.md.
 */
export const numpyCore = {
  file: "numpy/_core/_multiarray_umath.cpython-314-wasm32-emscripten.so",
  sha256: "2a275a1a784f811e4332d981fc7903bc2d2a80ddd56c27d97ded26c90a0db4db",
} as const;

// i32.const with numpy's type numbers: 7 is NPY_LONG, 9 is NPY_LONGLONG.
const LONG = "41 07";
const LONGLONG = "41 09";

const wider = (offset: number, where: string, why: string): BytePatch => ({ offset, where, why, old: LONG, new: LONGLONG });

export const numpyBytes: readonly BytePatch[] = [
  wider(0x96c49, "abstractdtypes.c discover_descriptor_from_pylong", "np.array(-1): what a Python int becomes."),
  wider(0x96c6d, "abstractdtypes.c discover_descriptor_from_pylong", "np.array(5): any other int that fits."),
  wider(0x96c8d, "abstractdtypes.c int_default_descriptor", "The default of the abstract integer type: np.array([], dtype=int)."),
  {
    offset: 0x96cb7,
    where: "abstractdtypes.c int_common_dtype",
    why: "bool array with Python int: _Intp_dtype becomes _Int64_dtype.",
    old: "23 b6 01",
    new: "23 b3 01",
  },
  {
    offset: 0x96d75,
    where: "abstractdtypes.c int_common_dtype",
    why: "The same for user-defined types with Python int.",
    old: "23 b6 01",
    new: "23 b3 01",
  },
  wider(0xb16cc, "ctors.c PyArray_ArangeObj", "np.arange(10)."),
  wider(0xbae3b, "descriptor.c _convert_from_type", "np.dtype(int), and with it every dtype=int and astype(int)."),
  wider(0x15bfc0, "ufunc_object.c py_resolve_dtypes", "ufunc.resolve_dtypes((int, ...))."),
  wider(0x15c6d4, "ufunc_object.c reducelike_promote_and_resolve", "Sums and products of bool: at least the default integer."),
  {
    offset: 0x15c6e4,
    where: "ufunc_object.c reducelike_promote_and_resolve",
    why: "Sums and products of small integers: those under 8 bytes are widened, no longer those under 4.",
    old: "41 03",
    new: "41 07",
  },
  {
    offset: 0x1f5405,
    where: "ufunc_object.c reducelike_promote_and_resolve, its type table",
    why: "What small integers are widened to: ulong and long become ulonglong and longlong, for ubyte to ulonglong.",
    old: "08000000 07000000 08000000 07000000 08000000 07000000 08000000 07000000 08000000",
    new: "0a000000 09000000 0a000000 09000000 0a000000 09000000 0a000000 09000000 0a000000",
  },
  wider(0x154afb, "ufunc_object.c convert_ufunc_arguments", "np.power(10, 10): asks whether a Python int has the default type."),
  wider(0x103fd7, "common.c zero_pyint_like_arr", "The stand-in array of that question."),
  {
    offset: 0x153c20,
    where: "ufunc_object.c convert_ufunc_arguments, Python int fast path",
    why: "np.square(100000): the value is stored in 8 bytes, sign-extended, as longlong; the check for an error that can't be goes.",
    old: "41 7f 21 10 20 06 41 7f 47 0d 01 10 01 45 0d 01 0b 41 00 21 06 0c 04 0b 20 05 20 06 36 02 c0 10 41 07",
    new: "41 7f 21 10 0c 01 0b 41 00 21 06 0c 04 0b 20 05 20 06 ac 37 03 c0 10 01 01 01 01 01 01 01 01 01 41 09",
  },
  {
    offset: 0xb009b,
    where: "ctors.c PyArray_FromArray",
    why: "Where C asks for positions or counts (repeat, choose, reduceat, sorter=), int64 arrays are taken: casting safe becomes same_kind.",
    old: "41 02",
    new: "41 03",
  },
];

const aliases = "numpy/_core/_type_aliases.py";
const managers = "pandas/core/internals/managers.py";

export const pythonTexts: readonly TextPatch[] = [
  { file: aliases, why: "np.int_ and dtype='int_'.", find: '"int_": "intp"', replace: '"int_": "int64"' },
  { file: aliases, why: "np.uint and dtype='uint'.", find: '"uint": "uintp"', replace: '"uint": "uint64"' },
  {
    file: aliases,
    why: "dtype='long' by name, which RandomState.randint asks for. The attribute np.long stays C's: mtrand casts its buffers.",
    find: '    "int": "int_",\n',
    replace: '    "int": "int_",\n    "long": "int64",\n    "ulong": "uint64",\n',
  },
  {
    file: managers,
    why: "BlockManager: a default integer appended to positions that Cython then takes as intp.",
    find: "np.append(self._blklocs, 0)",
    replace: "np.append(self._blklocs, np.intp(0))",
  },
  {
    file: managers,
    why: "The same for block numbers.",
    find: "np.append(self._blknos, len(self.blocks))",
    replace: "np.append(self._blknos, np.intp(len(self.blocks)))",
  },
  {
    file: managers,
    why: "The same when a column is put in front.",
    find: "np.concatenate([[0], self._blklocs])",
    replace: "np.concatenate([np.zeros(1, np.intp), self._blklocs])",
  },
  {
    file: managers,
    why: "The same for block numbers when a column is put in front.",
    find: "np.concatenate([[len(self.blocks)], self._blknos])",
    replace: "np.concatenate([np.full(1, len(self.blocks), np.intp), self._blknos])",
  },
];
