import { manifest } from "./package-root.ts";

/** Of this package. */
export const version: string = manifest.version;
