import { ensureImage, type ImageOptions } from "./image/store.ts";
import { install, type PackageOptions } from "./packages/store.ts";

export type SetupOptions = PackageOptions & Pick<ImageOptions, "programs">;

/** Brings the packages and makes the interpreter image; what is there already is left. */
export async function setup(
  options: SetupOptions = {},
): Promise<{ readonly packages: Readonly<Record<string, string>>; readonly image: string }> {
  const packages = await install(options);
  const { dir } = await ensureImage(packages, options);
  return { packages: packages.versions, image: dir };
}
