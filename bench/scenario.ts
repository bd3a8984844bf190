import type { ControlKind } from "./control/control.ts";
import type { Bounds, Figure } from "./statistics.ts";

/** One figure of a scenario. */
export interface Part extends Bounds {
  /** Its name in `baseline.json`: stays when the title changes. */
  readonly id: string;
  readonly title: string;
  /** Gated against its accepted ratio to the control. */
  readonly compared: boolean;
}

/** Something that is done again and again and timed, taking turns with a control. */
export interface Scenario {
  readonly control: ControlKind;
  readonly samples: { readonly quick: number; readonly full: number };
  readonly warmUps: number;
  readonly parts: readonly Part[];
  /** A value for each part, or several. An answer that is wrong throws: it must not be timed. */
  once(index: number): Promise<readonly (number | readonly number[])[]>;
  /** Whose memory is looked at; null where a sample starts a process of its own. */
  readonly pid: number | null;
  /** Processor time of what was measured so far, in ms, where it is not that of `pid`. */
  cpu?(): number;
}

/** Scenarios that share a server; opened again when one of them has to be measured again. */
export interface Group {
  readonly name: string;
  open(): Promise<Opened>;
}

interface Opened {
  readonly scenarios: readonly Scenario[];
  /** What is measured in another way, without a control of ours. */
  more?(quick: boolean): Promise<readonly Figure[]>;
  close(): Promise<void>;
}
