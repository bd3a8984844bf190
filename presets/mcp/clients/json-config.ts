import { findNodeAtLocation, getNodeValue, type Node } from "jsonc-parser";
import { type Client, ENTRY } from "./client.ts";
import { type Config, type Fields, InvalidConfig, lineEndOf, placeOf } from "./config.ts";
import { type Path, treeOf, withoutValue, withValue, written } from "./json-text.ts";

/** JSON, with comments where the client takes them. */
export function jsonConfig(text: string, { key, syntax }: Pick<Client, "key"> & { readonly syntax: "json" | "jsonc" }): Config {
  const tree = treeOf(text, syntax);
  const path: Path = [key, ENTRY];
  const eol = lineEndOf(text);
  if (tree === null) {
    const begun = text === "" || /[\r\n]$/.test(text) ? text : text + eol;
    return {
      data: {},
      put: (fields) => `${begun}${written({ [key]: { [ENTRY]: fields } }, "", { eol, unit: "  " })}${eol}`,
      drop: () => text,
    };
  }
  tableAt(text, tree, [], (name) => name === key);
  tableAt(text, tree, [key], (name) => name === ENTRY);
  tableAt(text, tree, path, () => true);
  return {
    data: getNodeValue(tree),
    put(fields, without) {
      const known = findNodeAtLocation(tree, [...path]);
      if (known === undefined) return withMade(text, tree, path, fields);
      if (known.type !== "object") return withValue(text, tree, path, fields);
      let changed = text;
      for (const name of without)
        if (at(changed, [...path, name])) changed = withoutValue(changed, reread(changed), [...path, name]);
      for (const [name, value] of Object.entries(fields)) {
        const now = at(changed, [...path, name]);
        if (now === undefined || JSON.stringify(getNodeValue(now)) !== JSON.stringify(value))
          changed = withValue(changed, reread(changed), [...path, name], value);
      }
      return changed;
    },
    drop: () => withoutValue(text, tree, path),
  };

  function reread(changed: string): Node {
    return treeOf(changed, syntax) as Node;
  }

  function at(changed: string, where: Path): Node | undefined {
    return findNodeAtLocation(reread(changed), [...where]);
  }
}

/** With our entry, and with the table of servers where there is none. */
function withMade(text: string, tree: Node, [key, entry]: Path, fields: Fields): string {
  if (findNodeAtLocation(tree, [key as string]) !== undefined)
    return withValue(text, tree, [key as string, entry as string], fields);
  return withValue(text, tree, [key as string], { [entry as string]: fields });
}

/**
 * The two tables that lead to our entry are objects, and nothing on the way stands twice: which of the two a client reads is its
 * own affair. Our entry may be anything: it is replaced.
 */
function tableAt(text: string, tree: Node, path: Path, concerning: (name: string) => boolean): void {
  const node = findNodeAtLocation(tree, [...path]);
  if (node === undefined) return;
  const name = path.length === 0 ? "the file" : `"${path.join(".")}"`;
  if (node.type !== "object" && path.length < 2)
    throw new InvalidConfig(
      `${placeOf(text, node.offset)}: ${name} holds ${node.type === "array" ? "a list" : node.type} where an object belongs`,
    );
  if (node.type !== "object") return;
  const seen = new Set<string>();
  for (const property of node.children ?? []) {
    const own = property.children?.[0]?.value as string;
    if (seen.has(own) && concerning(own))
      throw new InvalidConfig(
        `${placeOf(text, property.offset)}: "${[...path, own].join(".")}" stands here a second time; take one of them out`,
      );
    seen.add(own);
  }
}
