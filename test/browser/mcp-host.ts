import type { Browser, Frame, Page } from "playwright-core";

/** A message of JSON-RPC. */
interface Message {
  readonly jsonrpc: "2.0";
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: unknown;
  readonly error?: unknown;
}

export interface HostOptions {
  readonly html: string;
  readonly capabilities?: object;
  readonly context?: Record<string, unknown>;
  readonly width?: number;
  /** The reader's system. */
  readonly system?: "light" | "dark";
  /** Resources of the server, as `resources/read` answers them. */
  readonly read?: (uri: string) => Promise<unknown>;
  /** How a request of the view is answered, in place of the host's own way; undefined: the host's own. */
  readonly answer?: (message: Message) => { result?: unknown; error?: unknown } | "silence" | undefined;
}

export interface Host {
  readonly page: Page;
  readonly frame: Frame;
  /** What the view said, in order. */
  readonly said: Message[];
  /** Console, errors and requests of the view's frame. */
  readonly noise: string[];
  send(message: object): Promise<void>;
  notify(method: string, params: object): Promise<void>;
  /** The next message of that method, or one that was there already. */
  heard(method: string): Promise<Message>;
  answered(id: number | string): Promise<Message>;
  close(): Promise<void>;
}

/**
 * A host as the specification of MCP Apps (SEP-1865, 2026-01-26) has it: the document in a sandboxed frame of an origin of its own,
 * JSON-RPC by `postMessage`. Its answers are those of the official bridge, `@modelcontextprotocol/ext-apps` 2.0.4, word for word.
 */
export async function openHost(browser: Browser, options: HostOptions): Promise<Host> {
  const { html, capabilities = {}, context = {}, width = 900, system = "light", read, answer } = options;
  const browserContext = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: system });
  const page = await browserContext.newPage();
  const [said, noise]: [Message[], string[]] = [[], []];
  page.on("console", (message) => noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(String(error)));
  page.on("request", (request) => {
    if (!/^(data|blob|about):/.test(request.url())) noise.push(request.url());
  });
  const own = async ({ method, params }: Message): Promise<{ result?: unknown; error?: unknown }> => {
    if (method === "ui/initialize")
      return {
        result: {
          protocolVersion: "2026-01-26",
          hostInfo: { name: "TestHost", version: "1.0.0" },
          hostCapabilities: capabilities,
          hostContext: context,
        },
      };
    if (method === "resources/read" && read !== undefined)
      return read(String(params?.uri)).then(
        (result) => ({ result }),
        (error: Error) => ({ error: { code: -32602, message: error.message } }),
      );
    if (method === "ui/request-display-mode") return { result: { mode: params?.mode } };
    if (method === "ui/message" || method === "ui/update-model-context" || method === "ui/download-file") return { result: {} };
    return { error: { code: -32601, message: `Method not found: ${method}` } };
  };
  await page.exposeFunction("hostHears", async (message: Message) => {
    said.push(message);
    if (message.method === undefined || message.id === undefined) return null;
    const given = answer?.(message);
    if (given === "silence") return null;
    return { jsonrpc: "2.0", id: message.id, ...(given ?? (await own(message))) };
  });
  const scheme = context.theme === "dark" ? "dark" : "light";
  await page.setContent(
    `<!doctype html><html style="color-scheme:${scheme}"><body style="margin:0;background:${scheme === "dark" ? "#262624" : "#fff"}"><iframe sandbox="allow-scripts" style="border:0;width:100%;height:150px;display:block"></iframe></body></html>`,
  );
  await page.evaluate((text) => {
    const frame = document.querySelector("iframe") as HTMLIFrameElement;
    addEventListener("message", async ({ source, data }) => {
      if (source !== frame.contentWindow) return;
      if (data?.method === "ui/notifications/size-changed") frame.style.height = `${data.params.height}px`;
      const reply = await (window as unknown as { hostHears(message: unknown): Promise<object | null> }).hostHears(data);
      if (reply !== null) frame.contentWindow?.postMessage(reply, "*");
    });
    frame.srcdoc = text;
  }, html);
  const frame = await until(() => page.frames().find((one) => one !== page.mainFrame()));
  const send = (message: object) =>
    page.evaluate((data) => document.querySelector("iframe")?.contentWindow?.postMessage(data, "*"), message);
  return {
    page,
    frame,
    said,
    noise,
    send,
    notify: (method, params) => send({ jsonrpc: "2.0", method, params }),
    heard: (method) => until(() => said.find((one) => one.method === method)),
    answered: (id) => until(() => said.find((one) => one.id === id && one.method === undefined)),
    close: () => browserContext.close(),
  };
}

async function until<T>(look: () => T | undefined): Promise<T> {
  const end = Date.now() + 10_000;
  for (let found = look(); Date.now() < end; found = look()) {
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("nothing came in 10 s");
}
