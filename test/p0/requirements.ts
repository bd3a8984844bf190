/**
 * What strategic-python promises, one sentence each: the build fails while one of them is not proven. Pure data.
 * `source` is the design document that asks for it. How to add one: docs/quality.md.
 */
interface Requirement {
  readonly sentence: string;
  readonly source: string;
}

const from = (source: string) => (sentence: string) => ({ sentence, source });
const mcp = from("5-mcp.md, Surface");
const stdio = from("5-mcp.md, Transports");
const shapes = from("7-shapes.md, run_analysis");
const execution = from("6-quality.md, P0 gate: Execution");
const security = from("6-quality.md, P0 gate: Security");
const limits = from("1-mission.md, 3 Sandbox");
const disclosure = from("7-shapes.md, Disclosure");
const audit = from("1-mission.md, 7 Audit");
const charts = from("6-quality.md, P0 gate: Visualization");
const telemetry = from("5-mcp.md, Telemetry");
const figures = from("1-mission.md, Figures");

export const requirements = {
  "protocol.negotiation": stdio(
    "A client is served in the 2025 revision it asks for, and one that asks for an unknown one is offered one.",
  ),
  "protocol.tools-complete": mcp("tools/list names every tool with title, description, annotations and both schemas."),
  "protocol.structured-answer": mcp("A call answers with content and with structured content of the agreed shape."),
  "protocol.unknown-method": mcp("An unknown method is an error with its code, not an exit."),
  "protocol.unknown-tool": mcp("An unknown tool is an error that names it, not an exit."),
  "protocol.wrong-params": mcp("Wrong or missing arguments are an error that names each of them, not an exit."),
  "protocol.garbage": stdio("Garbage on stdin is survived: the next request is answered."),
  "protocol.stdout-only": stdio("stdout carries protocol only, whatever the guest prints."),
  "protocol.eof": stdio("The end of stdin ends the server with code 0, and no process stays."),

  "execution.print": execution("What is printed comes back exactly."),
  "execution.pandas-every-persona": execution("groupby and describe of pandas run under all five personas."),
  "execution.imports": execution("Every import that the scope allows does import."),
  "execution.given-names": execution("Persona, role, context and datasets are there for the code by name."),
  "execution.context-exact": execution("Context arrives exactly: true, null, unicode, quotes, the text NaN, large integers."),
  "execution.triple-quotes": execution("Triple-quoted strings in the code stay as written."),
  "execution.no-false-alarm": execution("Harmless words such as executive, evaluate and “from system” are accepted."),
  "execution.result-structured": shapes("Tables, series, dates, decimals and missing values come back structured, without loss."),
  "execution.unknown-persona": execution("An unknown persona is rejected with the known ones, nearest first."),
  "execution.error-place": execution("An error carries line, column, source and a hint, and no path of the host."),
  "execution.roi": execution("Return on investment equals the value computed by hand."),
  "execution.npv": execution("Net present value equals the value computed by hand, the first flow at t = 0."),
  "execution.irr": execution("The internal rate of return equals the value computed by hand."),
  "execution.payback": execution("Payback equals the value computed by hand, and is nothing when it is never reached."),
  "execution.scenarios-diego": execution("Two questions of an engineering leader are answered with the right numbers."),
  "execution.scenarios-alvaro": execution("Two questions of a business strategist are answered with the right numbers."),
  "execution.scenarios-martin": execution("Two questions of a platform architect are answered with the right numbers."),
  "execution.scenarios-camille": execution("Two questions of a technology strategist are answered with the right numbers."),
  "execution.scenarios-rachel": execution("Two questions of a design system lead are answered with the right numbers."),

  "security.import-variants": security("No spelling of a forbidden import gets through."),
  "security.attribute-chain": security("No chain of attributes leads to os or sys."),
  "security.dunder-by-string": security("A dunder put together from strings reaches nothing."),
  "security.file": security("No file of the host is read or written, with the scope and behind it."),
  "security.network": security("No connection leaves the sandbox, with the scope and behind it."),
  "security.process": security("No process or thread is started, with the scope and behind it."),
  "security.environment": security("The host's environment is empty for the guest, with the scope and behind it."),
  "security.injection-persona": security("A hostile persona name is only a name that is not known."),
  "security.injection-title": security("A hostile title is only text, on the page and in the answer."),
  "security.injection-context": security("Hostile context is only data: it runs nothing and defines no name."),
  "security.wall-limit": limits("Code that runs too long is ended at the wall limit, whatever it catches."),
  "security.memory-limit": limits("Code that wants more than 512 MB is ended at the memory limit."),
  "security.memory-measured": security("The peak memory reported is the one that was used."),
  "security.output-cap": security("Output and results beyond the cap are cut or refused, and said to be."),
  "security.early-exit": security("Leaving early is never a success."),
  "security.no-leak": limits("Nothing of one run is found by the next."),
  "security.realm": security("With every guard in Python gone, no later run computes another number."),
  "security.rewind": security("With every guard in Python gone, no later run finds code or data of another."),
  "security.surface": security(
    "A call that leaves WebAssembly where no analysis does ends its interpreter, and the run says so.",
  ),
  "security.client-process": security("Two clients never share a process."),
  "security.forged-answer": security("An answer that a taken-over interpreter forges is a crash, never a value."),

  "audit.disclosure-exact": disclosure("The disclosure says exactly what ran, and that nothing ran when nothing did."),
  "audit.disclosure-visual": disclosure("A chart's disclosure is true: data only, self-contained, no network."),
  "audit.every-outcome": audit("Every outcome is recorded with SHA-256, persona, capability and reason."),
  "audit.tamper": audit("A record that was changed or removed is found."),
  "audit.crash": audit("An execution that a crash cut off is found at the next start."),

  "visualization.templates": charts("Every template renders as PNG and as a page of less than 500 KB."),
  "visualization.advertised": charts(
    "What is advertised is what renders: tools, personas and capabilities name no other template.",
  ),
  "visualization.missing-data": charts("Missing data is said to be missing; no number is invented."),
  "visualization.numbers": charts("The numbers of the analysis are the numbers in the chart."),
  "visualization.self-contained": charts("A page is whole in itself: it asks the network for nothing."),
  "visualization.hostile-text": charts("Hostile text is escaped wherever a template shows text."),
  "visualization.document": charts("A page is one well-formed document with unique ids."),
  "visualization.hover": charts("Hovering over a point shows its value."),
  "visualization.zoom": charts("The wheel zooms and a button leads back."),
  "visualization.filter": charts("Choosing a category narrows what is drawn; rows are filtered to what they then add up to."),
  "visualization.drill": charts("A panel opens alone, a mark opens its rows, and there is a way back."),
  "visualization.link": charts("The address says what is shown, and opening it shows the same."),
  "visualization.export": charts("A panel exports as picture and as CSV with its numbers."),
  "visualization.degrades": charts("When drawing fails, the numbers come as text with the reason."),

  "telemetry.silent-by-default": telemetry("Without OTEL_* nothing of OpenTelemetry's SDK is loaded and nothing is said."),
  "telemetry.spans-follow-the-caller": telemetry(
    "A request's span and its steps belong to the trace that the caller sent along.",
  ),
  "telemetry.no-code-or-data": telemetry(
    "Code, data, results, names and messages of a caller are in no span, metric or log line.",
  ),
  "telemetry.collector-down": telemetry("A collector that is down neither changes nor holds up an answer."),

  "performance.ready": figures("The server answers tools/list within 5 s of its start (ours: 500 ms)."),
  "performance.first-analysis": figures("The first pandas analysis after the start is answered within 5 s (ours: 1 s)."),
  "performance.pandas": figures("A warm pandas analysis takes less than 5 s (ours: 50 ms over the guest's own time)."),
  "performance.simple": figures("A warm simple analysis takes less than 2 s."),
  "performance.png": figures("A warm picture of 1600×900 takes less than 3 s (ours: 250 ms)."),
  "performance.page": figures("A warm page takes less than 1 s (ours: 60 ms)."),
  "performance.interaction": figures("An interaction over 10,000 points takes less than 100 ms."),
  "performance.concurrent": figures("64 analyses at once are all accepted, none is lost, each gets its own answer."),
  "performance.memory": figures("All processes together use less than 1 GB at rest."),
  "performance.whole-numbers": figures("Whole numbers are those of 64-bit CPython."),
} as const satisfies Readonly<Record<string, Requirement>>;

export type RequirementId = keyof typeof requirements;
