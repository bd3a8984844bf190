import { peersGroup } from "../peers/side-by-side.ts";
import type { Group } from "../scenario.ts";
import { concurrencyGroup } from "./concurrency.ts";
import { filesGroup } from "./files.ts";
import { healthGroup } from "./health.ts";
import { integersGroup } from "./integers.ts";
import { interactionGroup } from "./interaction.ts";
import { isolationGroup } from "./isolation.ts";
import { memoryGroup } from "./memory.ts";
import { protocolGroup } from "./protocol.ts";
import { renderGroup } from "./render.ts";
import { replacementGroup } from "./replacement.ts";
import { reportsGroup } from "./reports.ts";
import { rewindGroup } from "./rewind.ts";
import { scienceGroup } from "./science.ts";
import { startGroup } from "./start.ts";
import { telemetryGroup } from "./telemetry.ts";
import { warmGroup } from "./warm.ts";

/** What the quick gate measures. */
export const quickGroups: readonly Group[] = [
  startGroup,
  rewindGroup,
  integersGroup,
  replacementGroup,
  warmGroup,
  memoryGroup,
  telemetryGroup,
  concurrencyGroup,
  renderGroup,
  interactionGroup,
  reportsGroup,
];

/** A full run also measures what isolation costs, how the server answers while it is attacked, and what users would take instead. */
export const allGroups: readonly Group[] = [
  ...quickGroups,
  protocolGroup,
  scienceGroup,
  filesGroup,
  isolationGroup,
  healthGroup,
  peersGroup,
];
