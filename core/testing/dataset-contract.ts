import assert from "node:assert/strict";
import type { Dataset, DatasetSource } from "../ports/dataset-source.ts";
import type { TestFunction } from "./contract.ts";

/** What every dataset source must do. `make` opens one that holds a table named `sales` with the text given. */
export function datasetSourceContract(test: TestFunction, make: (sales: string) => DatasetSource | Promise<DatasetSource>): void {
  const csv = "region,amount\nnorth,1\n";

  const text = async (dataset: Dataset | null | undefined): Promise<string> => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of dataset?.read() ?? []) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };

  test("lists its tables by name and format, and each opens", async () => {
    const [sales] = await (await make(csv)).list();
    assert.deepEqual({ name: sales?.name, format: sales?.format }, { name: "sales", format: "csv" });
    assert.equal(await text(await sales?.open()), csv);
  });

  test("opens a table by name with its size, byte for byte, as often as it is read", async () => {
    const found = await (await make(csv)).open("sales");
    assert.equal(found?.bytes, csv.length);
    assert.equal(await text(found), csv);
    assert.equal(await text(found), csv);
  });

  test("an unknown name is null, not an error", async () => {
    assert.equal(await (await make(csv)).open("nothing"), null);
  });
}
