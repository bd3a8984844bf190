import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import type { Look, Report } from "../../../../core/ports/report-format.ts";
import type { Words } from "../../words/words.ts";
import { legible } from "../native/contrast.ts";
import { paint } from "../native/native.ts";

/** What every slide is written with. */
export interface Pen {
  readonly report: Report;
  readonly look: Look;
  readonly words: Words;
  readonly colours: Colours;
  /** What a reader must know that was found while slides were drawn: stands on the method's page. */
  warn(text: string): void;
}

export interface Colours {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly card: string;
  readonly ground: string;
  readonly accent: string;
  readonly good: string;
  readonly bad: string;
}

export function coloursOf(look: Look): Colours {
  const [ink, ground] = [paint(look.ink), paint(look.ground)];
  /** Of text, which needs more contrast than a bar. */
  const tone = (role: Role) => legible(paint(look.mark(role)), ground, ink);
  return {
    ink,
    muted: paint(look.muted),
    line: paint(look.line),
    card: paint(look.card),
    ground,
    accent: tone("accent"),
    good: tone("good"),
    bad: tone("bad"),
  };
}

/** As the persona's own pictures are coloured. */
export function withAccent(pen: Pen, accent: string | null): Pen {
  const look: Look = { ...pen.look, mark: (role, own = accent) => pen.look.mark(role, own) };
  return { ...pen, look, colours: coloursOf(look) };
}
