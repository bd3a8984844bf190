/**
 * The one table of error codes. Callers compare codes, never classes or messages.
 * `docs/errors.md` lists every code; a test compares both.
 */
export const errorCodes = {
  PLUGIN_CONFLICT: "Two plugins provide the same template, persona or port.",
  PLUGIN_MISSING: "No plugin provides a port that the app needs.",
  UNKNOWN_PERSONA: "The persona is not registered.",
  UNKNOWN_CAPABILITY: "The capability does not exist.",
  UNKNOWN_TEMPLATE: "The chart template is not registered.",
  UNKNOWN_DATASET: "The dataset is not in the workspace.",
  UNKNOWN_EXECUTION: "No result of that execution is kept.",
  INVALID_INPUT: "An argument has the wrong shape.",
  INVALID_DATA: "The data does not fit the template.",
  SCOPE_VIOLATION: "The code leaves the scope of strategic analysis.",
  GUEST_ERROR: "The guest's code raised.",
  LIMIT_EXCEEDED: "The execution passed one of its limits.",
  SANDBOX_BUSY: "The queue is full.",
  SANDBOX_CRASHED: "The interpreter ended before the execution did.",
  SANDBOX_UNSAFE: "A layer of the sandbox does not hold; nothing runs.",
  ABORTED: "The caller cancelled.",
  UNKNOWN_FORMAT: "No plugin writes reports or tables in that format.",
  FORMAT_UNAVAILABLE: "The format needs what this machine has not.",
  UNKNOWN_CHART: "No chart of that id is kept.",
  UNKNOWN_REPORT: "No report of that id is kept.",
  STORE_FAILED: "Results can't be kept, or what was kept can't be read.",
  AUDIT_FAILED: "The audit record could not be written; nothing ran.",
  DATASET_TOO_LARGE: "The dataset is larger than what one execution can hold.",
  DATASET_INVALID: "The dataset can't be read as its format.",
  DATASET_OUTSIDE: "The name points outside the workspace.",
  PACKAGES_MISSING: "numpy and pandas for the sandbox are not installed.",
  PACKAGE_CORRUPT: "A package file does not match its hash.",
  IMAGE_INVALID: "The interpreter image does not fit this build.",
  CACHE_UNWRITABLE: "The cache folder can't be written.",
  CACHE_UNSAFE: "The cache folder is somebody else's, or others can write it.",
  RENDER_FAILED: "The picture could not be drawn.",
  APP_CLOSED: "The app was closed.",
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** Misuse and faults. What the guest does wrong is data, not an exception. */
export class StrategicError extends Error {
  override readonly name = "StrategicError";
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: { details?: Record<string, unknown>; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** An absolute path of this machine, of either kind of system. */
const PATH = /(?:[A-Za-z]:\\|(?<![\w.:/<])\/)[^\s'"`:;,()]+/g;

/** What a caller is told of an error: ours as it is; of any other what it says, without where on this machine it happened. */
export function toldOf(error: unknown): string {
  if (isStrategicError(error)) return error.message;
  return (error instanceof Error ? error.message : String(error)).replace(PATH, "…");
}

export function isStrategicError(error: unknown): error is StrategicError {
  return error instanceof Error && error.name === "StrategicError" && "code" in error;
}
