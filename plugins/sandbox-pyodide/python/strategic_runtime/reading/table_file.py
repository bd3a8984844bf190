"""A table as columns, which is taken over without parsing: from decoding/table-file.ts, and kept for the next run on the same file.

Four letters, the length of a JSON head, the head, and the columns' bytes, each from a multiple of eight on.
"""
import base64
import datetime
import decimal
import json

from strategic_runtime.reading.findings import Findings

MAGIC = b"SPT1"
ALIGNED = 8


def read(data):
    """(table, findings, settled): settled is a table that was read before, of which everything is told."""
    import pandas as pd

    length = int.from_bytes(data[4:8], "little")
    head = json.loads(data[ALIGNED : ALIGNED + length].decode("utf-8", "surrogatepass"))
    body = memoryview(data)[ALIGNED + length :]
    rows = head["rows"]
    values = [_values(pd, column, body, rows) for column in head["columns"]]
    frame = pd.DataFrame(dict(enumerate(values)), index=pd.RangeIndex(rows), copy=False)
    frame.columns = [column["name"] for column in head["columns"]]
    if head["settled"]:
        return frame, head["told"], True
    findings = Findings(first_row=head["firstRow"])
    findings.notes.extend(head["notes"])
    return frame, findings, False


def _values(pd, column, body, rows):
    import numpy as np

    def array(place, dtype):
        at, size = place
        return np.frombuffer(body[at : at + size], dtype=dtype).copy()

    kind = column["kind"]
    if kind == "numbers":
        numbers = array(column["data"], column["dtype"])
        return numbers if column["gaps"] is None else _with_gaps(pd, np, numbers, array(column["gaps"], "bool"))
    if kind == "moments":
        moments = array(column["data"], "int64").view("datetime64[%s]" % column["unit"])
        return pd.Series(moments).dt.tz_localize("UTC") if column["utc"] else moments
    if kind == "periods":
        return pd.PeriodIndex.from_ordinals(array(column["data"], "int64"), freq=column["freq"])
    if kind == "texts":
        at, size = column["texts"]
        texts = json.loads(bytes(body[at : at + size]).decode("utf-8", "surrogatepass"))
        return pd.array(texts, dtype="str").take(array(column["codes"], "int32"), allow_fill=True)
    at, size = column["values"]
    values = json.loads(bytes(body[at : at + size]).decode("utf-8", "surrogatepass"), object_hook=_meant)
    return pd.Series(values, dtype=object) if any(value is not None for value in values) else np.full(rows, np.nan)


def _with_gaps(pd, np, numbers, gaps):
    """A gap among whole numbers makes them floats, as it does for pandas; where that would lose digits, they stay exact."""
    if numbers.dtype.kind in "iu" and len(numbers) and (numbers.astype("float64").__abs__().max() < 2**53):
        numbers = numbers.astype("float64")
        numbers[gaps] = np.nan
        return numbers
    return pd.arrays.IntegerArray(numbers, gaps)


def _meant(value):
    if len(value) != 1:
        return value
    (key, said), = value.items()
    if key == "$time":
        return datetime.time.fromisoformat(said)
    if key == "$moment":
        return datetime.datetime.fromisoformat(said.removesuffix("Z"))
    if key == "$decimal":
        return decimal.Decimal(said)
    if key == "$bytes":
        return base64.b64decode(said)
    return int(said) if key == "$int" else value


def write(frame, told):
    """The bytes from which `read` makes the same table again; None for one that has more than columns of one kind each."""
    import numpy as np
    import pandas as pd

    if not isinstance(frame.index, pd.RangeIndex) or frame.index.start or frame.index.step != 1 or not all(type(name) is str for name in frame.columns):
        return None
    parts, columns, at = [], [], 0

    def place(data):
        nonlocal at
        start, size = at, len(data)
        parts.append(data + b"\0" * (-size % ALIGNED))
        at += len(parts[-1])
        return [start, size]

    for position, name in enumerate(frame.columns):
        described = _described(pd, np, frame.iloc[:, position], place)
        if described is None:
            return None
        columns.append({"name": name, **described})
    head = json.dumps({"rows": len(frame), "columns": columns, "settled": True, "told": told}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    head += b" " * (-len(head) % ALIGNED)
    return MAGIC + len(head).to_bytes(4, "little") + head + b"".join(parts)


def _described(pd, np, values, place):
    dtype = values.dtype
    if isinstance(dtype, pd.StringDtype):
        codes, texts = pd.factorize(values, use_na_sentinel=True)
        said = json.dumps(texts.astype(object).tolist(), ensure_ascii=False).encode("utf-8", "surrogatepass")
        return {"kind": "texts", "codes": place(codes.astype("int32").tobytes()), "texts": place(said)}
    if isinstance(dtype, np.dtype) and dtype.kind in "iufb":
        return {"kind": "numbers", "dtype": dtype.name, "data": place(values.to_numpy().tobytes()), "gaps": None}
    if isinstance(dtype, np.dtype) and dtype.kind == "M":
        return {"kind": "moments", "unit": np.datetime_data(dtype)[0], "utc": False, "data": place(values.to_numpy().view("int64").tobytes())}
    if isinstance(dtype, pd.DatetimeTZDtype) and str(dtype.tz) == "UTC":
        plain = values.dt.tz_localize(None).to_numpy()
        return {"kind": "moments", "unit": dtype.unit, "utc": True, "data": place(plain.view("int64").tobytes())}
    if isinstance(dtype, pd.PeriodDtype):
        return {"kind": "periods", "freq": dtype.freq.freqstr, "data": place(values.array.asi8.tobytes())}
    if str(dtype) == "Int64":
        numbers, gaps = values.array._data, values.array._mask
        # Told from its gaps when it is read; with none, or where they would be floats, it would come back as another kind.
        if gaps.any() and np.abs(numbers.astype("float64")).max() >= 2**53:
            return {"kind": "numbers", "dtype": "int64", "data": place(numbers.tobytes()), "gaps": place(gaps.astype("uint8").tobytes())}
    return None
