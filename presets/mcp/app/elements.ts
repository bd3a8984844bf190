/** An element with a class and words or parts: whatever they say, they are text. */
export function element(name: string, className: string, ...parts: (string | Node)[]): HTMLElement {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  made.append(...parts);
  return made;
}

/** Words at the left, numbers at the right; in a region of its own that scrolls. */
export function table(
  name: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numeric: readonly boolean[],
): HTMLElement {
  const made = document.createElement("table");
  const side = (cell: HTMLElement, column: number) => {
    if (numeric[column] !== true) cell.className = "words";
    return cell;
  };
  const top = made.createTHead().insertRow();
  for (const [at, text] of head.entries()) {
    const cell = element("th", "", text);
    cell.setAttribute("scope", "col");
    top.append(side(cell, at));
  }
  const body = made.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const [at, text] of row.entries()) {
      const cell = element(at === 0 ? "th" : "td", "", text);
      if (at === 0) cell.setAttribute("scope", "row");
      line.append(side(cell, at));
    }
  }
  const around = element("div", "scroll", made);
  around.tabIndex = 0;
  around.setAttribute("role", "region");
  around.setAttribute("aria-label", name);
  return around;
}

/** Lines in the colour of the words around: not every font has a sign for it. */
export function icon(path: string): SVGElement {
  const space = "http://www.w3.org/2000/svg";
  const [svg, lines] = [document.createElementNS(space, "svg"), document.createElementNS(space, "path")];
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  lines.setAttribute("d", path);
  svg.append(lines);
  return svg;
}
