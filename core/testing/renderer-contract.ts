import assert from "node:assert/strict";
import type { DashboardSpec } from "../ports/dashboard-spec.ts";
import type { Renderer, RenderOptions } from "../ports/renderer.ts";
import type { TestFunction } from "./contract.ts";

const options: RenderOptions = { formats: ["png", "html"], theme: "light", width: 800, height: 450, scale: 1, locale: "en" };

/** What every renderer must do. `spec` is one it can draw. */
export function rendererContract(test: TestFunction, renderer: () => Renderer, spec: () => DashboardSpec): void {
  test("draws what was asked for, and nothing else", async () => {
    const png = await renderer().render(spec(), { ...options, formats: ["png"] });
    assert.deepEqual([...(png.png ?? []).slice(1, 4)], [80, 78, 71]);
    assert.equal(png.html, null);
    const html = await renderer().render(spec(), { ...options, formats: ["html"] });
    assert.equal(html.png, null);
    assert.match(html.html ?? "", /<title>/);
  });

  test("the same spec gives the same bytes", async () => {
    const [one, two] = [await renderer().render(spec(), options), await renderer().render(spec(), options)];
    assert.deepEqual(one.png, two.png);
    assert.equal(one.html, two.html);
  });

  test("a text fallback is always there", async () => {
    assert.notEqual((await renderer().render(spec(), options)).text, "");
  });

  test("two clients at once each get their own picture, and one that gave up takes the other's not along", async () => {
    const titled = (title: string): DashboardSpec => ({ ...spec(), title });
    const call = (client: string, signal = new AbortController().signal) => ({ client, signal });
    const html = { ...options, formats: ["html"] as const };
    const clients = ["one", "two", "one", "two"];
    const pages = await Promise.all(
      clients.map((client, at) => renderer().render(titled(`of ${client} ${at}`), html, call(client))),
    );
    for (const [at, { html: page }] of pages.entries()) {
      for (const [other, client] of clients.entries()) assert.equal(page?.includes(`of ${client} ${other}`), at === other);
    }
    const controller = new AbortController();
    const given = renderer().render(titled("given up"), options, call("one", controller.signal));
    const kept = renderer().render(titled("kept"), html, call("two"));
    controller.abort();
    await given.catch((error: { code?: string }) => assert.equal(error.code, "ABORTED"));
    assert.match((await kept).html ?? "", /kept/);
    await assert.rejects(renderer().render(spec(), options, call("one", AbortSignal.abort())), { code: "ABORTED" });
  });

  test("tells the colours that it draws in, each as six digits, and writes numbers", () => {
    for (const theme of ["light", "dark"] as const) {
      const look = renderer().look({ theme, locale: "en" });
      const roles = ["accent", "reference", "good", "bad", "neutral", "series-1", "series-6"] as const;
      const colours = [
        look.ground,
        look.card,
        look.ink,
        look.muted,
        look.line,
        ...look.strip,
        ...roles.map((role) => look.mark(role)),
      ];
      for (const colour of colours) assert.match(colour, /^#[0-9a-f]{6}$/i);
      assert.match(look.number(1.5, { style: "number" }), /1.5/);
      assert.notEqual(look.number(null, { style: "number" }), "");
    }
  });

  test("gives several charts as parts of one document, in order, and none twice", async () => {
    const titled = (title: string): DashboardSpec => ({ ...spec(), title });
    const { charts } = await renderer().page([titled("of one"), titled("of two")], { theme: "light", locale: "en" });
    assert.deepEqual(
      charts.map((chart) => ["of one", "of two"].map((title) => chart.includes(title))),
      [
        [true, false],
        [false, true],
      ],
    );
    const ids = charts.join("").match(/ id="[^"]+"/g) ?? [];
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual((await renderer().page([], { theme: "light", locale: "en" })).charts, []);
  });
}
