import type { Plugin } from "../../core/plugin.ts";
import { alvaro } from "./alvaro.ts";
import { camille } from "./camille.ts";
import { diego } from "./diego.ts";
import { martin } from "./martin.ts";
import { rachel } from "./rachel.ts";
import { tasks } from "./tasks.ts";

/**
 * The five leaders, and the work that is asked for most. They differ in what they ask of numbers, how they word findings and what they draw. Their imports
 * are the validator's whole list (`null`): every capability works under each of them, and a narrower list would only
 * make right programs fail.
 */
export function personas(): Plugin {
  return { name: "strategic-python/plugins/personas", personas: [diego, alvaro, martin, camille, rachel], prompts: tasks };
}
