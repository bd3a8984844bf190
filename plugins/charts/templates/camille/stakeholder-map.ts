import { z } from "zod";
import { countOf } from "../../../../core/charts/claims/find/counts.ts";
import type { Basis } from "../../../../core/ports/claim.ts";
import type { Role } from "../../../../core/ports/dashboard-spec.ts";
import { common, knownEnds, label } from "../../kit/common-fields.ts";
import { defineChart } from "../../kit/define-chart.ts";
import { drawnPanel } from "../../kit/panels.ts";

const scale = z.number().min(0).max(10);
const own = z.object({
  stakeholders: z
    .array(
      z.object({
        name: label,
        power: scale.describe("0 to 10"),
        interest: scale.describe("0 to 10"),
        stance: z.enum(["supporter", "neutral", "critic"]).optional(),
      }),
    )
    .min(1)
    .max(60),
  edges: z
    .array(
      z.object({ source: label, target: label, weight: z.number().positive().optional().describe("Strength of the influence") }),
    )
    .max(200)
    .optional(),
  ...common,
});
const input = knownEnds(own, ({ stakeholders }) => stakeholders.map(({ name }) => name), "the name of no stakeholder");

const roles: Readonly<Record<string, Role>> = { supporter: "good", neutral: "neutral", critic: "bad" };
const score = { style: "number" } as const;

export const stakeholderMap = defineChart({
  id: "stakeholder_map",
  title: "Stakeholder map",
  purpose: "Stakeholders by power and interest, with their stance",
  persona: "camille",
  panels: ["Power and interest"],
  input,
  sample: {
    stakeholders: [
      { name: "CFO", power: 9.1, interest: 6.2, stance: "critic" },
      { name: "CEO", power: 9.6, interest: 4.1, stance: "supporter" },
      { name: "Head of Sales", power: 7.2, interest: 8.3, stance: "supporter" },
      { name: "Works council", power: 6.1, interest: 7.4, stance: "neutral" },
      { name: "Data protection", power: 6.8, interest: 5.6, stance: "neutral" },
      { name: "Platform team", power: 3.9, interest: 9.2, stance: "supporter" },
      { name: "Regional ops", power: 3.1, interest: 3.3, stance: "critic" },
      { name: "Key customer", power: 5.4, interest: 8.9, stance: "neutral" },
    ],
    edges: [
      { source: "CFO", target: "CEO", weight: 3 },
      { source: "Head of Sales", target: "CEO", weight: 2 },
      { source: "Key customer", target: "Head of Sales", weight: 2 },
      { source: "Platform team", target: "Data protection", weight: 1 },
    ],
    period: "Programme start, June 2026",
  },
  build({ stakeholders, edges = [] }, pen) {
    const strong = stakeholders.filter(({ power, interest }) => power >= 5 && interest >= 5);
    const basis: Basis = {
      name: "stakeholders with power and interest",
      labels: strong.map(({ name }) => name),
      // Of whom nothing is known, nothing is counted.
      series: [
        { name: "critic", values: strong.map(({ stance }) => (stance === undefined ? null : Number(stance === "critic"))) },
      ],
    };
    const about = { measure: pen.word("in.stakeholders"), format: score, as: "count-of.critics" };
    const at = (name: string) => stakeholders.findIndex((one) => one.name === name);
    return {
      bases: [basis],
      panels: [
        drawnPanel(
          {
            id: "map",
            neutral: pen.word("power-and-interest"),
            claims: [countOf(basis, [{ series: "critic", is: "=", than: 1 }], about)],
            subtitle: pen.word("0-to-10-green-supports-red-opposes-grey-is"),
            span: 2,
          },
          {
            form: "scatter",
            points: stakeholders.map(({ name, power, interest, stance }) => ({
              label: stance === undefined ? name : `${name} ${mark[stance]}`,
              x: interest,
              y: power,
              size: null,
              role: roles[stance ?? "neutral"] as Role,
            })),
            x: { name: pen.word("interest"), min: 0, max: 10, format: score },
            y: { name: pen.word("power"), min: 0, max: 10, format: score },
            quadrants: [pen.word("keep-satisfied"), pen.word("manage-closely"), pen.word("keep-informed"), pen.word("monitor")],
            links: edges.map(({ source, target, weight }) => ({ from: at(source), to: at(target), weight: weight ?? 1 })),
          },
          stakeholders.map(({ name, power }) => ({ label: name, value: power })),
          {
            name: pen.word("power"),
            format: score,
            field: "stakeholders",
            table: {
              columns: [pen.word("stakeholder"), pen.word("power"), pen.word("interest"), pen.word("stance")],
              rows: stakeholders.map(({ name, power, interest, stance }) => [
                name,
                power,
                interest,
                pen.word(`stance.${stance ?? "unknown"}`),
              ]),
            },
          },
        ),
      ],
    };
  },
});

/** Stance without colour. */
const mark = { supporter: "+", neutral: "·", critic: "−" } as const;
