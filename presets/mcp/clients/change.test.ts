import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clients } from "./all.ts";
import { changeOf } from "./change.ts";
import type { Client } from "./client.ts";
import { InvalidConfig } from "./config.ts";

const client = (id: string): Client => clients.find((one) => one.id === id) as Client;
const [zed, desktop, code, codex] = ["zed", "claude-desktop", "claude-code", "codex"].map(client) as [
  Client,
  Client,
  Client,
  Client,
];
const entry = { command: "/opt/node", args: ["/opt/sp/bin/strategic-python.js", "serve"] };

/** With the entry, and what is left when it is taken away again. */
function both(text: string, where: Client) {
  const added = changeOf(text, where, entry);
  return {
    kind: added.kind,
    after: added.after,
    again: changeOf(added.after, where, entry).kind,
    back: changeOf(added.after, where, null).after,
  };
}

describe("JSON", () => {
  test("an entry comes last, after the comment of the one before it, in the file's own indentation", () => {
    const before =
      '{\n\t// mine\n\t"theme": "One", // dark\n\t"context_servers": {\n\t\t"other": { "command": "x" } // keep\n\t}\n}\n';
    const { after, back } = both(before, zed);
    expect(after).toBe(
      '{\n\t// mine\n\t"theme": "One", // dark\n\t"context_servers": {\n\t\t"other": { "command": "x" }, // keep\n\t\t"strategic-python": {\n\t\t\t"command": "/opt/node",\n\t\t\t"args": ["/opt/sp/bin/strategic-python.js", "serve"]\n\t\t}\n\t}\n}\n',
    );
    expect(back).toBe(before);
  });

  test.each([
    ["commas at the end", '{\n  "a": 1,\n  "context_servers": {\n    "x": {},\n  },\n}\n'],
    ["lines that end as on Windows", '{\r\n  "a": 1,\r\n  "context_servers": {\r\n    "x": {}\r\n  }\r\n}\r\n'],
    ["a byte order mark", '\uFEFF{\n  "context_servers": {\n    "x": {}\n  }\n}\n'],
    ["no line end at the end", '{\n    "context_servers": {\n        "x": {}\n    }\n}'],
    ["one line", '{"a": [1], "context_servers": {"x": {"command": "y"}}}'],
    ["one line with a comma at the end", '{"context_servers": {"x": 1 /* one */,}}'],
    ["a comment below the last one", '{\n  "context_servers": {\n    "x": {}\n    // more to come\n    /* soon */\n  }\n}\n'],
    ["a table that is empty", '{\n  "a": 1,\n  "context_servers": {}\n}\n'],
    ["other things below", '{\n  "context_servers": {\n    "x": {}\n  },\n  // of b\n  "b": [\n    1, // one\n  ],\n}\n'],
  ])("comes and goes without a trace: %s", (_, before) => {
    const { kind, again, after, back } = both(before, zed);
    expect([kind, again]).toEqual(["added", "none"]);
    expect(back).toBe(before);
    if (before.includes("\r\n")) expect(after.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  });

  test("a file that is empty, or holds comments alone, gets the table of servers; comments stay", () => {
    expect(both("", desktop).after).toBe(
      '{\n  "mcpServers": {\n    "strategic-python": {\n      "command": "/opt/node",\n      "args": ["/opt/sp/bin/strategic-python.js", "serve"]\n    }\n  }\n}\n',
    );
    expect(both("// nothing yet\r\n", zed).after).toMatch(/^\/\/ nothing yet\r\n\{\r\n {2}"context_servers": \{\r\n/);
    expect(both('{\n  "a": 1 // one\n}\n', zed).after).toMatch(
      /^\{\n {2}"a": 1, \/\/ one\n {2}"context_servers": \{\n {4}"strategic-python"/,
    );
    expect(both("{}", code).after).toMatch(/^\{\n {2}"mcpServers": \{\n {4}"strategic-python": \{\n {6}"type": "stdio"/);
  });

  test("what somebody added to our entry stays; what leads to a server elsewhere does not", () => {
    const before =
      '{\n  "mcpServers": {\n    "strategic-python": {\n      "type": "http", "url": "https://a", // ours\n      "command": "npx",\n      "args": [\n        "-y"\n      ],\n      "env": { "A": "1" }, // mine\n      "alwaysAllow": ["get_health"]\n    },\n    "b": {}\n  }\n}\n';
    const cursor = client("cursor");
    const { kind, after } = changeOf(before, cursor, entry);
    expect(kind).toBe("replaced");
    expect(after).toContain('"env": { "A": "1" }, // mine\n      "alwaysAllow": ["get_health"]\n    },\n    "b": {}\n');
    expect(after).toContain('"command": "/opt/node",\n      "args": ["/opt/sp/bin/strategic-python.js", "serve"],\n');
    expect(after).not.toMatch(/https|"type"/);
    expect(changeOf(after, cursor, entry).kind).toBe("none");
    expect(changeOf('{"mcpServers": {"strategic-python": null}}', desktop, entry)).toMatchObject({ kind: "replaced" });
  });

  test.each([
    ['{\n  "mcpServers": {\n    "a": {},\n  }\n}', "claude-desktop", /^line 4, column 3: .*neither comments nor commas/],
    ["{\n  // no\n}", "claude-code", /^line 2, column 3: invalid comment token/],
    ["// only", "claude-desktop", /^line 1, column 1/],
    ['{"mcpServers": {', "cursor", /^line 1, column 17: close brace expected/],
    ['{"mcpServers": []}', "cursor", /^line 1, column 16: "mcpServers" holds a list where an object belongs/],
    ['{"mcpServers": null}', "cursor", /^line 1, column 16: "mcpServers" holds null/],
    ["[1]", "cursor", /^line 1, column 1: the file holds a list/],
    ["{} x", "cursor", /^line 1, column 4/],
    ['{"servers": {}, "servers": {}}', "vscode", /^line 1, column 17: "servers" stands here a second time/],
    [
      '{"servers": {"strategic-python": {}, "strategic-python": {}}}',
      "vscode",
      /"servers.strategic-python" stands here a second time/,
    ],
    [`${"[".repeat(50_000)}${"]".repeat(50_000)}`, "vscode", /nested too deeply/],
  ])("is refused, with its place: %j", (text, id, said) => {
    expect(() => changeOf(text, client(id), entry)).toThrow(InvalidConfig);
    expect(() => changeOf(text, client(id), entry)).toThrow(said);
  });

  test("whatever a file holds, all but our entry is data and comments as before", () => {
    const name = fc.constantFrom("a", "b-c", "context_servers", "é\n", "strategic-python", "x");
    const gap = fc.constantFrom("", " ", "\n", "\n\t", " // c\n", "/* c */", "\r\n  ");
    const { value } = fc.letrec<{ value: string; object: string }>((tie) => ({
      value: fc.oneof({ maxDepth: 3 }, fc.constantFrom("1", '"s"', "null", "[]", "[1, 2]", '["}", "//"]'), tie("object")),
      object: fc
        .tuple(
          fc.uniqueArray(fc.tuple(name, gap, tie("value"), gap), { selector: ([key]) => key, maxLength: 3 }),
          fc.boolean(),
          gap,
        )
        .map(([fields, comma, end]) => {
          const written = fields.map(([key, before, field, after]) => `${before}${JSON.stringify(key)}: ${field}${after}`);
          return `{${written.join(",")}${comma && written.length > 0 ? "," : ""}${end}}`;
        }),
    }));
    fc.assert(
      fc.property(value, (text) => {
        let change: ReturnType<typeof changeOf>;
        try {
          change = changeOf(text, zed, entry);
        } catch (error) {
          // Such as a number where the table of servers belongs; never a text that can't be changed safely.
          expect(String(error)).toMatch(/where an object belongs/);
          return;
        }
        const comments = (one: string) => one.match(/\/\/ c|\/\* c \*\//g)?.length ?? 0;
        if (change.kind === "added") {
          expect(comments(change.after)).toBe(comments(text));
          expect(comments(changeOf(change.after, zed, null).after)).toBe(comments(text));
        }
        expect(changeOf(change.after, zed, entry).kind).toBe("none");
      }),
      { numRuns: 2000 },
    );
  });
});

describe("TOML", () => {
  const block = '[mcp_servers.strategic-python]\ncommand = "/opt/node"\nargs = [ "/opt/sp/bin/strategic-python.js", "serve" ]\n';

  test.each([
    [
      "comments, and text that looks like ours",
      '# top\nmodel = "x" # y\n\n[mcp_servers.other]\ncommand = """\n[mcp_servers.strategic-python]\n"""\nargs = [\n  "[mcp_servers.strategic-python]", # and here ]\n]\n',
    ],
    ["lines that end as on Windows", 'model = "x"\r\n\r\n[a]\r\nb = 1\r\n'],
    ["tables in an array, dates and keys in quotes", "[[a]]\nd = 1979-05-27T07:32:00Z\n[a.'b c'.\"d.e\"]\nf = 'g]'\n"],
    ["a byte order mark", "\uFEFFa = 1\n"],
    ["comments alone", "# nothing yet\n"],
  ])("comes last, and goes without a trace: %s", (_, before) => {
    const { kind, again, after, back } = both(before, codex);
    expect([kind, again]).toEqual(["added", "none"]);
    expect(after.replaceAll("\r\n", "\n").endsWith(`\n\n${block}`)).toBe(true);
    expect(back).toBe(before);
  });

  test("an empty file holds it alone", () => {
    expect(both("", codex)).toMatchObject({ after: block, back: "" });
  });

  test("what somebody added to our table stays, with its comments; another place's address does not", () => {
    const before =
      '[mcp_servers."strategic-python"] # ours\nurl = "https://a" # gone\nargs = ["-y", # old\n] # stays\nstartup_timeout_sec = 20 # mine\n\n[mcp_servers.strategic-python.env]\nA = "1"\n\n# of b\n[b]\nc = 1\n';
    const { kind, after } = changeOf(before, codex, entry);
    expect(kind).toBe("replaced");
    expect(after).toBe(
      '[mcp_servers."strategic-python"] # ours\ncommand = "/opt/node"\nargs = [ "/opt/sp/bin/strategic-python.js", "serve" ] # stays\nstartup_timeout_sec = 20 # mine\n\n[mcp_servers.strategic-python.env]\nA = "1"\n\n# of b\n[b]\nc = 1\n',
    );
    expect(changeOf(after, codex, null).after).toBe("\n# of b\n[b]\nc = 1\n");
  });

  test.each([
    ['a = 1\nb = "', /^line 2, column \d+: /],
    [
      "mcp_servers = { strategic-python = { command = 'x' } }\n",
      /^line 1, column 1: "strategic-python" is not written as a table/,
    ],
    ["[mcp_servers]\nstrategic-python.command = 'x'\n", /not written as a table/],
    ["mcp_servers = { a = { command = 'x' } }\n", /by hand|line \d/],
  ])("is refused, with its place: %j", (text, said) => {
    expect(() => changeOf(text, codex, entry)).toThrow(InvalidConfig);
    expect(() => changeOf(text, codex, entry)).toThrow(said);
  });

  test("whatever a file holds, all but our entry is data and comments as before", () => {
    const long = ['"""\n[mcp_servers.strategic-python]\n"""', "'''\n[x]\n'''''", "[1, # c\n 2]", '[\n  "]", # c ]\n]'];
    const value = fc.constantFrom("1", '"s # ]"', "'l['", ...long, "{ a = 1, b = [2] }", "1979-05-27", '"\\"]"', "true");
    const gap = fc.constantFrom("", " ", "\n", "# c\n", "\r\n");
    const key = fc.constantFrom("a", "command", '"q.r"', "'s t'", "args", "url", "env.X", "b . c");
    const ours = ['[mcp_servers."strategic-python"]', "[ mcp_servers . strategic-python ]", "[mcp_servers.strategic-python.env]"];
    const head = fc.constantFrom(
      "[a1]",
      "[mcp_servers]",
      "[mcp_servers.other]",
      ...ours,
      "[[arr]]",
      "['x]y']",
      "[mcp_servers.z] # c",
    );
    const pair = fc
      .tuple(gap, key, value, gap)
      .map(([before, name, field, after]) => `${before}${name} = ${field} # c\n${after}`);
    const file = fc
      .array(fc.tuple(head, fc.array(pair, { maxLength: 3 })), { maxLength: 4 })
      .map((tables) => tables.map(([name, pairs]) => `${name}\n${pairs.join("")}`).join(""));
    fc.assert(
      fc.property(file, (text) => {
        let change: ReturnType<typeof changeOf>;
        try {
          change = changeOf(text, codex, entry);
        } catch (error) {
          // No TOML, or no table of its own; never anything else.
          expect(error).toBeInstanceOf(InvalidConfig);
          return;
        }
        if (change.kind === "added") expect(changeOf(change.after, codex, null).after.trimEnd()).toBe(text.trimEnd());
        expect(changeOf(change.after, codex, entry).kind).toBe("none");
        changeOf(change.after, codex, null);
      }),
      { numRuns: 1000 },
    );
  });
});
