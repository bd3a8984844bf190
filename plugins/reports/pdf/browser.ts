import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge"];

/** Where browsers are that no path leads to. */
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The one that was named, else any that this machine has; null: none. One that was named and is not there is not replaced. */
export function browserAt(named: string | undefined): string | null {
  if (named !== undefined) return found(named);
  return names.map(found).find((one) => one !== null) ?? places.find(runs) ?? null;
}

function found(name: string): string | null {
  if (isAbsolute(name) || name.includes("/") || name.includes("\\")) return runs(name) ? name : null;
  const folders = (process.env.PATH ?? "").split(delimiter).filter(isAbsolute);
  const endings = process.platform === "win32" ? [".exe"] : [""];
  return folders.flatMap((folder) => endings.map((ending) => join(folder, name + ending))).find(runs) ?? null;
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
