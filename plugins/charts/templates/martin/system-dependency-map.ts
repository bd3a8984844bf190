import { z } from "zod";
import { top } from "../../../../core/charts/claims/find/extremes.ts";
import type { Basis, Claim } from "../../../../core/ports/claim.ts";
import { common, knownEnds, label } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { plainKpi } from "../../kit/key-figures.ts";
import { drawnPanel } from "../../kit/panels.ts";
import { criticalPath } from "./critical-path.ts";

const own = z.object({
  nodes: z
    .array(z.object({ id: label, label, group: label.optional() }))
    .min(1)
    .max(120),
  edges: z
    .array(
      z.object({ source: label, target: label, weight: z.number().positive().optional().describe("Such as calls per second") }),
    )
    .max(600),
  ...common,
});

const idsOf = ({ nodes }: Pick<z.infer<typeof own>, "nodes">): string[] => nodes.map(({ id }) => id);

const distinct = own.superRefine((data, context) => {
  const ids = idsOf(data);
  if (new Set(ids).size < ids.length)
    context.addIssue({ code: "custom", path: ["nodes"], message: "two nodes have the same id" });
});
const input = knownEnds(distinct, idsOf, "the id of no node");

export const systemDependencyMap = defineChart({
  id: "system_dependency_map",
  aliases: ["system_dependencies"],
  title: "System dependencies",
  purpose: "Which system needs which, and which stands on a critical path",
  persona: "martin",
  panels: ["Dependencies"],
  input,
  sample: {
    nodes: [
      { id: "web", label: "Web shop", group: "Edge" },
      { id: "app", label: "Mobile app", group: "Edge" },
      { id: "gw", label: "API gateway", group: "Edge" },
      { id: "checkout", label: "Checkout", group: "Domain" },
      { id: "catalogue", label: "Catalogue", group: "Domain" },
      { id: "search", label: "Search", group: "Domain" },
      { id: "identity", label: "Identity", group: "Domain" },
      { id: "payments", label: "Payments", group: "Domain" },
      { id: "orders", label: "Orders database", group: "Data" },
      { id: "index", label: "Search index", group: "Data" },
      { id: "ledger", label: "Ledger", group: "Data" },
    ],
    edges: [
      { source: "web", target: "gw", weight: 900 },
      { source: "app", target: "gw", weight: 600 },
      { source: "gw", target: "checkout", weight: 240 },
      { source: "gw", target: "catalogue", weight: 780 },
      { source: "gw", target: "identity", weight: 410 },
      { source: "catalogue", target: "search", weight: 520 },
      { source: "search", target: "index", weight: 520 },
      { source: "checkout", target: "payments", weight: 180 },
      { source: "checkout", target: "orders", weight: 240 },
      { source: "payments", target: "ledger", weight: 180 },
      { source: "identity", target: "orders", weight: 35 },
    ],
    period: "June 2026",
  },
  build({ nodes, edges }, pen) {
    const name = new Map(nodes.map(({ id, label: text }) => [id, text]));
    const called = (id: string) => name.get(id) ?? id;
    const { path, cyclic } = criticalPath(idsOf({ nodes }), edges);
    const onPath = new Set(path.slice(1).map((id, at) => `${path[at]}\u0000${id}`));
    const uses = nodes.map(({ id, label: text }) => ({ label: text, value: edges.filter(({ target }) => target === id).length }));
    const basis: Basis = {
      name: "systems",
      labels: uses.map(({ label: text }) => text),
      series: [{ name: "used by", values: uses.map(({ value }) => value) }],
      links: edges.map(({ source, target }): [string, string] => [called(source), called(target)]),
    };
    const about = { measure: pen.word("used-by"), format: { style: "number" } } as const;
    const named = new Set(basis.labels).size === nodes.length;
    // In a circle no chain is longest.
    const chain: Claim | null =
      named && cyclic.length === 0 && path.length > 2
        ? { ...about, kind: "chain", basis: basis.name, path: path.map(called) }
        : null;
    const busiest = top(basis, "used by", { ...about, as: "highest.used-by" });
    return {
      bases: [basis],
      panels: [
        drawnPanel(
          {
            id: "map",
            neutral: pen.word("dependencies"),
            claims: [chain, busiest?.kind === "highest" && busiest.value > 1 ? busiest : null],
            subtitle: pen.word("an-arrow-points-at-what-is-used-the-longest"),
            span: 2,
          },
          {
            form: "network",
            nodes: nodes.map(({ id, label: text, group }) => ({ id, label: text, group: group ?? null })),
            edges: edges.map(({ source, target, weight }) => ({
              source,
              target,
              weight: weight ?? 1,
              critical: onPath.has(`${source}\u0000${target}`),
            })),
          },
          uses,
          {
            name: pen.word("used-by"),
            format: about.format,
            field: "nodes",
            table: {
              columns: [pen.word("system"), pen.word("uses"), pen.word("weight")],
              rows: edges.map(({ source, target, weight }) => [called(source), called(target), weight ?? null]),
            },
          },
        ),
      ],
      kpis: [
        plainKpi(pen.word("systems"), nodes.length, about.format),
        plainKpi(pen.word("dependencies"), edges.length, about.format),
      ],
      notes:
        cyclic.length === 0
          ? []
          : [
              {
                code: "CYCLE",
                message: `These systems use each other in a circle: ${cyclic.map(called).join(" → ")}. The arrow that closes it is dashed.`,
              },
            ],
    };
  },
});
