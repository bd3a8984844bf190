/** A registered id is the operator's own word; anything else is the caller's, and stays out. */
export function registered(look: (id: string) => string, id: string): string {
  try {
    return look(id);
  } catch {
    return "_OTHER";
  }
}
