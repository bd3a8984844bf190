/** What lies between gaps. */
export function runs<T>(row: readonly (T | null)[]): T[][] {
  const found: T[][] = [[]];
  for (const one of row) {
    if (one === null) found.push([]);
    else (found.at(-1) as T[]).push(one);
  }
  return found.filter(({ length }) => length > 0);
}
