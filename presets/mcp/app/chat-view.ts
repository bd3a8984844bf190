import { Appearance } from "../../../plugins/charts/page/appearance.ts";
import { asking } from "../../../plugins/charts/page/ask.ts";
import { type Chosen, chosenIn } from "../../../plugins/charts/page/chosen.ts";
import type { Draw } from "../../../plugins/charts/page/live.ts";
import type { SavedFile, Surroundings } from "../../../plugins/charts/page/surroundings.ts";
import { type Answer, type AnsweredChart, answerOf } from "./answer.ts";
import { Bridge, type Heard } from "./bridge.ts";
import { show } from "./charts.ts";
import { element, icon } from "./elements.ts";
import { type Allowed, type Around, allowedBy, aroundOf, localeOf, merged, nothingAllowed } from "./host.ts";
import { lookedAt, question } from "./said.ts";
import { summary } from "./summary.ts";
import { darkSystem, dress } from "./theme.ts";
import { type Fields, fieldsOf, textOf } from "./values.ts";
import { type Say, sayIn } from "./words.ts";

const PROTOCOL = "2026-01-26";
const MODES = ["inline", "fullscreen"];
/** Seconds. A host that does not shake hands is shown what came all the same. */
const HANDSHAKE = 5;
const READING = 30;
/** After a reader has chosen something, in ms: who drags a date tells the model once. */
const SETTLED = 400;
const TITLE = 120;
const OUTWARD = "M6 2H2v4M10 2h4v4M6 14H2v-4M10 14h4v-4";
const INWARD = "M2 6h4V2M14 6h-4V2M2 10h4v4M14 10h-4v4";

type Phase =
  | { readonly name: "waiting"; readonly title: string | null }
  | { readonly name: "answered"; readonly answer: Answer }
  | { readonly name: "cancelled"; readonly reason: string | null };

/** The view in a chat: what the host says, and what is shown of it. */
export class ChatView implements Heard {
  readonly #root: HTMLElement;
  readonly #draw: Draw;
  readonly #bridge: Bridge;
  readonly #appearance = new Appearance(darkSystem().matches ? "dark" : "light");
  readonly #bar = element("div", "bar");
  readonly #content = element("div", "content");
  readonly #notice = element("p", "notice");
  readonly #life = new AbortController();
  #phase: Phase = { name: "waiting", title: null };
  #ready = false;
  #allowed: Allowed = nothingAllowed;
  #context: Fields = {};
  /** Of the answer that is shown. */
  #shown = new AbortController();
  #chosen = new Map<AnsweredChart, Chosen>();
  #told = "";
  #telling: ReturnType<typeof setTimeout> | undefined;
  #height = 0;

  constructor(root: HTMLElement, draw: Draw, post: (message: object) => void) {
    this.#root = root;
    this.#draw = draw;
    this.#bridge = new Bridge(post, this);
    this.#notice.setAttribute("role", "status");
    root.append(this.#bar, this.#content, this.#notice);
    darkSystem().addEventListener("change", () => this.#dress(), { signal: this.#life.signal });
  }

  receive(message: unknown): void {
    this.#bridge.receive(message);
  }

  async start(version: string): Promise<void> {
    const hello = {
      appInfo: { name: "strategic-python", title: "Strategic Python", version },
      appCapabilities: { availableDisplayModes: MODES },
      protocolVersion: PROTOCOL,
    };
    try {
      const { hostCapabilities, hostContext } = await this.#bridge.request("ui/initialize", hello, HANDSHAKE);
      this.#allowed = allowedBy(hostCapabilities);
      this.#context = merged(fieldsOf(hostContext), this.#context);
      this.#bridge.notify("ui/notifications/initialized", {});
    } catch {
      // Shown in the system's colours, and nothing is allowed.
    }
    this.#begin();
  }

  /** Nobody is there to shake hands with. */
  startAlone(): void {
    this.#begin();
    this.#content.replaceChildren(element("p", "status", this.#say("no-host")));
  }

  notified(method: string, params: Fields): void {
    if (method === "ui/notifications/tool-input" || method === "ui/notifications/tool-input-partial") this.#input(params);
    else if (method === "ui/notifications/tool-result") this.#enter({ name: "answered", answer: answerOf(params) });
    else if (method === "ui/notifications/tool-cancelled") this.#enter({ name: "cancelled", reason: textOf(params.reason) });
    else if (method === "ui/notifications/host-context-changed") {
      this.#context = merged(this.#context, params);
      if (this.#ready) this.#dress();
    }
  }

  asked(method: string): object | undefined {
    if (method === "ping") return {};
    if (method !== "ui/resource-teardown") return undefined;
    this.#life.abort();
    this.#shown.abort();
    clearTimeout(this.#telling);
    this.#root.replaceChildren();
    return {};
  }

  #begin(): void {
    this.#ready = true;
    this.#dress();
    this.#present();
    document.documentElement.classList.add("ready");
    const sizes = new ResizeObserver(() => this.#tellHeight());
    sizes.observe(this.#root);
    this.#life.signal.addEventListener("abort", () => sizes.disconnect());
    this.#tellHeight();
  }

  /** A view is of one call; should a host use it for the next one, that one's answer takes the place when it comes. */
  #input({ arguments: given }: Fields): void {
    if (this.#phase.name === "answered") return;
    const { title } = fieldsOf(given);
    this.#enter({ name: "waiting", title: textOf(title)?.slice(0, TITLE) ?? null });
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    if (this.#ready && !this.#life.signal.aborted) this.#present();
  }

  get #around(): Around {
    return aroundOf(this.#context);
  }

  get #locale(): string {
    return this.#around.locale ?? localeOf(navigator.language) ?? "en";
  }

  get #say(): Say {
    return sayIn(this.#locale);
  }

  #dress(): void {
    dress(this.#around, this.#appearance);
    this.#drawBar();
    this.#tellHeight();
  }

  /** The one button that is about the view: where the host has another mode, and there is a chart to see in it. */
  #drawBar(): void {
    const { mode, modes } = this.#around;
    const other = mode === "fullscreen" ? "inline" : "fullscreen";
    this.#bar.replaceChildren();
    const charts = this.#phase.name === "answered" && this.#phase.answer.charts.length > 0;
    if (!charts || !modes.includes(other)) return;
    const label = this.#say(other === "fullscreen" ? "full-screen" : "back-to-chat");
    const button = document.createElement("button");
    Object.assign(button, { type: "button", title: label, ariaLabel: label });
    button.append(icon(other === "fullscreen" ? OUTWARD : INWARD));
    button.addEventListener("click", () => this.#change(other));
    this.#bar.append(button);
  }

  async #change(mode: string): Promise<void> {
    try {
      const { mode: now } = await this.#bridge.request("ui/request-display-mode", { mode }, READING);
      this.notified("ui/notifications/host-context-changed", { displayMode: now });
      this.#bar.querySelector("button")?.focus();
    } catch {
      // It stays as it is.
    }
  }

  #present(): void {
    this.#shown.abort();
    this.#shown = new AbortController();
    this.#chosen = new Map();
    this.#notice.textContent = "";
    this.#drawBar();
    const phase = this.#phase;
    if (phase.name === "answered") this.#presentAnswer(phase.answer);
    else {
      const title = phase.name === "waiting" ? phase.title : null;
      const working = title === null ? this.#say("working") : this.#say("working-on", { title });
      const words = phase.name === "waiting" ? working : `${this.#say("cancelled")} ${phase.reason ?? ""}`.trim();
      this.#content.replaceChildren(element("p", "status", words));
    }
  }

  #presentAnswer(answer: Answer): void {
    const places = answer.charts.map(() => element("div", "place"));
    this.#content.replaceChildren(...places, ...summary(answer, this.#locale, this.#say));
    const tools = {
      draw: this.#draw,
      read: this.#allowed.read ? (uri: string) => this.#bridge.request("resources/read", { uri }, READING) : null,
      say: this.#say,
      around: (chart: AnsweredChart) => this.#surroundings(chart),
      signal: this.#shown.signal,
    };
    for (const [at, chart] of answer.charts.entries()) show(chart, places[at] as HTMLElement, at, tools);
  }

  #surroundings(chart: AnsweredChart): Surroundings {
    const { message, context, download } = this.#allowed;
    return {
      appearance: this.#appearance,
      save: download ? (file) => this.#save(file) : null,
      onPicked: message ? asking(this.#say("ask"), (point) => this.#ask(question(chart, point, this.#say))) : null,
      onChosen: context ? (view) => this.#choose(chart, chosenIn(view)) : null,
    };
  }

  #ask(text: string): void {
    this.#sent("ui/message", { role: "user", content: [{ type: "text", text }] }, "not-asked");
  }

  #save(file: SavedFile): void {
    const { name, mimeType } = file;
    const content = "base64" in file ? { blob: file.base64 } : { text: file.text };
    const resource = { uri: `file:///${encodeURIComponent(name)}`, mimeType, ...content };
    this.#sent("ui/download-file", { contents: [{ type: "resource", resource }] }, "not-saved");
  }

  async #sent(method: string, params: object, otherwise: "not-asked" | "not-saved"): Promise<void> {
    this.#notice.textContent = "";
    const refused = await this.#bridge.request(method, params, Number.POSITIVE_INFINITY).then(
      ({ isError }) => isError === true,
      () => true,
    );
    if (refused) this.#notice.textContent = this.#say(otherwise);
  }

  #choose(chart: AnsweredChart, chosen: Chosen): void {
    this.#chosen.set(chart, chosen);
    clearTimeout(this.#telling);
    this.#telling = setTimeout(() => this.#tell(), SETTLED);
  }

  /** The last word counts: nothing chosen any more is told, too. */
  #tell(): void {
    const text = lookedAt([...this.#chosen], this.#say);
    if (text === this.#told) return;
    this.#told = text;
    const content = text === "" ? [] : [{ type: "text", text }];
    this.#bridge.request("ui/update-model-context", { content }, READING).catch(() => {});
  }

  /** On the whole screen charts are as high as that allows: to tell a height would make the frame grow with what grows with it. */
  #tellHeight(): void {
    if (this.#around.mode === "fullscreen") {
      this.#height = 0;
      return;
    }
    const height = Math.ceil(this.#root.getBoundingClientRect().height);
    if (height === this.#height) return;
    this.#height = height;
    this.#bridge.notify("ui/notifications/size-changed", { height });
  }
}
