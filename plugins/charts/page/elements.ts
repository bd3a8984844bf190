/** The few ways in which a page makes its elements. */

export function button(text: string, parent: Element, act: () => void, label = text): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  parent.append(made);
  return made;
}

export function labelled<T extends HTMLElement>(name: string, field: T, parent: Element): T {
  const label = document.createElement("label");
  label.append(`${name} `, field);
  parent.append(label);
  return field;
}

export function headCell(scope: string, text: string): HTMLTableCellElement {
  const cell = document.createElement("th");
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}

export function save(name: string, href: string): void {
  const link = document.createElement("a");
  link.download = name;
  link.href = href;
  link.click();
}

export function saveText(name: string, text: string): void {
  // The mark tells a spreadsheet that this is UTF-8.
  const url = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
  save(name, url);
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
