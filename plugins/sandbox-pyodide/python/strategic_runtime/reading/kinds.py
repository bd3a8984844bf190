"""What a column is, in a word that needs no pandas to be understood."""


def kind_of(values):
    """`values`: a Series, or None where pandas is missing."""
    dtype = values.dtype
    kind, name = dtype.kind, str(dtype)
    if kind == "b" or name == "boolean":
        return "true/false"
    if kind in "iu" or name.startswith(("Int", "UInt")):
        return "whole number"
    if kind == "f" or name.startswith("Float"):
        return "empty" if len(values) and values.isna().all() else "number"
    if kind == "M" or name.startswith("datetime64"):
        return "date"
    if name.startswith("period"):
        return "period"
    if kind == "m":
        return "duration"
    if name == "category":
        return "category"
    if name in ("str", "string"):
        return "text"
    present = values.dropna()
    kinds = set(map(type, present.iloc[:1000]))
    if not kinds:
        return "empty"
    if kinds == {str}:
        return "text"
    only = next(iter(kinds)).__name__ if len(kinds) == 1 else None
    return {"bool": "true/false", "Decimal": "decimal number", "time": "time", "list": "list", "dict": "record", "bytes": "bytes"}.get(only, "mixed")
