import { isSide, SIDES } from "../charts/drawing.ts";
import { limits } from "../limits.ts";
import type { RenderWarning } from "../ports/dashboard-spec.ts";
import type { GuestChart, Json } from "../ports/sandbox.ts";
import type { RenderInput } from "../shapes/inputs.ts";
import { cut } from "../text/cut.ts";

type Options = Omit<RenderInput, "template" | "data" | "from" | "sample" | "formats">;

const isText = (value: Json): boolean => typeof value === "string";
const oneOf =
  (...allowed: readonly string[]) =>
  (value: Json): boolean =>
    allowed.includes(value as string);
const text = { fits: isText, expected: "a text" };
const side = { fits: (value: Json) => typeof value === "number" && isSide(value), expected: SIDES };

/** What code may say of a picture: all that a caller of render_chart may, but for the formats, which are the caller's of the run. */
const known: Readonly<Record<keyof Options, { readonly fits: (value: Json) => boolean; readonly expected: string }>> = {
  title: text,
  subtitle: text,
  source: text,
  persona: text,
  locale: text,
  currency: text,
  theme: { fits: oneOf("light", "dark"), expected: '"light" or "dark"' },
  background: { fits: oneOf("paper", "transparent"), expected: '"paper" or "transparent"' },
  width: side,
  height: side,
};

/** The options that hold, and a warning for each that does not: the picture is drawn without it. */
export function chartOptions(options: GuestChart["options"]): {
  readonly taken: Options;
  readonly warnings: readonly RenderWarning[];
} {
  const warnings: RenderWarning[] = [];
  const warn = (code: string, message: string) => warnings.push({ code, panel: null, message });
  const taken = Object.entries(options).filter(([name, value]) => {
    const option = Object.hasOwn(known, name) ? known[name as keyof Options] : undefined;
    if (value === null) return false;
    if (name === "formats") warn("NO_EFFECT", "formats is not the code's to choose: whoever runs it asks for them in `charts`.");
    else if (option === undefined)
      warn(
        "UNKNOWN_FIELD",
        `${cut(name, limits.nameCharacters)} is no option of a chart; there are ${Object.keys(known).join(", ")}.`,
      );
    else if (!option.fits(value)) warn("NO_EFFECT", `${name} must be ${option.expected}: drawn without it.`);
    else return true;
    return false;
  });
  return { taken: Object.fromEntries(taken) as Options, warnings };
}
