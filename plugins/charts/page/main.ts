import { drawnFrom } from "../locale/drawn.ts";
import { systemAppearance } from "./appearance.ts";
import { saveByLink } from "./elements.ts";
import { mount } from "./mount.ts";
import type { Given } from "./view.ts";

/** Each dashboard of the document, from the JSON that stands beside its markup; they speak one language. */
const around = { appearance: systemAppearance(), save: saveByLink, onPicked: null, onChosen: null };
for (const holder of document.querySelectorAll('script[type="application/json"]')) {
  const root = holder.closest<HTMLElement>(".dashboard") ?? document.body;
  const { words, ...given } = JSON.parse(holder.textContent ?? "") as Given & {
    readonly words: Readonly<Record<string, string>>;
  };
  drawnFrom((key) => words[key] ?? key);
  mount(root, given, around);
}
