import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeHtml, scriptJson } from "./html.ts";

test("no text leaves its element", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !/[<>"']/.test(escapeHtml(text))));
  expect(escapeHtml("<script>alert('x')</script>")).toBe("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
});

test("no data leaves its script, and it reads back as it was", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = scriptJson(value);
      expect(text).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(scriptJson("</script><!--$&$'")).not.toContain("</");
});
