import type { LivePage } from "../../../core/ports/report-format.ts";
import { scriptJson } from "../../../core/text/html.ts";
import type { Brand } from "../brand/brand.ts";
import type { House } from "../brand/house.ts";
import { languages } from "../locale/catalogues.ts";
import { pageWords } from "../locale/speak.ts";
import { pageAssets } from "./page-assets.ts";
import { logo } from "./render-page.ts";

/** The logo is there for the pictures that a reader saves. */
export function livePage(brand: Brand): LivePage {
  const { accent, series, footer } = brand;
  const words = Object.fromEntries(languages().map((language) => [language, pageWords(language, true)]));
  const house: House = { brand: { accent, series, footer }, words };
  return {
    style: pageAssets(brand).style,
    body: `<script type="application/json" id="house">${scriptJson(house)}</script><div hidden>${logo(brand)}</div>`,
  };
}
