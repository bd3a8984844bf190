import fc from "fast-check";

/** Messages that no client of the protocol would send, and some that one might: what each is made of was right before. */
const METHODS = [
  "initialize",
  "ping",
  "tools/list",
  "tools/call",
  "resources/list",
  "resources/read",
  "resources/templates/list",
  "prompts/list",
  "prompts/get",
  "completion/complete",
  "server/discover",
  "subscriptions/listen",
  "logging/setLevel",
  "notifications/initialized",
  "notifications/cancelled",
  "notifications/progress",
];
const TOOLS = ["run_analysis", "render_chart", "create_report", "list_templates", "get_audit_trail", "describe_dataset", "none"];
const META = {
  "io.modelcontextprotocol/protocolVersion": "2026-07-28",
  "io.modelcontextprotocol/clientCapabilities": {},
  "io.modelcontextprotocol/clientInfo": { name: "c", version: "1" },
};

const hostileKey = fc.constantFrom("__proto__", "constructor", "toString", "then", "toJSON", "hasOwnProperty", "\u0000", "");
const anything = fc.oneof(
  { depthSize: "small", withCrossShrink: true },
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, -1, 1e308, "", "x".repeat(5000), [], {}, [[[[[[[[]]]]]]]], "\ud800", "\u202e", "../../etc/passwd"),
  fc.dictionary(hostileKey, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
);
const sometimes = <T>(value: fc.Arbitrary<T>, weight = 4) =>
  fc.oneof({ weight, arbitrary: value }, { weight: 1, arbitrary: anything });

const params = fc.oneof(
  anything,
  fc.record(
    { name: sometimes(fc.constantFrom(...TOOLS)), arguments: anything, _meta: sometimes(fc.constant(META), 2) },
    { requiredKeys: [] },
  ),
  fc.record({
    uri: sometimes(fc.constantFrom("strategic://runs/x", "strategic://charts/x.png", "file:///etc/passwd", "ui://x")),
  }),
  fc.record(
    { ref: anything, argument: anything, cursor: anything, requestId: anything, progressToken: anything },
    { requiredKeys: [] },
  ),
);

const message = fc.record(
  {
    jsonrpc: sometimes(fc.constant("2.0"), 9),
    id: sometimes(fc.integer({ min: 1, max: 50 })),
    method: sometimes(fc.constantFrom(...METHODS), 9),
    params,
    result: anything,
    error: anything,
  },
  { requiredKeys: ["jsonrpc"] },
);

/** As bytes: whole, cut, with bytes that are no text, several in one, or nothing of it. */
export const malformed: fc.Arbitrary<Buffer> = fc
  .oneof(
    { weight: 8, arbitrary: message.map((one) => JSON.stringify(one)) },
    { weight: 1, arbitrary: fc.array(message, { maxLength: 4 }).map((all) => JSON.stringify(all)) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("", "{", "[", "null", "0", '"', "{}", "[]", `${"[".repeat(20_000)}`, '{"a":'.repeat(5000)),
    },
  )
  .chain((text) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constant(Buffer.from(text)) },
      { weight: 1, arbitrary: fc.nat(text.length).map((at) => Buffer.from(text.slice(0, at))) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.nat(text.length), fc.uint8Array({ minLength: 1, maxLength: 8 }))
          .map(([at, bytes]) => Buffer.concat([Buffer.from(text.slice(0, at)), bytes, Buffer.from(text.slice(at))])),
      },
    ),
  )
  // A message is a line.
  .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 10 && byte !== 13)));
