import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import type { Pen } from "../../kit/draft.ts";
import { seriesRole } from "../../kit/panels.ts";
import { remark } from "../../kit/remark.ts";
import type { Note } from "../../kit/shaped.ts";
import type { Point } from "./scatter-points.ts";

const GROUPS_MAX = 6;

type Grouped = Pick<Point, "label" | "group">;

/** Which points are which colour: by their group, and where some are asked for, the others grey. */
export function scatterGroups(points: readonly Grouped[], highlight: readonly string[], notes: Note[], pen: Pen) {
  const groups = [...new Set(points.flatMap(({ group }) => (group === null ? [] : [group])))];
  const more = groups.length > GROUPS_MAX;
  if (more) {
    const names = groups.slice(GROUPS_MAX, GROUPS_MAX + 10).join(", ");
    notes.push(remark("TOO_MANY_SERIES", "note.groups-grey", { shown: GROUPS_MAX, names }));
  }
  const own = (group: string | null): Role => {
    const at = group === null ? -1 : groups.indexOf(group);
    return groups.length < 2 ? "accent" : at < 0 || at >= GROUPS_MAX ? "neutral" : seriesRole(at);
  };
  const chosen = ({ label, group }: Grouped): boolean =>
    highlight.includes(label) || (group !== null && highlight.includes(group));
  return {
    any: groups.length > 0,
    chosen,
    role: (point: Grouped): Role => (highlight.length > 0 && !chosen(point) ? "reference" : own(point.group)),
    key: [
      ...groups.slice(0, GROUPS_MAX).map((name) => ({ name, role: own(name) })),
      ...(more ? [{ name: pen.word("in.others"), role: "neutral" as const }] : []),
    ],
  };
}
