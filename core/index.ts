export type { DescribeInput } from "./analysis/describe.ts";
export { type App, type AppOptions, type CallOptions, createApp } from "./app.ts";
export type { KeptEntry, KeptWanted } from "./artifacts/reading.ts";
export type { Capability } from "./capabilities.ts";
export { type ErrorCode, errorCodes, isStrategicError, StrategicError } from "./errors.ts";
export {
  type AdapterFactories,
  type ChartTemplate,
  definePersona,
  defineTemplate,
  type PersonaTemplate,
  type Plugin,
  type PluginWith,
  type PromptArgument,
  type PromptTemplate,
} from "./plugin.ts";
export type {
  Artifact,
  ArtifactEntry,
  ArtifactKey,
  ArtifactKind,
  ArtifactStore,
  ArtifactsWanted,
} from "./ports/artifact-store.ts";
export type {
  AuditFilter,
  AuditIntent,
  AuditOutcome,
  AuditPage,
  AuditRecord,
  AuditSink,
  AuditVerification,
} from "./ports/audit-sink.ts";
export type { Basis, Claim, Statement } from "./ports/claim.ts";
export type {
  Aggregate,
  Axis,
  Behind,
  ChartContext,
  DashboardSpec,
  Drawing,
  KpiSpec,
  NumberFormat,
  PanelSpec,
  ReferenceLine,
  RenderWarning,
  Role,
  RowColumn,
  RowTable,
  SeriesSpec,
} from "./ports/dashboard-spec.ts";
export type { DatasetFormat } from "./ports/dataset-format.ts";
export type {
  Dataset,
  DatasetInfo,
  DatasetSource,
} from "./ports/dataset-source.ts";
export type { Phase, TellPhase } from "./ports/phase.ts";
export type {
  PictureFormat,
  RenderCall,
  Renderer,
  Rendering,
  RenderOptions,
} from "./ports/renderer.ts";
export type {
  ExportedTable,
  Look,
  Report,
  ReportChart,
  ReportFormat,
  ReportMethod,
  ReportPage,
  ReportRun,
  ReportSection,
  ReportTable,
  ReportTools,
  TableCell,
  TableColumn,
  TableFormat,
  WrittenReport,
} from "./ports/report-format.ts";
export type {
  DatasetNote,
  GuestChart,
  GuestDataset,
  GuestError,
  GuestFigure,
  GuestModule,
  Json,
  LimitKind,
  Sandbox,
  SandboxAccount,
  SandboxDataset,
  SandboxEnding,
  SandboxEnvironment,
  SandboxJob,
  SandboxLimits,
  SandboxOutcome,
  SandboxStats,
  SandboxStatus,
  SandboxTimings,
  SandboxUsage,
} from "./ports/sandbox.ts";
export type {
  CodeSummary,
  Inspect,
  ScopePolicy,
  ScopeValidator,
  ScopeVerdict,
  ScopeViolation,
} from "./ports/scope-validator.ts";
export type {
  AnalysisChart,
  AnalyzeAndRenderOutput,
  AnalyzeOutput,
  AuditTrail,
  CompareOutput,
  DatasetDescription,
  ExportOutput,
  Health,
  RenderError,
  RenderOutput,
  ReportOutput,
  ReportWarning,
  RerunOutput,
  RunEnding,
  RunError,
  RunStatus,
} from "./shapes/answers.ts";
export type {
  AnalyzeInput,
  CompareInput,
  DatasetWanted,
  ExportInput,
  InlineDataset,
  RenderInput,
  ReportInput,
  RerunInput,
  RunWanted,
  SheetWanted,
  TableWanted,
} from "./shapes/inputs.ts";
export type {
  DatasetListing,
  PersonaInfo,
  TemplateInfo,
} from "./shapes/listings.ts";
export type { StandardSchema } from "./standard-schema.ts";
export type { DatasetPage } from "./tables/dataset-listing.ts";
