/** How good and bad look; what is neither is quiet. */
export type Tone = "good" | "bad" | "muted";

export const toneOf = (good: boolean | null | undefined): Tone => (good == null ? "muted" : good ? "good" : "bad");
