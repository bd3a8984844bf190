import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Every part of every file through a parser that forgives nothing, also what lies in files within files. One process for all. */
const READER = `
import io, json, sys, zipfile
from xml.etree import ElementTree
def check(name, data, found):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            inner = archive.read(part)
            where = name + ": " + part
            if part.endswith((".xml", ".rels", ".vml")):
                try:
                    root = ElementTree.fromstring(inner)
                except Exception as problem:
                    found.append(where + ": " + str(problem))
                    continue
                if part.startswith("xl/worksheets/"):
                    for cell in root.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}f"):
                        found.append(where + ": a formula, " + str(cell.text))
                    for cell in root.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c"):
                        if cell.get("t") == "e":
                            found.append(where + ": an error of a calculation, " + cell.get("r"))
            elif part.endswith(".xlsx"):
                check(where, inner, found)
found = []
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        check(path.rsplit("/", 1)[-1], file.read(), found)
print(json.dumps(found))
`;

/** What is wrong with them: parts that are no XML, and cells that calculate. */
export function problemsIn(files: Readonly<Record<string, Uint8Array>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), "reports-"));
  try {
    const paths = Object.entries(files).map(([name, bytes]) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    });
    const { status, stdout, stderr } = spawnSync("python3", ["-c", READER, ...paths], {
      encoding: "utf8",
      maxBuffer: 64_000_000,
    });
    if (status !== 0) throw new Error(`python3 could not check the files: ${stderr}`);
    return JSON.parse(stdout) as string[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
