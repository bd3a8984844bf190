export { bar } from "./bar.ts";
export { line } from "./line.ts";
export { personaTemplates } from "./of-personas.ts";
