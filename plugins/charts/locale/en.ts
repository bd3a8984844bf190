/**
 * Every sentence and word of a chart, as ICU messages. One flat object per language, with the same keys: another language is
 * another file of this shape. `{span}` is "Jan to Jun 2026"; `{when}`, `{first}` and `{last}` are times, "in Mar 2009".
 */
export const en = {
  "time.in": "{grain, select, day {on {label}} other {in {label}}}",
  "time.span": "{first} to {last}",

  highest: "{measure}: {label} is highest at {value}",
  "highest.time": "{measure} was highest {when}, at {value}",
  "highest.slowest": "{label} is slowest: one request in twenty takes longer than {value}",
  "highest.p95": "{label} is slowest, p95 {value}",
  "highest.most-debt": "{label} carries the most design debt: {value}",
  "highest.used-by": "{label} is used by {value} systems, more than any other",
  "highest.cost": "{label} is the largest cost, {value}",
  "highest.returns": "{label} returns most ({value})",
  "highest.errors": "{label} is the most frequent error: {value}",
  "highest.stage": "{measure}: most are in {label}, {value}",
  "highest.effort": "{label} promises most impact for its effort",
  "highest.over": "{label} is furthest over its budget, by {value}",
  "highest.moved": "{label} changed cost most, by {value}",
  lowest: "{measure}: {label} is lowest at {value}",
  "lowest.time": "{measure} was lowest {when}, at {value}",
  "lowest.trails": "{label} trails the best rival by {size}",
  "lowest.saved": "{label} saved most, {size}",
  ends: "{measure}: {high} is highest at {most}, {low} lowest at {least}",
  leads: "{measure}: {series} is highest {when}, at {value}",
  gap: "{label}: {series} is furthest above {less}, by {value}",
  "gap.target": "{label} is furthest from its target, by {value}",
  "gap.furthest-over": "{label} is furthest over, by {value}",
  "gap.over": "{label} is over budget by {value}",

  "trend.rose": "{measure} rose from {from} to {to}, {span}",
  "trend.fell": "{measure} fell from {from} to {to}, {span}",
  "trend.below-zero": "{measure} was {to} {last}, after {from} {first}",
  "trend.turned-positive": "{measure} turned positive: {from} {first}, {to} {last}",
  "trend.turned-negative": "{measure} turned negative: {from} {first}, {to} {last}",
  "trend.planned": "{measure}: from {from} {first} to {to} {last}, as planned",
  held: "{measure} held near {to}, {span}",
  same: "{measure}: all values are {value}",
  "change.rose": "{measure} rose from {from} to {to} ({by})",
  "change.fell": "{measure} fell from {from} to {to} ({by})",
  "change.none": "{measure} is unchanged at {to}",

  share: "{label}: {share} of {measure}, the largest part",
  "latest-share": "{series}: {share} of {measure} {when}, the largest part",
  "share-change.rose": "{series} rose from {from} to {to} of {measure}, {span}",
  "share-change.fell": "{series} fell from {from} to {to} of {measure}, {span}",
  loss: "{measure}: lowest conversion from {from} to {to}, {share}",
  pareto: "{count} of {of} named drivers make up {share} of {measure}",
  part: "{share} of {whole} was spent by {part}",
  "share.flow": "{measure}: {label} carries most, {share}",

  crossing: "{measure} passed the {line} of {value} {when}",
  correlation: "{x} and {y} {sign, select, up {rise together} other {move in opposite directions}} (r = {r}, {n} points)",
  "middle-half": "{measure}: half of the values lie between {low} and {high}",
  "target.on": "{measure} is on target at {value}",
  "target.above": "{measure} is at {value}, {difference} above the target of {target}",
  "target.below": "{measure} is at {value}, {difference} short of the target of {target}",
  "target.floor":
    "{measure} is at {value}, {side, select, below {{difference} below} on {exactly} other {{difference} above}} the {target} where work is needed",
  "bridge.rose": "{measure} rose from {from} to {to}{most, select, none {} other {; most added by {most} ({step})}}",
  "bridge.fell": "{measure} fell from {from} to {to}{most, select, none {} other {; most taken by {most} ({step})}}",
  "bridge.same": "{measure} is unchanged at {to}",
  verdict:
    "{better, plural, =0 {None of {of} measures improved} other {{how, select, all {All {of} measures improved} other {{better} of {of} measures improved}}}}{same, plural, =0 {} other {, {same} unchanged}}{worse, plural, =0 {} =1 {; {names} got worse} other {; {worse} got worse}}",
  chain: "The longest chain has {length} systems: {first} to {last}",

  "count-of": "{measure}: {count} of {of}",
  "count-of.above":
    "{series} is above {than} in {how, select, all {each of {of}} butone {all but {names}} other {{count} of {of}}}{grain, select, none {} other { periods}}",
  "count-of.above-of":
    "{measure}: {series} is above {than} in {how, select, all {each of {of}} butone {all but {names}} other {{count} of {of}}}{grain, select, none {} other { periods}}",
  "count-of.on-target":
    "{how, select, all {All {of} measures meet their target} none {None of {of} measures meets its target} other {{count} of {of} measures meet their target}}",
  "count-of.spent-budget":
    "{how, select, one {{names} has spent its error budget} none {No error budget is overspent} other {{count} of {of} services have spent their error budget}}",
  "count-of.objectives":
    "{how, select, none {Every service meets its objective} one {{names} misses its objective} other {{count} of {of} services miss their objective}}",
  "count-of.raised": "{count} of {of} teams raised {measure}",
  "count-of.quick-wins":
    "{how, select, one {{names} is a quick win: high impact for low effort} other {{count} of {of} initiatives are quick wins: high impact for low effort}}",
  "count-of.late":
    "{how, select, none {None of {of} initiatives is late or at risk} one {{names} is late or at risk, the only one of {of} initiatives} other {{count} of {of} initiatives are late or at risk}}",
  "count-of.reached":
    "{how, select, all {Every category has reached its target} none {No category has reached its target} other {{count} of {of} categories have reached their target}}",
  "count-of.over-budget":
    "{how, select, none {Every initiative is within budget, {of} of {of}} one {{names} is the one initiative of {of} over budget} other {{count} of {of} initiatives are over budget}}",
  "count-of.not-paid-back":
    "{how, select, one {{names} has not paid back} none {Every initiative has paid back} other {{count} of {of} have not paid back}}",
  "count-of.lead":
    "{how, select, all {We lead in every dimension} none {We lead in no dimension} other {We lead in {count} of {of} dimensions}}",
  "count-of.critics":
    "{how, select, none {No critic among the {of} stakeholders with power and interest} one {{names} is the one critic among {of} stakeholders with power and interest} other {{count} of {of} stakeholders with power and interest are critics}}",
} as const;

export type MessageKey = keyof typeof en;
export type Catalogue = Readonly<Record<MessageKey, string>>;
