import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether LibreOffice shows decks here, and is to: it takes seconds. */
export const officeShows = process.env.TEST_FULL === "1" && spawnSync("soffice", ["--version"]).status === 0;

/** How many pages it makes of a deck. What it can't read it leaves out, or ends. */
export function pagesShown(bytes: Uint8Array): number {
  const folder = mkdtempSync(join(tmpdir(), "office-"));
  try {
    const deck = join(folder, "deck.pptx");
    writeFileSync(deck, bytes);
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    const asked = [profile, "--headless", "--convert-to", "pdf", "--outdir", folder, deck];
    const { status, stderr } = spawnSync("soffice", asked, { encoding: "utf8", timeout: 170_000 });
    if (status !== 0 || stderr.includes("Error")) throw new Error(`LibreOffice could not show the deck: ${stderr}`);
    return readFileSync(join(folder, "deck.pdf"), "latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
