import { expect, test } from "vitest";
import { context } from "../tests/charts.ts";
import { footOf } from "./foot.ts";

const dataset = (name: string) => ({ name, sha256: "ab".repeat(32), rows: 10 });
const ran = { ...context, source: null, sample: false, codeSha256: "cd".repeat(32), runId: "7f3a2100-0000" };

test.each([
  ["the caller's word", { ...ran, source: "Finance, H1" }, "Source: Finance, H1"],
  ["the files of the run", { ...ran, datasets: [dataset("sales"), dataset("cost")] }, "Source: sales, cost"],
  ["of many files no one by name", { ...ran, datasets: ["a", "b", "c", "d"].map(dataset) }, "Source: 4 files of run 7f3a2100"],
  ["the run that made the numbers itself", { ...ran, datasets: [] }, "Source: run 7f3a2100"],
  ["the call where no code ran", { ...ran, codeSha256: null, datasets: [] }, "Source: data given in the call"],
  ["nothing of sample data", { ...ran, codeSha256: null, datasets: [], sample: true }, ""],
])("the source is %s", (_, given, left) => {
  expect(footOf({}, given).left).toBe(left);
});
