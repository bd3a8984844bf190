/** What a link to this view says: enlarged panel, chosen category and period. Kept in the hash: nothing is sent anywhere. */
export interface ViewState {
  panel: number | null;
  category: string | null;
  from: string | null;
  to: string | null;
}

export function readState(hash: string): ViewState {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const panel = given.get("panel");
  return {
    panel: panel !== null && /^\d+$/.test(panel) ? Number(panel) : null,
    category: given.get("category"),
    from: given.get("from"),
    to: given.get("to"),
  };
}

export function writeState({ panel, ...rest }: ViewState): string {
  const parts = new URLSearchParams();
  if (panel !== null) parts.set("panel", String(panel));
  for (const [name, value] of Object.entries(rest)) if (value !== null) parts.set(name, value);
  const text = parts.toString();
  return text === "" ? "" : `#${text}`;
}
