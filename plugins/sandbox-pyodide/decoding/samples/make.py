"""Makes the samples beside this file, and what native pandas reads from them: python make.py, with openpyxl, pyarrow and pandas.

Workbooks and Parquet files of other people's programs: what our own would write proves little.
"""
import datetime
import decimal
import json
import pathlib

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from plain import columns

HERE = pathlib.Path(__file__).parent
expected = {}


def kept(name, frame):
    expected[name] = columns(frame)


def workbook(name, epoch=None):
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    sheet = book.active
    sheet.title = "Zahlen"
    sheet.append(["name", "whole", "number", "gap", "day", "moment", "flag", "id", "2024", "percent", "text with  blanks ", "emoji"])
    for at in range(6):
        day = datetime.date(2024, 2, 27) + datetime.timedelta(days=at)
        sheet.append([f"row {at}", 10**9 + at, at / 3, None if at == 2 else at * 1.5, day, datetime.datetime(1999, 12, 31, 23, 59, at), at % 2 == 0, f"00{at}", at * 100, at / 100, f" x{at} ", "é😀"])
    for row in sheet.iter_rows(min_row=2, min_col=10, max_col=10):
        row[0].number_format = "0.0%"
    other = book.create_sheet("Q2")
    other.append(["a", "b"])
    other.append([1, "eins"])
    hidden = book.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    hidden.append(["secret"])
    book.save(HERE / name)
    kept(name, pd.read_excel(HERE / name))


workbook("edge.xlsx")
workbook("edge-1904.xlsx", CALENDAR_MAC_1904)

moments = [datetime.datetime(2024, 2, 29, 12, 30, 15, 123456), None, datetime.datetime(1960, 1, 1)]
table = pa.table(
    {
        "i8": pa.array([1, -128, 127], pa.int8()),
        "i16": pa.array([1, None, -3], pa.int16()),
        "i32": pa.array([2**31 - 1, -(2**31), 0], pa.int32()),
        "i64": pa.array([2**63 - 1, -(2**63), 7], pa.int64()),
        "i64 gap": pa.array([2**62 + 1, None, 3], pa.int64()),
        "u8": pa.array([255, 0, 1], pa.uint8()),
        "u32": pa.array([2**32 - 1, 0, 1], pa.uint32()),
        "u64": pa.array([2**64 - 1, 0, 1], pa.uint64()),
        "f32": pa.array([1.5, None, -2.25], pa.float32()),
        "f64": pa.array([0.1, float("inf"), None], pa.float64()),
        "flag": pa.array([True, False, True]),
        "flag gap": pa.array([True, None, False]),
        "text": pa.array(["é😀", "", None]),
        "again": pa.array(["a", "b", "a"]).dictionary_encode(),
        "day": pa.array([datetime.date(2024, 2, 29), None, datetime.date(1900, 3, 1)], pa.date32()),
        "ms": pa.array(moments, pa.timestamp("ms")),
        "us": pa.array(moments, pa.timestamp("us")),
        "ns": pa.array(moments, pa.timestamp("ns")),
        "utc": pa.array(moments, pa.timestamp("us", tz="UTC")),
        "time": pa.array([datetime.time(1, 2, 3, 4), None, datetime.time(23, 59)], pa.time64("us")),
        "money": pa.array([decimal.Decimal("12345678901234567890.12"), None, decimal.Decimal("-0.05")], pa.decimal128(30, 2)),
        "small": pa.array([decimal.Decimal("1.5"), decimal.Decimal("-2.0"), None], pa.decimal128(9, 1)),
        "bytes": pa.array([b"\x00\xff", None, b"a"], pa.binary()),
        "list": pa.array([[1, 2], [], None], pa.list_(pa.int32())),
        "record": pa.array([{"a": 1, "b": "x"}, None, {"a": None, "b": "y"}]),
    }
)
for name, options in {
    "snappy": {"compression": "snappy"},
    "gzip": {"compression": "gzip", "data_page_version": "2.0"},
    "zstd": {"compression": "zstd", "row_group_size": 1},
    "brotli": {"compression": "brotli", "use_dictionary": False},
    "none": {"compression": "none", "version": "1.0"},
}.items():
    pq.write_table(table, HERE / f"{name}.parquet", **options)
    kept(f"{name}.parquet", pq.read_table(HERE / f"{name}.parquet").to_pandas(timestamp_as_object=True, integer_object_nulls=True))
pq.write_table(pa.table({"a": [1]}), HERE / "lz4.parquet", compression="lz4")
(HERE / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False) + "\n")
