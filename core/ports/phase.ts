/** Where a piece of work is, told as it gets there: whoever waits for it may be told. */
export type Phase =
  /** `ahead`: how many go first, as things stand when it is asked. */
  { readonly kind: "queued"; ahead(): number } | { readonly kind: "checking" | "running" | "drawing" | "writing" };

export type TellPhase = (phase: Phase) => void;
