import {
  acceptedContent,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  createRequestStateCodec,
  type InputRequest,
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type McpServer,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { text } from "./contents.ts";

/** What a call hands its client to bring back, signed: a client that changes it is refused before the tool is entered. */
export const state = createRequestStateCodec<{ readonly round: number }>({ key: new Uint8Array(32).fill(7) });

const said = (words: string) => ({ content: [text(words)] });
const form = (message: string, properties: Record<string, object>) =>
  inputRequired.elicit({
    message,
    requestedSchema: { type: "object", properties, required: Object.keys(properties) } as never,
  });
const name = form("What is your name?", { name: { type: "string" } });
const ask = (words: string) =>
  inputRequired.createMessage({ messages: [{ role: "user", content: { type: "text", text: words } }], maxTokens: 100 });

type Answers = ServerContext["mcpReq"]["inputResponses"];
const accepted = (answers: Answers, key: string) => acceptedContent(answers, key);

interface Asking {
  readonly wants: Record<string, InputRequest>;
  /** Whether what came back will do. */
  readonly done: (answers: Answers) => boolean;
  readonly end: (answers: Answers) => string;
  readonly signed?: boolean;
}

const confirm = { confirm: form("Please confirm", { ok: { type: "boolean" } }) };
const confirmed = (answers: Answers) => accepted(answers, "confirm") !== undefined;
const sampled = (answers: Answers, key: string) => inputResponse(answers, key).kind === "sampling";

/** Tools of one round: what each wants of its client, by the protocol of 2026. */
const rounds: Readonly<Record<string, Asking>> = {
  test_input_required_result_elicitation: {
    wants: { user_name: name },
    done: (answers) => typeof accepted(answers, "user_name")?.name === "string",
    end: (answers) => `Hello, ${accepted(answers, "user_name")?.name}!`,
  },
  test_input_required_result_sampling: {
    wants: { capital: ask("What is the capital of France?") },
    done: (answers) => sampled(answers, "capital"),
    end: () => "Sampled.",
  },
  test_input_required_result_list_roots: {
    wants: { client_roots: inputRequired.listRoots() },
    done: (answers) => inputResponse(answers, "client_roots").kind === "roots",
    end: () => "Roots listed.",
  },
  test_input_required_result_request_state: { wants: confirm, done: confirmed, end: () => "state-ok", signed: true },
  test_input_required_result_tampered_state: { wants: confirm, done: confirmed, end: () => "state-ok", signed: true },
  test_input_required_result_multiple_inputs: {
    wants: { user_name: name, greeting: ask("Say hello."), client_roots: inputRequired.listRoots() },
    done: (answers) => accepted(answers, "user_name") !== undefined,
    end: () => "All answered.",
    signed: true,
  },
  test_missing_capability: {
    wants: { sample: ask("Ping.") },
    done: (answers) => sampled(answers, "sample"),
    end: () => "Sampled.",
  },
  test_streaming_elicitation: {
    wants: { answer: form("Answer?", { answer: { type: "string" } }) },
    done: (answers) => accepted(answers, "answer") !== undefined,
    end: () => "Answered.",
  },
};

/** Tools, and a prompt, that ask their client for something before they answer. */
export function registerAsking(server: McpServer): void {
  for (const [tool, { wants, done, end, signed = false }] of Object.entries(rounds))
    server.registerTool(tool, { description: "Asks its client" }, async (context) => {
      const { inputResponses } = context.mcpReq;
      if (done(inputResponses)) return said(end(inputResponses));
      return inputRequired({
        inputRequests: wants,
        ...(signed && { requestState: await state.mint({ round: 1 }, context) }),
      });
    });
  registerOlder(server);

  const steps = { step1: name, step2: form("What is your favourite colour?", { color: { type: "string" } }) };
  server.registerTool("test_input_required_result_multi_round", { description: "Asks twice" }, async (context) => {
    const { round } = context.mcpReq.requestState<{ round: number }>() ?? { round: 0 };
    const next = Object.entries(steps)[round];
    if (next === undefined) return said("Both answered.");
    const requestState = await state.mint({ round: round + 1 }, context);
    return inputRequired({ inputRequests: Object.fromEntries([next]), requestState });
  });

  server.registerTool("test_input_required_result_capabilities", { description: "Asks only what it may" }, async (context) => {
    if (context.mcpReq.inputResponses !== undefined) return said("Answered.");
    const declared = (context.mcpReq.envelope as Record<string, ClientCapabilities> | undefined)?.[CLIENT_CAPABILITIES_META_KEY];
    const { sampling, elicitation } = declared ?? {};
    return inputRequired({
      inputRequests: { ...(sampling && { sample: ask("Say hi.") }), ...(elicitation && { user_name: name }) },
      requestState: await state.mint({ round: 1 }, context),
    });
  });

  server.registerPrompt("test_input_required_result_prompt", { description: "Asks its client" }, async ({ mcpReq }) => {
    const given = accepted(mcpReq.inputResponses, "user_context");
    if (given === undefined)
      return inputRequired({ inputRequests: { user_context: form("Which context?", { context: { type: "string" } }) } });
    return { messages: [{ role: "user" as const, content: text(`Context: ${given.context}`) }] };
  });
}

const choices = (values: readonly string[]) => values.map((value) => ({ const: value, title: value.toUpperCase() }));
const [options, values] = [
  ["option1", "option2", "option3"],
  ["value1", "value2", "value3"],
];

/** The forms that the suite of 2025 fills in: by its protocol the SDK asks while the call is open. */
const forms: Readonly<Record<string, Record<string, object>>> = {
  test_elicitation_sep1034_defaults: {
    name: { type: "string", default: "John Doe" },
    age: { type: "integer", default: 30 },
    score: { type: "number", default: 95.5 },
    status: { type: "string", enum: ["active", "inactive", "pending"], default: "active" },
    verified: { type: "boolean", default: true },
  },
  test_elicitation_sep1330_enums: {
    untitledSingle: { type: "string", enum: options },
    titledSingle: { type: "string", oneOf: choices(values) },
    legacyEnum: { type: "string", enum: options, enumNames: ["One", "Two", "Three"] },
    untitledMulti: { type: "array", items: { type: "string", enum: options } },
    titledMulti: { type: "array", items: { anyOf: choices(values) } },
  },
};

function registerOlder(server: McpServer): void {
  for (const [tool, properties] of Object.entries(forms))
    server.registerTool(tool, { description: "Has a form filled in" }, ({ mcpReq }) =>
      filledIn(mcpReq.inputResponses, "Please review", properties),
    );
  server.registerTool(
    "test_elicitation",
    { description: "Has a form filled in", inputSchema: z.object({ message: z.string() }) },
    ({ message }, { mcpReq }) =>
      filledIn(mcpReq.inputResponses, message, { username: { type: "string" }, email: { type: "string" } }),
  );
  server.registerTool(
    "test_sampling",
    { description: "Has its client's model asked", inputSchema: z.object({ prompt: z.string() }) },
    ({ prompt }, { mcpReq }) => {
      const answer = inputResponse(mcpReq.inputResponses, "answer");
      if (answer.kind !== "sampling") return inputRequired({ inputRequests: { answer: ask(prompt) } });
      return said(`LLM response: ${JSON.stringify(answer.result.content)}`);
    },
  );
}

function filledIn(answers: Answers, message: string, properties: Record<string, object>) {
  const answer = inputResponse(answers, "form");
  if (answer.kind !== "elicit")
    return inputRequired({ inputRequests: { form: form(message, properties) } }) as InputRequiredResult;
  return said(`User response: action=${answer.action}, content=${JSON.stringify(accepted(answers, "form") ?? {})}`);
}
