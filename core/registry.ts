import type { Capability } from "./capabilities.ts";
import { StrategicError } from "./errors.ts";
import type { AdapterFactories, ChartTemplate, PersonaTemplate, Plugin, PromptTemplate } from "./plugin.ts";
import type { DatasetFormat } from "./ports/dataset-format.ts";
import type { ReportFormat, TableFormat } from "./ports/report-format.ts";
import type { GuestModule } from "./ports/sandbox.ts";
import { nearestFirst } from "./text/nearest.ts";

/** Everything the plugins provide, by id. Conflicts fail at start and name both plugins. */
export class Registry {
  readonly #personas: ReadonlyMap<string, PersonaTemplate>;
  readonly #charts: ReadonlyMap<string, ChartTemplate>;
  readonly #capabilities: ReadonlyMap<string, Capability>;
  readonly #prompts: ReadonlyMap<string, PromptTemplate>;
  readonly #formats: ReadonlyMap<string, DatasetFormat>;
  readonly #guestModules: ReadonlyMap<string, GuestModule>;
  readonly #reportFormats: ReadonlyMap<string, ReportFormat>;
  readonly #tableFormats: ReadonlyMap<string, TableFormat>;
  readonly #adapters = new Map<keyof AdapterFactories, { plugin: string; create: () => unknown }>();

  constructor(plugins: readonly Plugin[]) {
    this.#personas = collect(plugins, "persona", (plugin) => (plugin.personas ?? []).map((persona) => [persona.id, persona]));
    this.#charts = collect(plugins, "template", (plugin) =>
      (plugin.charts ?? []).flatMap((chart) => [chart.id, ...chart.aliases].map((id): [string, ChartTemplate] => [id, chart])),
    );
    this.#capabilities = collect(plugins, "capability", (plugin) =>
      (plugin.capabilities ?? []).map((capability) => [capability.id, capability]),
    );
    // A persona is a prompt, too, under its own id.
    this.#prompts = collect(plugins, "prompt", (plugin) => (plugin.prompts ?? []).map((prompt) => [prompt.id, prompt]));
    for (const id of this.#prompts.keys())
      if (this.#personas.has(id)) throw conflict("prompt", id, "a persona", "a prompt of the same id");
    this.#formats = collect(plugins, "dataset format", (plugin) =>
      (plugin.datasetFormats ?? []).map((format) => [format.id, format]),
    );
    collect(plugins, "file extension", (plugin) =>
      (plugin.datasetFormats ?? []).flatMap((format) => format.extensions.map((one): [string, DatasetFormat] => [one, format])),
    );
    this.#guestModules = collect(plugins, "guest module", (plugin) =>
      (plugin.guestModules ?? []).map((module) => [importable(plugin, module), module]),
    );
    this.#reportFormats = collect(plugins, "report format", (plugin) =>
      (plugin.reportFormats ?? []).map((format) => [format.id, format]),
    );
    this.#tableFormats = collect(plugins, "table format", (plugin) =>
      (plugin.tableFormats ?? []).map((format) => [format.id, format]),
    );
    for (const { name, adapters } of plugins) {
      for (const [port, create] of Object.entries(adapters ?? {}) as [keyof AdapterFactories, () => unknown][]) {
        const other = this.#adapters.get(port);
        if (other !== undefined) throw conflict("port", port, other.plugin, name);
        this.#adapters.set(port, { plugin: name, create });
      }
    }
  }

  get personas(): readonly PersonaTemplate[] {
    return [...this.#personas.values()];
  }

  get capabilities(): readonly Capability[] {
    return [...this.#capabilities.values()];
  }

  get prompts(): readonly PromptTemplate[] {
    return [...this.#prompts.values()];
  }

  get datasetFormats(): readonly DatasetFormat[] {
    return [...this.#formats.values()];
  }

  /** The Python that reads it; null where the sandbox does. */
  readerOf(format: string): string | null {
    return this.#formats.get(format)?.read ?? null;
  }

  get guestModules(): readonly GuestModule[] {
    return [...this.#guestModules.values()];
  }

  /** Of reports and of tables. */
  get formats(): readonly { readonly id: string; readonly mimeType: string }[] {
    return [...this.#reportFormats.values(), ...this.#tableFormats.values()].map(({ id, mimeType }) => ({ id, mimeType }));
  }

  reportFormat(id: string): ReportFormat {
    return formatOf(this.#reportFormats, "report", id);
  }

  tableFormat(id: string): TableFormat {
    return formatOf(this.#tableFormats, "table", id);
  }

  get charts(): readonly ChartTemplate[] {
    return [...new Set(this.#charts.values())];
  }

  adapter<P extends keyof AdapterFactories>(port: P): AdapterFactories[P] | null {
    return (this.#adapters.get(port)?.create as AdapterFactories[P] | undefined) ?? null;
  }

  persona(id: string): PersonaTemplate {
    const found = this.#personas.get(id);
    if (found === undefined) throw unknown("UNKNOWN_PERSONA", "persona", id, [...this.#personas.keys()]);
    return found;
  }

  capability(id: string): Capability {
    const found = this.#capabilities.get(id);
    if (found === undefined) throw unknown("UNKNOWN_CAPABILITY", "capability", id, [...this.#capabilities.keys()]);
    return found;
  }

  chart(id: string): ChartTemplate {
    const found = this.#charts.get(id);
    if (found === undefined) throw unknown("UNKNOWN_TEMPLATE", "template", id, [...this.#charts.keys()]);
    return found;
  }
}

function formatOf<Format>(formats: ReadonlyMap<string, Format>, of: "report" | "table", id: string): Format {
  const found = formats.get(id);
  if (found === undefined) throw unknown("UNKNOWN_FORMAT", `${of} format`, id, [...formats.keys()]);
  return found;
}

function collect<T>(plugins: readonly Plugin[], kind: string, entries: (plugin: Plugin) => [string, T][]): Map<string, T> {
  const found = new Map<string, T>();
  const owner = new Map<string, string>();
  for (const plugin of plugins) {
    for (const [id, value] of entries(plugin)) {
      const other = owner.get(id);
      if (other !== undefined) throw conflict(kind, id, other, plugin.name);
      owner.set(id, plugin.name);
      found.set(id, value);
    }
  }
  return found;
}

/** A name that an import statement can spell. */
function importable({ name: plugin }: Plugin, { name }: GuestModule): string {
  if (/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(name)) return name;
  const message = `${plugin} brings a guest module called ${JSON.stringify(name.slice(0, 100))}: give it a name that code can import, such as "acme_metrics".`;
  throw new StrategicError("INVALID_INPUT", message, { details: { path: "guestModules" } });
}

function conflict(kind: string, id: string, one: string, other: string): StrategicError {
  return new StrategicError("PLUGIN_CONFLICT", `Both ${one} and ${other} provide the ${kind} "${id}". Leave one of them out.`, {
    details: { kind, id, plugins: [one, other] },
  });
}

function unknown(
  code: "UNKNOWN_PERSONA" | "UNKNOWN_CAPABILITY" | "UNKNOWN_TEMPLATE" | "UNKNOWN_FORMAT",
  kind: string,
  id: string,
  ids: readonly string[],
): StrategicError {
  const known = nearestFirst(id, ids);
  return new StrategicError(
    code,
    `There is no ${kind} "${id.slice(0, 100)}". Known: ${known.slice(0, 12).join(", ") || "none; no plugin brings one"}.`,
    {
      details: { known },
    },
  );
}
