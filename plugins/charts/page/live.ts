import type { DashboardSpec, PanelSpec } from "../../../core/ports/dashboard-spec.ts";
import { branded } from "../brand/brand.ts";
import type { House } from "../brand/house.ts";
import { drawnFrom } from "../locale/drawn.ts";
import { languageOf } from "../locale/language.ts";
import { dashboardHtml, htmlTable } from "../render/dashboard-html.ts";
import { mount } from "./mount.ts";
import type { Surroundings } from "./surroundings.ts";

/** Draws a spec into an element of the document; what it returns ends it. `prefix`: before the ids of its elements. */
export type Draw = (root: HTMLElement, spec: DashboardSpec, prefix: string, around: Surroundings) => () => void;

/** For a document that draws specs as they come, each in its own language. */
export function drawing({ brand, words }: House): Draw {
  const languages = new Map(Object.entries(words));
  const english = languages.get("en") ?? {};
  drawnFrom((key, locale) => (languages.get(languageOf(locale)) ?? english)[key] ?? key);
  return (root, given, prefix, around) => {
    const spec = branded(given, brand);
    const { locale } = spec;
    const dataTable = (panel: PanelSpec) => emptyTable(panel, locale);
    root.innerHTML = dashboardHtml(spec, { locale, prefix, heading: "h2", logo: "", dataTable });
    return mount(root, { spec, locale, brand, prefix }, around);
  };
}

/** The script writes it when a reader opens it. */
const emptyTable = ({ title }: PanelSpec, locale: string): string => htmlTable({ columns: [], rows: [] }, title, locale);
