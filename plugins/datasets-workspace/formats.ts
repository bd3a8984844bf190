import type { DatasetFormat } from "../../core/ports/dataset-format.ts";

/** What every sandbox reads by itself. */
export const formats: readonly DatasetFormat[] = [
  { id: "csv", title: "Text with delimiters", extensions: [".csv", ".tsv"], read: null },
  { id: "json", title: "JSON", extensions: [".json"], read: null },
  { id: "ndjson", title: "JSON, a record on each line", extensions: [".ndjson", ".jsonl"], read: null },
  { id: "xlsx", title: "Excel workbook", extensions: [".xlsx", ".xlsm"], read: null },
  { id: "parquet", title: "Parquet", extensions: [".parquet"], read: null },
];
