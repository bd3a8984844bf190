/** Named tables that analyses may read. Confined to its root: no name reaches outside it. */
export interface DatasetSource {
  /** All of them, in the order they are shown. Opens none: what one of them is, `open` says. */
  list(): Promise<readonly DatasetInfo[]>;
  /** `null` when there is no dataset of that name. Throws a `StrategicError` when it is there but can't be read. */
  open(name: string): Promise<Dataset | null>;
}

export interface DatasetInfo {
  readonly name: string;
  readonly format: string;
  /** As `open(name)` of the source, without looking the name up again. */
  open(): Promise<Dataset>;
}

/** Found and readable; its bytes are read when they are asked for, each time anew, and never held by the source. */
export interface Dataset {
  readonly name: string;
  /** Of what is inside, when it is packed. */
  readonly format: string;
  readonly packing?: "gzip" | "zip" | undefined;
  /** Several equal files as one table: their bytes follow each other. */
  readonly files?: readonly { readonly name: string; readonly bytes: number }[] | undefined;
  readonly bytes: number;
  /** Throws a `StrategicError` when there are more or fewer than `bytes`: it was written meanwhile. */
  read(): AsyncIterable<Uint8Array>;
}
