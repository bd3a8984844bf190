import { once } from "node:events";
import { MessageChannel } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Control } from "../protocol/control.ts";
import type { FromWorker, JobTask } from "../protocol/messages.ts";
import { Session } from "./session.ts";

/** The interpreter is played by the test: what it answers to each operation, and what it became by that. */
const played = vi.hoisted(() => ({
  answer: (_operation: string, _payload: string): string => "",
  asked: [] as [string, unknown][],
  steps: [] as string[],
  begun: (_line: number): void => {},
  linkerChanged: false,
  filesFull: false,
  selfTest: (_call: (operation: string, payload: unknown) => string): unknown => [],
  contact: (_name: string): never => {
    throw new Error();
  },
}));
vi.mock("./call.ts", () => ({
  Entry: class {
    call(operation: string, payload: string) {
      played.asked.push([operation, JSON.parse(payload)]);
      played.steps.push(operation);
      return played.answer(operation, payload);
    }
  },
}));
vi.mock("../interpreter/guest-runtime.ts", () => ({
  closeGuest(_py: unknown, begun: (line: number) => void) {
    played.steps.push("guest closed");
    played.begun = begun;
  },
}));
vi.mock("./self-test.ts", () => ({ selfTest: (call: never) => played.selfTest(call) }));
vi.mock("../rewind/checkpoint.ts", () => ({
  Checkpoint: class {
    constructor() {
      played.steps.push("checkpoint");
    }
    get linkerChanged() {
      return played.linkerChanged;
    }
    get filesFull() {
      return played.filesFull;
    }
    rewind() {
      played.steps.push("rewind");
    }
    uncounted(work: () => unknown) {
      return work();
    }
  },
}));

const MIB = 1_048_576;
const layers = [{ name: "realm", active: true, detail: null }];
const module = {
  HEAPU8: { length: 64 * MIB },
  FS: { mkdirTree: vi.fn(), writeFile: vi.fn(), readFile: vi.fn(), unlink: vi.fn() },
};
const memory = { refused: false, begin: vi.fn(), peakMb: () => 70 };
let references: number;
let listened: Control[];
let ended: string[];
let session: Session;

function make(): Session {
  const interpreter = {
    py: { runPython: () => 1, setInterruptBuffer() {} },
    module,
    memory,
    interrupts: { listen: (control: Control) => listened.push(control) },
    exports: { hiwire_num_refs: () => references },
    surface: {
      contact: () => {},
      close: (contact: (name: string) => never) => {
        played.steps.push("surface closed");
        played.contact = contact;
      },
    },
  };
  return new Session(interpreter as never, { heapLength: 75 * MIB } as never, () => {
    ended.push("ended");
    throw new Error("the thread is gone");
  });
}
beforeEach(() => {
  Object.assign(played, { asked: [], steps: [], linkerChanged: false, filesFull: false, selfTest: () => layers });
  played.answer = (operation) => (operation === "tripwires" ? '{"tripwires":[]}' : `${operation} answered`);
  [references, listened, ended] = [5, [], []];
  module.HEAPU8 = { length: 64 * MIB };
  memory.refused = false;
  vi.clearAllMocks();
  session = make();
});

const open: MessageChannel[] = [];
afterEach(() => {
  for (const { port1 } of open.splice(0)) port1.close();
});
function serve(rest: Partial<JobTask> = {}) {
  const channel = new MessageChannel();
  open.push(channel);
  const told: FromWorker[] = [];
  const closed = once(channel.port1, "close");
  channel.port1.on("message", (message: FromWorker) => told.push(message));
  const control = new Control();
  const done = session.serve({
    kind: "job",
    trace: null,
    request: { code: "1" } as never,
    datasets: [],
    memoryMb: 128,
    control: control.shared,
    port: channel.port2,
    ...rest,
  });
  return { done, told, closed, control, say: (message: object) => channel.port1.postMessage(message) };
}
/** One job from its start to its end. */
async function run(rest: Partial<JobTask> = {}): Promise<{ report: Awaited<ReturnType<Session["serve"]>>; answer: FromWorker }> {
  const { done, told, closed, say } = serve(rest);
  say({ kind: "go" });
  const report = await done;
  await closed;
  return { report, answer: told.at(-1) as FromWorker };
}

test("an interpreter is closed before its checkpoint, so that no rewind opens it, and cut from JavaScript after it", () => {
  expect(played.steps).toEqual(["guest closed", "checkpoint", "surface closed"]);
  expect(module.FS.mkdirTree).toHaveBeenCalledWith("/tmp/datasets");
});

describe("a job", () => {
  test("is told what the self-test found, looked at, run and answered before the rewind, and its port is closed", async () => {
    session.selfTest();
    played.steps.length = 0;
    const { done, told, closed, say } = serve();
    say({ kind: "inspect", program: 3, input: "text" });
    say({ kind: "go" });
    expect(await done).toMatchObject({ spent: false });
    await closed;
    expect(told.slice(0, 2)).toEqual([{ kind: "ready" }, { kind: "inspected", answer: "inspect answered" }]);
    expect(told[2]).toMatchObject({ kind: "answer", answer: "run answered", peakMb: 70, refused: false, tripwires: [] });
    expect(played.steps).toEqual(["inspect", "run", "tripwires", "rewind"]);
    expect(played.asked.slice(-3)).toEqual([
      ["inspect", { program: 3, input: "text" }],
      ["run", { code: "1" }],
      ["tripwires", null],
    ]);
  });

  test("is told how long it computed, and its rewind is timed apart", async () => {
    const now = vi.spyOn(performance, "now").mockReturnValue(1000);
    onAnswer("run", () => now.mockReturnValue(1040));
    onAnswer("tripwires", () => now.mockReturnValue(1100));
    const { answer, report } = await run();
    expect([answer, report]).toMatchObject([{ ranMs: 40 }, { rewindMs: 0 }]);
    now.mockRestore();
  });

  test("has its own memory limit, its own interrupt, and its tables as files", async () => {
    const part = (text: string) => ({ name: `${text}.csv`, format: "csv", bytes: new TextEncoder().encode(text) });
    const datasets = [
      { name: "a", reader: null, key: null, parts: [part("a")] },
      { name: "b", reader: "r", key: null, parts: [part("b"), part("c")] },
    ];
    played.answer = (operation) => (operation === "load" ? '{"kept":[]}' : '{"tripwires":[]}');
    const { done, control, say } = serve({ datasets, memoryMb: 99 });
    say({ kind: "go" });
    await done;
    expect(memory.begin).toHaveBeenCalledWith(99);
    expect(listened.map(({ shared }) => shared)).toEqual([control.shared]);
    expect(module.FS.writeFile.mock.calls.map(([path, bytes]) => [path, String(bytes)])).toEqual([
      ["/tmp/datasets/0.0", "97"],
      ["/tmp/datasets/1.0", "98"],
      ["/tmp/datasets/1.1", "99"],
    ]);
    const placed = (name: string, reader: string | null, path: string) => ({ name, format: "csv", reader, path });
    expect(played.asked.slice(0, 2)).toEqual([
      [
        "load",
        {
          datasets: [
            { name: "a", keep: null, parts: [placed("a.csv", null, "/tmp/datasets/0.0")] },
            {
              name: "b",
              keep: null,
              parts: [placed("b.csv", "r", "/tmp/datasets/1.0"), placed("c.csv", "r", "/tmp/datasets/1.1")],
            },
          ],
        },
      ],
      ["run", { code: "1" }],
    ]);
  });

  test("has the line that begins told to whoever waits for it, and not those of a job before", async () => {
    const lines = [3, 7];
    played.answer = (operation) => {
      if (operation === "run") played.begun(lines.shift() as number);
      return '{"tripwires":[]}';
    };
    const controls = [];
    for (const _job of lines.slice()) {
      const { done, control, say } = serve();
      say({ kind: "go" });
      await done;
      controls.push(control);
    }
    expect(controls.map(({ line }) => line)).toEqual([3, 7]);
  });

  test("hands back what is kept of a table before its code runs", async () => {
    module.FS.readFile.mockReturnValue(new TextEncoder().encode("TABLE"));
    played.answer = (operation) => {
      if (operation === "run") expect(module.FS.unlink).toHaveBeenCalledWith("/tmp/datasets/1.table");
      return operation === "load" ? '{"kept":[1]}' : '{"tripwires":[]}';
    };
    const parts = [{ name: "a", format: "csv", bytes: new Uint8Array(1) }];
    const datasets = ["a", "b"].map((name) => ({ name, reader: null, key: `key of ${name}`, parts }));
    const { done, told, closed, say } = serve({ datasets });
    say({ kind: "go" });
    await done;
    await closed;
    const { tables } = told.find(({ kind }) => kind === "tables") as Extract<FromWorker, { kind: "tables" }>;
    expect(tables.map(({ key, bytes }) => [key, Buffer.from(bytes).toString()])).toEqual([["key of b", "TABLE"]]);
    expect(told.map(({ kind }) => kind)).toEqual(["ready", "tables", "answer"]);
  });

  test.each([
    ["more memory", () => Object.assign(memory, { refused: true })],
    ["more files", () => Object.assign(played, { filesFull: true })],
  ])("that was refused %s is known for it", async (_, refuse) => {
    refuse();
    expect((await run()).answer).toMatchObject({ refused: true });
  });

  test("that is stopped before anything ran costs nothing; one that was only looked at is undone", async () => {
    const stopped = serve();
    stopped.say({ kind: "stop" });
    expect(await stopped.done).toMatchObject({ rewindMs: 0, spent: false });
    expect(played.steps).not.toContain("rewind");
    const looked = serve();
    looked.say({ kind: "inspect", program: 0, input: "" });
    looked.say({ kind: "stop" });
    await looked.done;
    expect(played.steps.slice(-2)).toEqual(["inspect", "rewind"]);
    // And then there is nothing to undo again.
    played.steps.length = 0;
    const after = serve();
    after.say({ kind: "stop" });
    await after.done;
    expect(played.steps).toEqual([]);
  });

  test("whose interpreter fails ends with the error", async () => {
    onAnswer("run", () => {
      throw new Error("fatal");
    });
    await expect(run()).rejects.toThrow("fatal");
  });
});

describe("an interpreter is replaced and not rewound", () => {
  test.each([
    ["when Python saw what no analysis does", () => onAnswer("tripwires", () => '{"tripwires":["fork"]}'), ["fork"]],
    ["when Python can't say what it saw", () => onAnswer("tripwires", () => "{}"), ["the runtime did not answer"]],
    ["when Python refers to JavaScript", () => void references++, ["a reference to JavaScript was made"]],
    ["when a library was loaded", () => Object.assign(played, { linkerChanged: true }), []],
    ["when its memory is too large for quick rewinds", () => Object.assign(module, { HEAPU8: { length: 192 * MIB + 1 } }), []],
  ])("%s", async (_, happen, tripwires) => {
    happen();
    const { answer, report } = await run();
    expect([answer, report]).toMatchObject([{ tripwires }, { spent: true }]);
    expect(played.steps).not.toContain("rewind");
  });

  test("after ten thousand runs, and not before; memory of usual size is no reason", async () => {
    module.HEAPU8 = { length: 192 * MIB };
    const rehearse = () => session.serve({ kind: "rehearsal" });
    for (let runs = 1; runs < 10_000; runs++) expect((await rehearse()).spent).toBe(false);
    expect((await rehearse()).spent).toBe(true);
  });
});

test("a greeting says what the self-test found and does nothing else; who is to leave is spent", async () => {
  const before = played.steps.length;
  expect(await session.serve({ kind: "greeting" })).toEqual({ rewindMs: 0, layers: session.layers, spent: false });
  expect(await session.serve({ kind: "leave" })).toMatchObject({ spent: true });
  expect(played.steps).toHaveLength(before);
});

test("a rehearsal is typical work, undone afterwards", async () => {
  expect(await session.serve({ kind: "rehearsal" })).toMatchObject({ spent: false });
  expect(played.steps.slice(-2)).toEqual(["run", "rewind"]);
  expect(played.asked[0]?.[1]).toMatchObject({ code: expect.stringContaining("import pandas") });
});

describe("contact with what was cut", () => {
  test("ends the thread at once, after the job was told the name", async () => {
    onAnswer("run", () => played.contact("socket"));
    const { done, told, say } = serve();
    say({ kind: "go" });
    await expect(done).rejects.toThrow("the thread is gone");
    await vi.waitFor(() => expect(told.at(-1)).toEqual({ kind: "tripped", name: "socket" }));
    expect(ended).toEqual(["ended"]);
  });

  test("by the self-test, or one that does not end, is a finding that every job is told", async () => {
    played.selfTest = (call) => {
      call("run", {});
      return played.contact("socket");
    };
    session.selfTest();
    expect(ended).toEqual([]);
    expect(session.layers).toEqual([
      { name: "guest-runtime", active: false, detail: "the self-test did not end: socket could be called" },
    ]);
    expect(played.steps.slice(-2)).toEqual(["run", "rewind"]);
    // What it did is undone already.
    played.steps.length = 0;
    const { done, told, closed, say } = serve();
    say({ kind: "stop" });
    await Promise.all([done, closed]);
    expect([told[0], played.steps]).toEqual([{ kind: "ready" }, []]);
  });

  test("between jobs is told to whoever waits, and to no job that is over", async () => {
    await run();
    expect(() => played.contact("socket")).toThrow("socket could be called");
    expect(ended).toEqual([]);
  });
});

function onAnswer(operation: string, act: () => unknown): void {
  const { answer } = played;
  played.answer = (asked, payload) => {
    const found = asked === operation ? act() : undefined;
    return typeof found === "string" ? found : answer(asked, payload);
  };
}
