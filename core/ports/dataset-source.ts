/** Named tables that analyses may read. Confined to its root: no name reaches outside it. */
export interface DatasetSource {
  list(): Promise<readonly DatasetInfo[]>;
  /** `null` when there is no dataset of that name. Throws a `StrategicError` when it is there but can't be read. */
  open(name: string): Promise<Dataset | null>;
}

export interface DatasetInfo {
  readonly name: string;
  readonly format: string;
  readonly bytes: number;
}

export interface Dataset {
  readonly name: string;
  readonly format: string;
  readonly bytes: Uint8Array;
}
