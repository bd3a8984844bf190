const MIB = 1_048_576;

/**
 * Every limit, the unit in its name. Checks, messages and schemas are written from this table; what Python must know too stands
 * in `strategic_runtime/limits.py`, and a test compares both.
 */
export const limits = {
  // What a caller may send.
  codeBytes: 1_000_000,
  contextBytes: 1_000_000,
  datasetsPerRun: 32,
  inlineDatasetBytes: 4 * MIB,
  inlineDatasetsBytes: 16 * MIB,
  /** All tables of one run, those of the workspace included. */
  datasetsBytes: 100 * MIB,
  /** One line of the protocol: what the schemas promise, escaped as JSON. A longer one is answered with an error. */
  lineBytes: 48 * MIB,
  /** Code, context and inline tables of all runs that have not ended: what the queue holds in memory. */
  waitingBytes: 256 * MIB,
  runsWaiting: 1024,

  // What a guest may answer.
  resultBytes: 4 * MIB,
  outputBytes: MIB,
  /** The whole answer as JSON text; what is larger ends as the limit "result" where it is made. */
  answerBytes: 20 * MIB,
  chartsPerRun: 64,

  // Single texts, from whomever they come. What is cut ends in "…".
  /** Names: of tables, columns, exceptions, templates, personas. */
  nameCharacters: 200,
  tripwiresTold: 10,
  messageCharacters: 4000,
  hintCharacters: 2000,
  /** Titles, and every label or cell that is drawn. */
  drawnTextCharacters: 5000,
  localeCharacters: 35,
  currencyCharacters: 3,
  /** A line that a model reads and that somebody else may have written. */
  untrustedLineCharacters: 200,
  assumedEntries: 100,
  assumedLevels: 3,
  /** Of what would have been accepted. */
  knownNames: 100,
  nestingLevels: 64,
  arrayDimensions: 8,

  // What is kept, and what is drawn.
  /** Of `render_chart`, as JSON text. */
  chartDataBytes: 8 * MIB,
  /** In memory, packed: results that were written or read lately. */
  recentResultsBytes: 32 * MIB,
  /** In memory: pictures and pages as they were drawn, and what is kept where nothing may be kept on the disk. */
  keptArtifactsBytes: 256 * MIB,
  /** On the disk, of all owners. */
  storedBytes: 1024 * MIB,
  storedDays: 90,
  unpackedArtifactBytes: 64 * MIB,
  /** Of a picture that is made to fit into fewer bytes: smaller than this nobody reads it. */
  leastPictureWidthPixels: 200,
  listedArtifacts: 200,
  listedChanges: 200,

  /** Beside one answer: what its charts are drawn from, for a view in the chat. More is read by its address. */
  viewBytes: 256 * 1024,

  // Of a report.
  reportSections: 100,
  reportCharts: 64,
  reportTextCharacters: 20_000,
  drawingSeconds: 10,
  drawingMemoryMb: 512,
  drawingsWaiting: 1024,

  // Of a server that several use.
  httpRequestsPerMinute: 600,
  httpSessionsOfOne: 64,
  httpSessionIdleMinutes: 30,
  /** Of one session, for a client whose stream broke. */
  httpMissedEventsBytes: 2 * MIB,

  // Datasets of the workspace.
  listedDatasetBytes: 20 * MIB,
  previewCharacters: 2000,
  filesOpenAtOnce: 4,
} as const;

export const mib = (bytes: number): string => `${Number((bytes / MIB).toFixed(1))} MiB`;
