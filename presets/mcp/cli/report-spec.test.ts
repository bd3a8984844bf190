import { expect, test } from "vitest";
import { reportSpec } from "./report-spec.ts";

test("an outline in Markdown is the outline that create_report takes", () => {
  const markdown = `\ufeff---
subtitle: "Q3: the short of it"
formats: pptx, html
locale: de
---
# Board, September

## Revenue is up
{{run.total|compact EUR}} in all.

Second paragraph,
still the second.

![Revenue by region](chart:0c9f-1)
![](chart:0c9f-2)
> Say thanks first.
> Then the number.

## The table ##
![](table:0c9f#by_region)
`;
  expect(reportSpec(markdown.replaceAll("\n", "\r\n"))).toEqual({
    title: "Board, September",
    subtitle: "Q3: the short of it",
    locale: "de",
    formats: ["pptx", "html"],
    sections: [
      {
        heading: "Revenue is up",
        text: "{{run.total|compact EUR}} in all.\n\nSecond paragraph,\nstill the second.",
        charts: ["0c9f-1", "0c9f-2"],
        notes: "Say thanks first.\nThen the number.",
      },
      { heading: "The table", table: { executionId: "0c9f", path: "by_region" } },
    ],
  });
});

test.each([
  ["text before a section", "# T\nwords", /^line 2: begin a section/],
  ["fields that do not end", "---\ntitle: x", /^line 1: .*end with a line/],
  ["a field that is none", "---\ncolour: red\n---\n", /^line 2: write title/],
  ["two tables in a section", "## a\n![](table:x)\n![](table:y)", /^line 3: a section has one table/],
])("%s is told with its line", (_what, markdown, message) => {
  expect(() => reportSpec(markdown)).toThrow(message);
});
