// What a bundle starts: the packages that lie in it become the interpreter's image, once; then the server. The first start takes
// the time that this takes, later ones a third of a second for finding that all is there. Nothing is fetched.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const launcher = new URL("bin/strategic-python.js", import.meta.url);
process.env.STRATEGIC_PYTHON_PACKAGES = fileURLToPath(new URL("wheels", import.meta.url));
// Standard output is the protocol's.
const { status } = spawnSync(process.execPath, [fileURLToPath(launcher), "setup"], { stdio: ["ignore", 2, 2] });
// Without them pandas would be missing in every answer: better no server, and the reason in the client's log.
if (status !== 0) process.exit(status ?? 1);
await import(launcher.href);
