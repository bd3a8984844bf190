import { expect, test, vi } from "vitest";

const written = vi.hoisted(() => ({ schemas: 0 }));
vi.mock("zod", async (original) => {
  const { z } = await original<typeof import("zod")>();
  const toJSONSchema = (...given: Parameters<typeof z.toJSONSchema>) => {
    written.schemas++;
    return z.toJSONSchema(...given);
  };
  return { z: { ...z, toJSONSchema } };
});

/** All are loaded at every start of the server, and each takes a millisecond to write out. */
test("templates are loaded without writing out what they take; who asks for one has that one written", async () => {
  const { sharedTemplates } = await import("./index.ts");
  expect([sharedTemplates.length > 20, written.schemas]).toEqual([true, 0]);
  const { z } = await import("zod");
  const [one] = sharedTemplates;
  expect(z.toJSONSchema(one?.input as never, { io: "input", unrepresentable: "any" })).toHaveProperty("anyOf");
  expect(written.schemas).toBeGreaterThan(0);
});
