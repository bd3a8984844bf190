"""Text from bytes, and what kind of file it really is."""
import codecs

import re

from strategic_runtime.reading.errors import DatasetError
from strategic_runtime.reading.findings import shown

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What a file begins with, whatever it is called.
OTHERS = (
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook: give it the ending .xlsx or .zip"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Excel file: save it as .xlsx without a password, or as CSV"),
    (b"PAR1", "a Parquet file: give it the ending .parquet"),
    (b"\x1f\x8b", "compressed with gzip: give it the ending .gz"),
    (b"%PDF-", "a PDF: export the table itself, as CSV or XLSX"),
    (b"SQLite format 3\0", "an SQLite database: export the table, as CSV"),
    (b"{\\rtf", "a formatted text: save it as CSV"),
)
FOREIGN = re.compile(r"\w*[^\x00-\x7f]\w*")
PAGE = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table")


def refuse_others(name, data, format):
    for start, what in OTHERS:
        if data.startswith(start):
            raise DatasetError("dataset %r is called %s and is %s" % (name, format.upper(), what))
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(PAGE):
        raise DatasetError("dataset %r is called %s and is a web page: where it was saved from, a login may have been asked for; export the table itself" % (name, format.upper()))
    if format == "csv" and head.startswith(b"<?xml"):
        raise DatasetError("dataset %r is called CSV and is XML: export it as CSV, JSON or XLSX" % name)


def decoded(name, data):
    """(text, encoding)"""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise DatasetError("dataset %r begins as %s and does not go on so: %s" % (name, encoding, error)) from None
    wide = _wide(data)
    if wide is not None:
        try:
            return data.decode(wide), wide
        except UnicodeDecodeError:
            pass
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        try:
            return data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            return data.decode("latin-1"), "latin-1"


def tell_guessed(text, encoding, findings):
    """Bytes that are no UTF-8 say nothing of their letters."""
    found = FOREIGN.search(text) if encoding in ("cp1252", "latin-1") else None
    if found is None:
        return
    if encoding == "cp1252":
        told = "the file is no UTF-8, and was read as Windows-1252, as in %s" % shown(found.group())
    else:
        told = "the file is neither UTF-8 nor Windows-1252: letters such as in %s are probably wrong. Save it as UTF-8" % shown(found.group())
    findings.note(None, "encoding", told, None)


def _wide(data):
    """UTF-16 without its mark: in Latin letters every second byte is zero."""
    head = data[:1024]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(data) % 2 or len(head) < 4:
        return None
    if odd > len(head) // 6 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 6 and odd == 0 else None
