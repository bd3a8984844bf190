/** What a link to this view says: enlarged panel, chosen category, theme. Kept in the hash: nothing is sent anywhere. */
export interface ViewState {
  panel: number | null;
  category: string | null;
}

export function readState(hash: string): ViewState {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const panel = given.get("panel");
  return { panel: panel !== null && /^\d+$/.test(panel) ? Number(panel) : null, category: given.get("category") };
}

export function writeState({ panel, category }: ViewState): string {
  const parts = new URLSearchParams();
  if (panel !== null) parts.set("panel", String(panel));
  if (category !== null) parts.set("category", category);
  const text = parts.toString();
  return text === "" ? "" : `#${text}`;
}
