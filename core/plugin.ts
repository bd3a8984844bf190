import type { z } from "zod";
import type { Capability } from "./capabilities.ts";
import type { ArtifactStore } from "./ports/artifact-store.ts";
import type { AuditSink } from "./ports/audit-sink.ts";
import type { ChartContext, DashboardSpec } from "./ports/dashboard-spec.ts";
import type { DatasetFormat } from "./ports/dataset-format.ts";
import type { DatasetSource } from "./ports/dataset-source.ts";
import type { Renderer } from "./ports/renderer.ts";
import type { ReportFormat, TableFormat } from "./ports/report-format.ts";
import type { GuestModule, Sandbox } from "./ports/sandbox.ts";
import type { ScopeValidator } from "./ports/scope-validator.ts";
import { asZod, type StandardSchema } from "./standard-schema.ts";

/** What a plugin may provide. Reading it runs none of the plugin's code. */
export interface Plugin {
  /** npm name, shown in errors. */
  readonly name: string;
  readonly personas?: readonly PersonaTemplate[];
  readonly charts?: readonly ChartTemplate[];
  /** Kinds of work. */
  readonly capabilities?: readonly Capability[];
  /** Work that a client may ask for by name. */
  readonly prompts?: readonly PromptTemplate[];
  readonly datasetFormats?: readonly DatasetFormat[];
  /** Python that guest code may import, and capabilities name in their preamble. */
  readonly guestModules?: readonly GuestModule[];
  /** Ways to write reports down, and tables. */
  readonly reportFormats?: readonly ReportFormat[];
  readonly tableFormats?: readonly TableFormat[];
  /** At most one plugin provides each port. */
  readonly adapters?: Readonly<Partial<AdapterFactories>>;
}

/**
 * Called once each, by `createApp`; what needs a connection may come later, as a promise. When one of them fails, the others'
 * adapters are closed and `createApp` rejects.
 */
export interface AdapterFactories {
  /** `judge` decides in the interpreter, before each run; its `programs` may be prepared. `modules` are what guest code can import of plugins. */
  readonly sandbox: (judge: ScopeValidator, modules: readonly GuestModule[]) => Made<Sandbox>;
  readonly scopeValidator: () => Made<ScopeValidator>;
  readonly renderer: () => Made<Renderer>;
  readonly auditSink: () => Made<AuditSink>;
  /** Without one, results are kept in memory until the app is closed. */
  readonly artifactStore: () => Made<ArtifactStore>;
  /** `formats`: of all plugins. Files of other formats are no tables. */
  readonly datasetSource: (formats: readonly DatasetFormat[]) => Made<DatasetSource>;
}

export type Made<T> = T | Promise<T>;

/** A plugin that is known to bring these adapters. */
export type PluginWith<Adapters extends Partial<AdapterFactories>> = Omit<Plugin, "adapters"> & { readonly adapters: Adapters };

export interface PromptTemplate {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /** For the model. `{name}` stands for an argument; one that was not given reads "not given". */
  readonly text: string;
}

export interface PromptArgument {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  /** Whose names a client may offer while its user types. */
  readonly names?: "datasets" | "templates" | "personas";
}

export interface PersonaTemplate {
  readonly id: string;
  /** "Business Strategy": stands under every chart's title and in `role`. */
  readonly title: string;
  readonly focus: string;
  /** Import roots its code may use; narrows the validator's list, never widens it. `null`: the whole list. */
  readonly imports: readonly string[] | null;
  /** For the model: how this persona reasons, which numbers it wants, how it words findings. 150 words or more. */
  readonly instructions: string;
  /** Hex colour. */
  readonly accent: string;
  /** Ids of the templates it draws with, most useful first. */
  readonly charts: readonly string[];
  /** Python run before its code: imports only. */
  readonly preamble: string;
}

export interface ChartTemplate<Data = unknown> {
  readonly id: string;
  readonly aliases: readonly string[];
  readonly title: string;
  /** What it is for, in one line: how a model chooses among templates. Without one its title stands in. */
  readonly purpose?: string;
  /** Persona id, or `null` for a template that anyone uses. */
  readonly persona: string | null;
  readonly panels: readonly string[];
  /** Unit and scale of every field stand in its description. */
  readonly input: z.ZodType<Data>;
  /** Numbers a real organisation could have; drawn only when asked for, and stamped. */
  readonly sample: Data;
  /** Pure: same data and context, same spec. */
  readonly build: (data: Data, context: ChartContext) => DashboardSpec;
}

type PartialBy<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

export function definePersona(persona: PersonaTemplate): PersonaTemplate {
  return Object.freeze({ ...persona });
}

/**
 * A template that makes its whole spec itself. Keeps `build` and `sample` typed by `input` where they are written, and one type
 * where they are registered. `Sample` where `input` makes something else of what it is given.
 */
export function defineTemplate<Data, Sample = Data>(
  chart: Omit<PartialBy<ChartTemplate<Data>, "aliases">, "input" | "sample"> & {
    readonly input: StandardSchema<Data>;
    readonly sample: NoInfer<Sample>;
  },
): ChartTemplate {
  return Object.freeze({ aliases: [], ...chart, input: asZod(chart.input) }) as ChartTemplate;
}
