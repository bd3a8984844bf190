import { expect, test } from "vitest";
import { el, escaped, val } from "./element.ts";

test("what is between and within elements can end neither, and holds nothing that XML can't", () => {
  expect(escaped("a<b>&\"'\u0000\ud800\uffff")).toBe("a&lt;b&gt;&amp;&quot;&apos;");
  expect(el("c:numFmt", { formatCode: '"x"</c:numFmt>', sourceLinked: 0 })).toBe(
    '<c:numFmt formatCode="&quot;x&quot;&lt;/c:numFmt&gt;" sourceLinked="0"/>',
  );
});

test("an attribute that is not said is not there; a truth is a digit", () => {
  expect(el("a:bodyPr", { rot: undefined, wrap: "none" }, "in")).toBe('<a:bodyPr wrap="none">in</a:bodyPr>');
  expect([val("c:delete", true), val("c:delete", false), val("c:min", 0)]).toEqual([
    '<c:delete val="1"/>',
    '<c:delete val="0"/>',
    '<c:min val="0"/>',
  ]);
});
