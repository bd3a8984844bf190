import type { Drawing } from "../../../core/dashboard-spec.ts";
import type { Form } from "./form.ts";
import { heatmap } from "./heatmap.ts";

/** Every form by its name. */
export const forms: { readonly [F in Drawing["form"]]?: Form<Extract<Drawing, { form: F }>> } = { heatmap };

export function formOf(drawing: Drawing): Form {
  const form = forms[drawing.form] as Form | undefined;
  if (form === undefined) throw new Error(`no form is called ${drawing.form}`);
  return form;
}
