import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test("fields are quoted and lines end as RFC 4180 says", () => {
  expect(csvLine(["a", 'say "hi"', "two\r\nlines", "a,b"])).toBe('"a","say ""hi""","two\r\nlines","a,b"\r\n');
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "a;=1", 'a;"=1', "a\n=1", "'=1"])(
  "what a spreadsheet would take for a formula is text: %j",
  (text) => {
    const parts = csvLine([text])
      .slice(1, -3)
      .replaceAll('""', '"')
      .split(/[;\t\r\n]/);
    for (const part of parts) expect(part).not.toMatch(/^["\s]*[=+\-@＝＋－＠]/);
  },
);

test("an ordinary text, negative numbers inside a list included, stays as it is", () => {
  for (const text of ["ok", "2026-11-22T10:00:00.000Z", '{"wallMs":-1,"peak":2}', "a = b - c", "x@y"])
    expect(csvLine([text])).toBe(`"${text.replaceAll('"', '""')}"\r\n`);
});

test("whatever the fields hold, a reader of RFC 4180 gets as many fields, none of them a formula", () => {
  const field = fc.string({ unit: fc.constantFrom(..."=+-@＝ab\",;\t\r\n '".split("")), maxLength: 12 });
  fc.assert(
    fc.property(fc.array(field, { minLength: 1, maxLength: 5 }), (fields) => {
      const read = [
        ...csvLine(fields)
          .slice(0, -2)
          .matchAll(/"((?:[^"]|"")*)"(?:,|$)/g),
      ].map(([, text = ""]) => text.replaceAll('""', '"'));
      expect(read).toHaveLength(fields.length);
      for (const [index, text] of read.entries()) {
        expect(text).not.toMatch(/^\s*[=+\-@＝]/);
        expect(text.replaceAll("'", "")).toBe(fields[index]?.replaceAll("'", ""));
      }
    }),
  );
});
