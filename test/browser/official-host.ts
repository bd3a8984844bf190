import { AppBridge, PostMessageTransport } from "@modelcontextprotocol/ext-apps/app-bridge";

/** A host page around the official bridge, which holds every message to its own schemas. Runs in the browser. */
declare global {
  interface Window {
    startHost(html: string, result: Parameters<AppBridge["sendToolResult"]>[0]): Promise<void>;
    readResource(uri: string): ReturnType<NonNullable<AppBridge["onreadresource"]>>;
    bridge: AppBridge;
    /** What the view asked for, by kind; and what the bridge found wrong. */
    heard: (readonly [kind: string, params: unknown])[];
  }
}

const capabilities = { message: { text: {} }, updateModelContext: { text: {} }, downloadFile: {}, serverResources: {} };

// It tells every message.
console.debug = () => {};
window.heard = [];
window.startHost = async (html, result) => {
  const frame = document.querySelector("iframe") as HTMLIFrameElement;
  const target = frame.contentWindow as Window;
  const hostContext = {
    theme: "light" as const,
    displayMode: "inline" as const,
    availableDisplayModes: ["inline" as const, "fullscreen" as const],
    locale: "en-US",
  };
  const bridge = new AppBridge(null, { name: "host", version: "1" }, capabilities, { hostContext });
  const hear = (kind: string) => async (params: unknown) => {
    window.heard.push([kind, params]);
    return {};
  };
  window.bridge = bridge;
  bridge.onerror = (error) => window.heard.push(["error", String(error)]);
  bridge.onsizechange = ({ height }) => {
    frame.style.height = `${height}px`;
  };
  bridge.onmessage = hear("message");
  bridge.onupdatemodelcontext = hear("context");
  bridge.ondownloadfile = hear("download");
  bridge.onrequestdisplaymode = async (params) => {
    window.heard.push(["mode", params]);
    return params;
  };
  bridge.onreadresource = async ({ uri }) => window.readResource(uri);
  bridge.oninitialized = async () => {
    await bridge.sendToolInput({ arguments: {} });
    await bridge.sendToolResult(result);
  };
  await bridge.connect(new PostMessageTransport(target, target));
  frame.srcdoc = html;
};
