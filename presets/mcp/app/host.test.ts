import { expect, test } from "vitest";
import { allowedBy, aroundOf, merged, nothingAllowed } from "./host.ts";

test("what a host says it can do is allowed, and nothing else", () => {
  expect(allowedBy({ message: { text: {} }, updateModelContext: { text: {} }, downloadFile: {}, serverResources: {} })).toEqual({
    message: true,
    context: true,
    download: true,
    read: true,
  });
  expect(allowedBy({ serverResources: { listChanged: true } })).toEqual({ ...nothingAllowed, read: true });
});

test.each([null, undefined, "all", 1, [], { message: true, downloadFile: "yes", serverResources: 1, updateModelContext: [] }])(
  "%j allows nothing",
  (said) => {
    expect(allowedBy(said)).toEqual(nothingAllowed);
  },
);

test("a host that takes pictures alone takes no words; one that names no kinds takes words", () => {
  expect(allowedBy({ message: { image: {} } }).message).toBe(false);
  expect(allowedBy({ message: {} }).message).toBe(true);
});

test("what is around is read where it is what it should be", () => {
  const context = {
    theme: "dark",
    locale: "de-AT",
    styles: { variables: { "--color-background-primary": "light-dark(#fff, #171717)" } },
    displayMode: "inline",
    availableDisplayModes: ["inline", "fullscreen", 3],
    safeAreaInsets: { top: 44, right: 0, bottom: 34, left: -1 },
  };
  expect(aroundOf(context)).toEqual({
    theme: "dark",
    locale: "de-AT",
    ground: "light-dark(#fff, #171717)",
    mode: "inline",
    modes: ["inline", "fullscreen"],
    insets: [44, 0, 34, 0],
  });
});

test("what is not what it should be is as if it had not been said", () => {
  const nothing = { theme: null, locale: null, ground: null, mode: "inline", modes: [], insets: [0, 0, 0, 0] };
  expect(aroundOf({})).toEqual(nothing);
  const odd = {
    theme: "blue",
    locale: "en-US@posix",
    styles: { variables: [] },
    displayMode: {},
    availableDisplayModes: "all",
    safeAreaInsets: { top: Number.NaN, left: 1e9 },
  };
  expect(aroundOf(odd)).toEqual(nothing);
});

test("a locale that is none is none", () => {
  for (const locale of [7, "", "en-US@posix", "C", "x".repeat(99), "de_AT"])
    expect([locale, aroundOf({ locale }).locale]).toEqual([locale, null]);
  expect(aroundOf({ locale: "de-at" }).locale).toBe("de-AT");
});

test("a change says what is new and leaves the rest; other names, that of the prototype too, are not taken", () => {
  const before = merged({}, { theme: "light", locale: "en" });
  const after = merged(before, JSON.parse('{"theme":"dark","__proto__":{"locale":"xx"},"constructor":1,"userAgent":"h"}'));
  expect(aroundOf(after)).toMatchObject({ theme: "dark", locale: "en" });
  expect(Object.keys(after)).not.toContain("userAgent");
  expect(({} as { locale?: string }).locale).toBeUndefined();
});
