import { button, labelled } from "./elements.ts";
import { categoriesOf } from "./filter.ts";
import { pagePicture, pngFile } from "./picture.ts";
import { rowFilters } from "./row-filter.ts";
import type { View } from "./view.ts";

/** Filters and tools over the charts. A control that would change nothing is not there. */
export function fillToolbar(view: View): void {
  const tools = view.byId("tools");
  const { columns, dates } = rowFilters(view.spec);
  for (const { name, words: kinds } of columns)
    (kinds.length > LISTED_MAX ? columnSearch : columnSelect)(view, name, kinds, tools);
  if (dates !== null) {
    dateField(view, view.words("page.since"), "since", dates.first, dates, tools);
    dateField(view, view.words("page.until"), "until", dates.last, dates, tools);
  }
  if (columns.length === 0) categoryChips(view, tools);
  if (dates === null && view.periods.length > 0) {
    periodSelect(view, view.words("page.from"), "from", view.periods[0] as string, tools);
    periodSelect(view, view.words("page.to"), "to", view.periods.at(-1) as string, tools);
  }
  const names = new Map(columns.map(({ name, words: kinds }) => [name, kinds]));
  for (const [name, word] of view.state.only) if (names.get(name)?.includes(word) !== true) view.state.only.delete(name);
  if (dates === null) view.state.since = view.state.until = null;
  if (view.alone) {
    button(view.words("page.dark-light"), tools, () => view.around.appearance.other()).className = "last";
    button(view.words("page.copy-link"), tools, () => copyLink(view));
  }
  const { save } = view.around;
  // A panel's own says the same of a dashboard of one.
  if (save !== null && (view.alone || view.spec.panels.length > 1))
    button("PNG", tools, () => save(pngFile(view.spec.template, pagePicture(view))), view.words("page.png-of-page"));
  if (view.alone) button(view.words("page.print"), tools, () => print());
  tools.hidden = tools.childElementCount === 0;
}

/** Of more words one is typed, not looked for in a list. */
const LISTED_MAX = 24;

function columnSelect(view: View, name: string, kinds: readonly string[], tools: Element): void {
  const select = labelled(name, document.createElement("select"), tools);
  select.add(new Option(view.words("page.all"), ""));
  for (const word of kinds) select.add(new Option(word, word));
  select.value = view.state.only.get(name) ?? "";
  select.addEventListener("change", () => {
    if (select.value === "") view.state.only.delete(name);
    else view.state.only.set(name, select.value);
    view.changed({ redraw: true });
    view.say(
      select.value === ""
        ? view.words("page.filter-all", { name })
        : view.words("page.filter-only", { name, word: select.value }),
    );
  });
}

function columnSearch(view: View, name: string, kinds: readonly string[], tools: Element): void {
  const input = labelled(name, document.createElement("input"), tools);
  const list = document.createElement("datalist");
  list.id = `view.words-of-${document.querySelectorAll("datalist").length}`;
  for (const word of kinds) list.append(new Option(word, word));
  tools.append(list);
  Object.assign(input, {
    type: "search",
    placeholder: view.words("page.all-count", { count: kinds.length }),
    value: view.state.only.get(name) ?? "",
  });
  input.setAttribute("list", list.id);
  const known = new Map(kinds.map((word) => [word.toLocaleLowerCase(), word]));
  input.addEventListener("change", () => {
    const word = known.get(input.value.trim().toLocaleLowerCase());
    if (input.value.trim() !== "" && word === undefined) {
      view.say(view.words("page.none-called", { name, word: input.value }));
      input.value = view.state.only.get(name) ?? "";
      return;
    }
    input.value = word ?? "";
    if (word === undefined) view.state.only.delete(name);
    else view.state.only.set(name, word);
    view.changed({ redraw: true });
    view.say(word === undefined ? view.words("page.filter-all", { name }) : view.words("page.filter-only", { name, word }));
  });
}

function dateField(
  view: View,
  name: string,
  field: "since" | "until",
  start: string,
  { first, last }: { readonly first: string; readonly last: string },
  tools: Element,
): void {
  const input = labelled(name, document.createElement("input"), tools);
  Object.assign(input, { type: "date", min: first, max: last, value: view.state[field] ?? start });
  input.addEventListener("change", () => {
    view.state[field] = input.value === "" || input.value === start ? null : input.value;
    if (input.value === "") input.value = start;
    view.changed({ redraw: true });
    view.say(`${name} ${input.value}`);
  });
}

function categoryChips(view: View, tools: Element): void {
  const categories = categoriesOf(view.spec);
  if (view.state.category !== null && !categories.includes(view.state.category)) view.state.category = null;
  if (categories.length === 0) return;
  const chips = [null, ...categories].map((category) => {
    const made = button(category ?? view.words("page.all"), tools, () => {
      view.state.category = category;
      view.changed({ redraw: true });
      view.say(category === null ? view.words("page.all-categories") : view.words("page.only-category", { category }));
    });
    made.className = "chip";
    return { made, category };
  });
  view.onChange(() => {
    for (const { made, category } of chips) made.setAttribute("aria-pressed", String(category === view.state.category));
  });
}

/** From and to, where charts share their periods. */
function periodSelect(view: View, name: string, field: "from" | "to", start: string, tools: Element): void {
  const select = labelled(name, document.createElement("select"), tools);
  for (const period of view.periods) select.add(new Option(period));
  select.value = view.state[field] !== null && view.periods.includes(view.state[field]) ? view.state[field] : start;
  select.addEventListener("change", () => {
    view.state[field] = select.value === start ? null : select.value;
    view.changed({ redraw: true });
    view.say(`${name} ${select.value}`);
  });
}

function copyLink(view: View): void {
  navigator.clipboard.writeText(location.href).then(
    () => view.say(view.words("page.link-copied")),
    () => view.say(view.words("page.copy-refused")),
  );
}
