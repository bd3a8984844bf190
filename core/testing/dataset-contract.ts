import assert from "node:assert/strict";
import type { DatasetSource } from "../ports/dataset-source.ts";
import type { TestFunction } from "./contract.ts";

/** What every dataset source must do. `make` opens one that holds a table named `sales` with the text given. */
export function datasetSourceContract(test: TestFunction, make: (sales: string) => DatasetSource | Promise<DatasetSource>): void {
  const csv = "region,amount\nnorth,1\n";

  test("lists its tables with format and size", async () => {
    const [sales] = await (await make(csv)).list();
    assert.deepEqual(
      { name: sales?.name, format: sales?.format, bytes: sales?.bytes },
      { name: "sales", format: "csv", bytes: csv.length },
    );
  });

  test("opens a table by name, byte for byte", async () => {
    const found = await (await make(csv)).open("sales");
    assert.equal(Buffer.from(found?.bytes ?? []).toString(), csv);
  });

  test("an unknown name is null, not an error", async () => {
    assert.equal(await (await make(csv)).open("nothing"), null);
  });
}
