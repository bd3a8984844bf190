import { mount } from "./mount.ts";
import type { Given } from "./view.ts";

/** Each dashboard of the document, from the JSON that stands beside its markup. */
for (const holder of document.querySelectorAll('script[type="application/json"]')) {
  const root = holder.closest<HTMLElement>(".dashboard") ?? document.body;
  mount(root, JSON.parse(holder.textContent ?? "") as Given);
}
