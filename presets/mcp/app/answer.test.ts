import fc from "fast-check";
import { expect, test } from "vitest";
import { CHARTS } from "../view-data.ts";
import { answerOf } from "./answer.ts";

const spec = (title: string) => ({ title, locale: "en", foot: { left: "", right: "" }, kpis: [], panels: [] });
const meta = (...ids: string[]) => ({ [CHARTS]: ids.map((id) => ({ id, spec: spec(`spec of ${id}`), whole: true })) });
const listed = (id: string) => ({
  id,
  title: `title of ${id}`,
  template: "bar",
  png: `strategic://charts/${id}.png`,
  html: null,
  warnings: [],
});
const drawn = { ok: true, chartId: "c", title: "T", headline: "H", template: "line", png: "p", html: "h", warnings: [] };

test("each tool's answer has its charts, in order, each with what it is drawn from", () => {
  const run = { status: "ok", charts: [listed("r-1"), listed("r-2")] };
  const ids = (structuredContent: object, ...sent: string[]) =>
    answerOf({ structuredContent, _meta: meta(...sent) }).charts.map((chart) => [chart.id, chart.title, chart.spec?.title]);
  expect(ids(run, "r-2", "r-1")).toEqual([
    ["r-1", "title of r-1", "spec of r-1"],
    ["r-2", "title of r-2", "spec of r-2"],
  ]);
  expect(ids(drawn, "c")).toEqual([["c", "T", "spec of c"]]);
  expect(ids({ run, chart: drawn }, "c", "r-1")).toEqual([
    ["c", "T", "spec of c"],
    ["r-1", "title of r-1", "spec of r-1"],
    ["r-2", "title of r-2", undefined],
  ]);
  expect(ids({ a: "1", b: "2", changes: [], chart: drawn }, "c")).toEqual([["c", "T", "spec of c"]]);
});

test("a host that passes one half on leaves what the other half says", () => {
  const alone = answerOf({ structuredContent: drawn });
  expect(alone.charts).toMatchObject([{ id: "c", title: "T", headline: "H", spec: null, whole: false, drawn: true }]);
  expect(answerOf({ _meta: meta("x") }).charts).toMatchObject([{ id: "x", title: "spec of x", whole: true, drawn: true }]);
  expect(answerOf({ content: [{ type: "text", text: "one" }, { type: "image" }, { type: "text", text: "two" }] })).toMatchObject({
    charts: [],
    run: null,
    text: "one\n\n\n\ntwo",
  });
});

test("a chart that was not drawn is one that says why", () => {
  const failed = { ...listed("r-1"), png: null, warnings: [{ code: "INVALID_DATA", message: "values is missing" }] };
  expect(answerOf({ structuredContent: { status: "ok", charts: [failed] } }).charts).toMatchObject([
    { drawn: false, spec: null, told: ["values is missing"] },
  ]);
  const refused = { ...drawn, ok: false, reason: "no data", chartId: "c" };
  expect(answerOf({ structuredContent: refused, isError: true })).toMatchObject({
    charts: [],
    refused: { reason: "no data" },
    isError: true,
  });
});

test("an id that could lead elsewhere, and a spec that is none, are not taken", () => {
  const odd = { structuredContent: { status: "ok", charts: [listed("../runs/x"), listed("a?b"), listed("r")] } };
  expect(answerOf(odd).charts.map(({ id }) => id)).toEqual([null, null, "r"]);
  for (const one of [null, "s", [], {}, { ...spec("t"), panels: {} }, { ...spec("t"), foot: null }, { ...spec("t"), locale: 1 }])
    expect(
      answerOf({ structuredContent: drawn, _meta: { [CHARTS]: [{ id: "c", spec: one, whole: true }] } }).charts[0]?.spec,
    ).toBeNull();
});

test("whatever an answer is, it is read without a throw", () => {
  const odd = fc.dictionary(
    fc.constantFrom("structuredContent", "_meta", "content", "isError"),
    fc.oneof(
      fc.anything(),
      fc.dictionary(fc.constantFrom("run", "chart", "status", "charts", "changes", "ok", "chartId", CHARTS), fc.anything()),
      fc.array(fc.record({ text: fc.anything() })),
    ),
  );
  fc.assert(
    fc.property(odd, (one) => {
      expect(answerOf(one).charts).toBeInstanceOf(Array);
    }),
  );
});
