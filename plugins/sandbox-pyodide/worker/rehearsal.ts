/** What a run that nobody asked for is sent as. */
export const request = {
  persona: "",
  role: "",
  preamble: "",
  modules: [],
  contextJson: "{}",
  seed: 0,
  canary: 2,
  outputBytes: 1000,
  resultBytes: 1000,
};

/** What most analyses do. */
export const TYPICAL = `import pandas as pd
t = pd.DataFrame({"k": ["a", "b"] * 500, "v": range(1000), "w": [1.5] * 1000})
t.groupby("k").agg({"v": "sum", "w": "mean"}).sort_values("v").describe()`;
