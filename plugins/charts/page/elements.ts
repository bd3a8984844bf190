import type { SavedFile } from "./surroundings.ts";

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

/** Where the document may start a download of its own. */
export function saveByLink(file: SavedFile): void {
  const link = document.createElement("a");
  link.download = file.name;
  if ("base64" in file) {
    link.href = `data:${file.mimeType};base64,${file.base64}`;
    link.click();
    return;
  }
  link.href = URL.createObjectURL(new Blob([file.text], { type: file.mimeType }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
