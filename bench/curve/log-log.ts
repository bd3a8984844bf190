/** The power with which y grows with x: 1 is in proportion, 0 not at all. Least squares through the logarithms. */
export function logLogSlope(points: readonly { readonly x: number; readonly y: number }[]): number {
  const logs = points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const mean = (of: "x" | "y") => logs.reduce((sum, point) => sum + point[of], 0) / logs.length;
  const [mx, my] = [mean("x"), mean("y")];
  const sxx = logs.reduce((sum, { x }) => sum + (x - mx) ** 2, 0);
  const sxy = logs.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0);
  return Math.round((sxy / sxx) * 100) / 100;
}
