import type { Group } from "../scenario.ts";
import { concurrencyGroup } from "./concurrency.ts";
import { integersGroup } from "./integers.ts";
import { renderGroup } from "./render.ts";
import { replacementGroup } from "./replacement.ts";
import { rewindGroup } from "./rewind.ts";
import { startGroup } from "./start.ts";
import { telemetryGroup } from "./telemetry.ts";
import { warmGroup } from "./warm.ts";

export const groups: readonly Group[] = [
  startGroup,
  rewindGroup,
  integersGroup,
  replacementGroup,
  warmGroup,
  telemetryGroup,
  concurrencyGroup,
  renderGroup,
];
