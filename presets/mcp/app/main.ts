import type { House } from "../../../plugins/charts/brand/house.ts";
import { drawing } from "../../../plugins/charts/page/live.ts";
import { ChatView } from "./chat-view.ts";

/** The view's document: its host is the window that it stands in, and nobody else is listened to. */
const house = JSON.parse(document.getElementById("house")?.textContent ?? "") as House;
const root = document.getElementById("view") as HTMLElement;
const view = new ChatView(root, drawing(house), (message) => window.parent.postMessage(message, "*"));
if (window.parent === window) view.startAlone();
else {
  addEventListener("message", ({ source, data }) => {
    if (source === window.parent) view.receive(data);
  });
  view.start(root.dataset.version ?? "");
}
