import type { Reality } from "./case.ts";
import { hostile } from "./hostile.ts";
import { ofPersonas } from "./of-personas.ts";
import { ofVega } from "./of-vega.ts";

export const corpus: readonly Reality[] = [...ofVega, ...hostile, ...ofPersonas];
