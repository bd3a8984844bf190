import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { commands, main } from "./main.ts";

let printed = "";
let complained = "";
beforeEach(() => {
  printed = "";
  complained = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    complained += text;
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

test("help names every command, and every environment variable that some flag reads", async () => {
  expect(await main(["--help"])).toBe(0);
  for (const [name, load] of Object.entries(commands)) {
    expect(printed).toContain(`strategic-python ${name}`);
    for (const { env } of Object.values((await load()).flags)) if (env !== undefined) expect(printed).toContain(env);
  }
});

describe.each(Object.entries(commands))("%s", (name, load) => {
  test("its help explains each flag that it takes, with its environment variable", async () => {
    expect(await main([name, "--help"])).toBe(0);
    const { flags } = await load();
    for (const [flag, { help, env }] of Object.entries(flags)) {
      const line = printed.split("\n").find((text) => text.startsWith(`  --${flag}`));
      expect(line).toContain(help);
      if (env !== undefined) expect(line).toContain(env);
      // Whoever reads only the usage line learns of it too.
      expect(printed.split("\n\n")[0]).toContain(`--${flag}`);
    }
  });

  test("a flag that it does not take is a usage error that says how it is called", async () => {
    expect(await main([name, "--colour", "red"])).toBe(2);
    expect(complained).toContain("--colour");
    expect(complained).toContain(`Usage: strategic-python ${name}`);
    expect(printed).toBe("");
  });

  test("a word too many is a usage error, and nothing is done", async () => {
    expect(await main([name, "one", "two"])).toBe(2);
    expect(complained).toContain(`strategic-python ${name}`);
    expect(printed).toBe("");
  });
});

test("no command, and one that there is not, are usage errors", async () => {
  expect(await main([])).toBe(2);
  expect(await main(["draw"])).toBe(2);
  expect(complained).toContain('there is no command "draw"');
});

test("--locale speaks: the headline, the page and what the page says to a reader", async () => {
  const out = mkdtempSync(join(tmpdir(), "spoken-"));
  try {
    expect(await main(["render", "cost_analysis", "--sample", "--html", "--locale", "de-AT", "--json", "--out", out])).toBe(0);
    const { headline, html } = JSON.parse(printed) as { headline: string; html: string };
    expect(headline).toMatch(/^Kosten: Anstieg von /);
    const page = readFileSync(html, "utf8");
    expect(page).toContain('<html lang="de-AT"');
    expect(page).toContain("<summary>Datentabelle</summary>");
    expect(page).toContain('"page.print":"Drucken"');
  } finally {
    rmSync(out, { recursive: true });
  }
});
