"""A table's cells as JSON, the same for what native pandas reads (make.py) and for what the sandbox does (test/e2e/files.test.ts)."""
import datetime
import decimal
import json

import pandas as pd


def plain(value):
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    # What JSON, or JavaScript's numbers, can't hold.
    if isinstance(value, float) and value in (float("inf"), float("-inf")) or type(value) is int and abs(value) > 2**53:
        return str(value)
    return value


def columns(table):
    return {str(name): [plain(value) for value in table[name]] for name in table.columns}


def told(table):
    return json.dumps(columns(table), ensure_ascii=False)
