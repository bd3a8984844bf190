import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Things on the host that no guest may reach: a file, a variable, a listening port, and a place to write to. */
export class Canaries {
  readonly secret = `canary-${Math.random().toString(36).slice(2)}`;
  readonly folder = mkdtempSync(join(tmpdir(), "strategic-python-canary-"));
  readonly file = join(this.folder, "secret");
  readonly written = join(this.folder, "written");
  readonly variable = "STRATEGIC_PYTHON_CANARY";
  port = 0;
  #connections = 0;
  #server: Server | null = null;

  async set(): Promise<void> {
    writeFileSync(this.file, this.secret);
    process.env[this.variable] = this.secret;
    this.#server = createServer((socket) => {
      this.#connections++;
      socket.destroy();
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, "127.0.0.1", resolve));
    this.port = (this.#server.address() as { port: number }).port;
  }

  /** What was reached, in words; nothing when all is well. */
  reached(texts: readonly string[]): readonly string[] {
    return [
      ...texts.filter((text) => text.includes(this.secret)).map((text) => `the secret came back: ${text.slice(0, 200)}`),
      ...(this.#connections > 0 ? [`${this.#connections} connections`] : []),
      ...(existsSync(this.written) ? ["a file was written"] : []),
    ];
  }

  remove(): void {
    delete process.env[this.variable];
    this.#server?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Attempts aimed at these very canaries, by every road that Python, Pyodide and Node offer. */
  aimed(): readonly string[] {
    const file = JSON.stringify(this.file);
    const written = JSON.stringify(this.written);
    const node = (body: string) => `import js\nget = js.process.getBuiltinModule\n${body}`;
    const evaluated = (body: string) =>
      `import ctypes\nctypes.CDLL(None).emscripten_run_script_string.restype = ctypes.c_char_p\nctypes.CDLL(None).emscripten_run_script_string(${JSON.stringify(body)}.encode())`;
    return [
      `open(${file}).read()`,
      `open(${written}, "w").write("x")`,
      `import os\nos.environ.get("${this.variable}") or open("/proc/self/environ").read()`,
      `import os\nos.system("cat ${this.file} > ${this.written}; touch ${this.written}")`,
      `import subprocess\nsubprocess.run(["cp", ${file}, ${written}])`,
      `import socket\nsocket.create_connection(("127.0.0.1", ${this.port}), 2)`,
      `import urllib.request\nurllib.request.urlopen("http://127.0.0.1:${this.port}/")`,
      `import pandas as pd\npd.read_csv("http://127.0.0.1:${this.port}/")`,
      `import pandas as pd\npd.read_csv(${file})`,
      `import numpy as np\nnp.fromfile(${file}, dtype="u1").tobytes().decode()`,
      `import numpy as np\nstr(np.memmap(${file}, dtype="u1")[:])`,
      node(`get("fs").readFileSync(${file}, "utf8")`),
      node(`get("fs").writeFileSync(${written}, "x")`),
      node(`get("child_process").execSync("cp ${this.file} ${this.written}")`),
      node(`get("net").connect(${this.port}, "127.0.0.1")\nimport time; time.sleep(0.3)`),
      node(
        `get("worker_threads").Worker.new("require('fs').copyFileSync('${this.file}', '${this.written}')", js.Object.fromEntries([["eval", True]]))\nimport time; time.sleep(0.5)`,
      ),
      `import js\nstr(js.process.env.${this.variable}) + str(js.JSON.stringify(js.process.env))`,
      `import js\njs.fetch("http://127.0.0.1:${this.port}/")\nimport time; time.sleep(0.3)`,
      `import js\njs.WebSocket.new("ws://127.0.0.1:${this.port}/")\nimport time; time.sleep(0.3)`,
      `import js\njs.Function.new("return process.getBuiltinModule('fs').readFileSync('${this.file}','utf8')")()`,
      `import js\njs.Object.constructor("return process.mainModule.require('fs').readFileSync('${this.file}','utf8')")()`,
      `import pyodide_js, os\npyodide_js.mountNodeFS("/mnt", "${this.folder}")\nopen("/mnt/secret").read()`,
      `import pyodide_js, os\nm = pyodide_js._module\nm.FS.mkdir("/mnt2")\nm.FS.mount(m.FS.filesystems.NODEFS, {"root": "${this.folder}"}, "/mnt2")\nopen("/mnt2/secret").read()`,
      `import pyodide_js\npyodide_js._api.initializeNodeSockFS()\nimport socket\nsocket.create_connection(("127.0.0.1", ${this.port}), 2)`,
      `from pyodide.code import run_js\nrun_js("process.getBuiltinModule('fs').readFileSync('${this.file}','utf8')")`,
      evaluated(`process.getBuiltinModule('fs').readFileSync('${this.file}','utf8')`),
      evaluated(`process.getBuiltinModule('fs').copyFileSync('${this.file}','${this.written}')`),
      `import ctypes\nctypes.CDLL(None).system(b"cp ${this.file} ${this.written}")`,
      `import os\nos.posix_spawn("/bin/cp", ["cp", ${file}, ${written}], {})`,
      `import ctypes\nlib = ctypes.CDLL(None)\nfd = lib.open(${file}.encode(), 0)\nb = ctypes.create_string_buffer(100)\nlib.read(fd, b, 100)\nb.value.decode()`,
      `import sys\nnext(m for n, m in sys.modules.items() if n == "os").system("touch ${this.written}")`,
      `import json\njson.codecs.open(${file}).read()`,
      `[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == "_wrap_close"][0].__init__.__globals__["system"]("touch ${this.written}")`,
      `[c for c in object.__subclasses__() if c.__name__ == "FileIO"][0](${file}).read().decode()`,
    ];
  }
}
