export { genericTemplates } from "./generic.ts";
export { personaTemplates } from "./of-personas.ts";
