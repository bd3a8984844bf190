import { findings, type Layer } from "../jail/probes.ts";

/** One escape per layer, tried inside a ready worker as a guest would. */
type Call = (operation: string, payload: unknown) => string;

const AS_GUEST = `
reached = []
for name in ("js", "pyodide_js", "_pyodide_core", "ctypes", "socket", "subprocess"):
    try:
        __import__(name)
        reached.append("import " + name)
    except ImportError:
        pass
try:
    open(0).read()
    reached.append("read standard input")
except OSError:
    pass
result = reached
`;
const AS_HOST = 'import os\noutput = str(os.system("exit 3"))';

const request = {
  persona: "",
  role: "",
  preamble: "",
  contextJson: "{}",
  datasets: [],
  seed: 0,
  outputBytes: 1000,
  resultBytes: 1000,
};

/** The caller rewinds afterwards. */
export function selfTest(call: Call): readonly Layer[] {
  const { result } = JSON.parse(call("run", { ...request, code: AS_GUEST })) as { result?: unknown };
  const host = JSON.parse(call("inspect", { program: AS_HOST, input: "" })) as { output?: unknown };
  const realm = globalThis as unknown as Record<string, unknown>;
  const left = realm.process as Record<string, unknown> | undefined;
  return [
    findings(
      "guest-runtime",
      Array.isArray(result) ? result.map((what) => `guest code could ${String(what)}`) : ["the self-test did not end"],
    ),
    findings("realm", [
      host.output === "-1" ? null : "os.system reached the host",
      ...["fetch", "require", "WebSocket"].map((name) => (realm[name] === undefined ? null : `${name} is reachable`)),
      ...["binding", "getBuiltinModule", "dlopen", "kill", "exit"].map((name) =>
        left?.[name] === undefined ? null : `process.${name} is reachable`,
      ),
    ]),
  ];
}
