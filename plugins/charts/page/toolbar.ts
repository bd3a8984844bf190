import { otherColours } from "./colours.ts";
import { button, byId, labelled, save, say } from "./elements.ts";
import { categoriesOf } from "./filter.ts";
import { pagePicture } from "./picture.ts";
import { rowFilters } from "./row-filter.ts";
import { changed, onChange, periods, spec, state, words } from "./view.ts";

/** Filters and tools over the charts. A control that would change nothing is not there. */
export function fillToolbar(): void {
  const tools = byId("tools");
  const { columns, dates } = rowFilters(spec);
  for (const { name, words: kinds } of columns) (kinds.length > LISTED_MAX ? columnSearch : columnSelect)(name, kinds, tools);
  if (dates !== null) {
    dateField(words("page.since"), "since", dates.first, dates, tools);
    dateField(words("page.until"), "until", dates.last, dates, tools);
  }
  if (columns.length === 0) categoryChips(tools);
  if (dates === null && periods.length > 0) {
    periodSelect(words("page.from"), "from", periods[0] as string, tools);
    periodSelect(words("page.to"), "to", periods.at(-1) as string, tools);
  }
  const names = new Map(columns.map(({ name, words: kinds }) => [name, kinds]));
  for (const [name, word] of state.only) if (names.get(name)?.includes(word) !== true) state.only.delete(name);
  if (dates === null) state.since = state.until = null;
  const first = button(words("page.dark-light"), tools, () => {
    otherColours();
    changed({ redraw: true });
  });
  first.className = "last";
  button(words("page.copy-link"), tools, copyLink);
  button("PNG", tools, () => save(`${spec.template}.png`, pagePicture()), words("page.png-of-page"));
  button(words("page.print"), tools, () => print());
}

/** Of more words one is typed, not looked for in a list. */
const LISTED_MAX = 24;

function columnSelect(name: string, kinds: readonly string[], tools: Element): void {
  const select = labelled(name, document.createElement("select"), tools);
  select.add(new Option(words("page.all"), ""));
  for (const word of kinds) select.add(new Option(word, word));
  select.value = state.only.get(name) ?? "";
  select.addEventListener("change", () => {
    if (select.value === "") state.only.delete(name);
    else state.only.set(name, select.value);
    changed({ redraw: true });
    say(select.value === "" ? words("page.filter-all", { name }) : words("page.filter-only", { name, word: select.value }));
  });
}

function columnSearch(name: string, kinds: readonly string[], tools: Element): void {
  const input = labelled(name, document.createElement("input"), tools);
  const list = document.createElement("datalist");
  list.id = `words-of-${document.querySelectorAll("datalist").length}`;
  for (const word of kinds) list.append(new Option(word, word));
  tools.append(list);
  Object.assign(input, {
    type: "search",
    placeholder: words("page.all-count", { count: kinds.length }),
    value: state.only.get(name) ?? "",
  });
  input.setAttribute("list", list.id);
  const known = new Map(kinds.map((word) => [word.toLocaleLowerCase(), word]));
  input.addEventListener("change", () => {
    const word = known.get(input.value.trim().toLocaleLowerCase());
    if (input.value.trim() !== "" && word === undefined) {
      say(words("page.none-called", { name, word: input.value }));
      input.value = state.only.get(name) ?? "";
      return;
    }
    input.value = word ?? "";
    if (word === undefined) state.only.delete(name);
    else state.only.set(name, word);
    changed({ redraw: true });
    say(word === undefined ? words("page.filter-all", { name }) : words("page.filter-only", { name, word }));
  });
}

function dateField(
  name: string,
  field: "since" | "until",
  start: string,
  { first, last }: { readonly first: string; readonly last: string },
  tools: Element,
): void {
  const input = labelled(name, document.createElement("input"), tools);
  Object.assign(input, { type: "date", min: first, max: last, value: state[field] ?? start });
  input.addEventListener("change", () => {
    state[field] = input.value === "" || input.value === start ? null : input.value;
    if (input.value === "") input.value = start;
    changed({ redraw: true });
    say(`${name} ${input.value}`);
  });
}

function categoryChips(tools: Element): void {
  const categories = categoriesOf(spec);
  if (state.category !== null && !categories.includes(state.category)) state.category = null;
  if (categories.length === 0) return;
  const chips = [null, ...categories].map((category) => {
    const made = button(category ?? words("page.all"), tools, () => {
      state.category = category;
      changed({ redraw: true });
      say(category === null ? words("page.all-categories") : words("page.only-category", { category }));
    });
    made.className = "chip";
    return { made, category };
  });
  onChange(() => {
    for (const { made, category } of chips) made.setAttribute("aria-pressed", String(category === state.category));
  });
}

/** From and to, where charts share their periods. */
function periodSelect(name: string, field: "from" | "to", start: string, tools: Element): void {
  const select = labelled(name, document.createElement("select"), tools);
  for (const period of periods) select.add(new Option(period));
  select.value = state[field] !== null && periods.includes(state[field]) ? state[field] : start;
  select.addEventListener("change", () => {
    state[field] = select.value === start ? null : select.value;
    changed({ redraw: true });
    say(`${name} ${select.value}`);
  });
}

function copyLink(): void {
  navigator.clipboard.writeText(location.href).then(
    () => say(words("page.link-copied")),
    () => say(words("page.copy-refused")),
  );
}
