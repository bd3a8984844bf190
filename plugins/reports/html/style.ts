/** What a report adds to the style of the charts in it, whose colours it takes. */
export const reportStyle = `
.report { width: 100%; max-width: 1240px; margin: 0 auto; padding: 0 clamp(12px, 3.5vw, 40px) 24px; }
.report > header, .report > footer, .dashboard > header, .dashboard > .main, .dashboard > footer, .dashboard > nav { padding-left: 0; padding-right: 0; }
.cover { padding-top: 40px; align-items: flex-start; }
.cover h1 { font-size: clamp(26px, 3vw, 44px); }
.lead { margin: 10px 0 0; font-size: 19px; color: var(--muted); }
.about { margin: 10px 0 0; font-size: 13px; color: var(--quiet); }
.contents ol { margin: 0; padding-left: 20px; columns: 2 280px; column-gap: 40px; }
.contents li { padding: 2px 0; }
.contents a { color: var(--ink); text-underline-offset: 3px; text-decoration-color: var(--line); }
.contents a:hover { text-decoration-color: currentColor; }
.report > section { padding-top: 36px; }
.report > section > h2 { font-size: clamp(20px, 2vw, 28px); }
.text { max-width: 72ch; font-size: 16px; line-height: 1.55; overflow-wrap: anywhere; }
.text p { margin: 10px 0 0; }
.dashboard { margin-top: 20px; padding: 0 18px; background: var(--ground); border: 1px solid var(--line); border-radius: 15px; }
.dashboard > header { padding-top: 16px; }
.dashboard h3.title { font-size: 19px; }
.dashboard .tools, .dashboard .filtered { padding-left: 0; padding-right: 0; }
.dashboard .plot { height: max(240px, 32vh); }
.dashboard .wide .plot { height: max(300px, 46vh); }
figure.card { margin: 20px 0 0; text-align: center; }
figure img { max-width: 100%; }
figcaption { font-size: 13px; color: var(--muted); }
.card.table { margin-top: 20px; }
.card.table th, .card.table td { white-space: nowrap; }
.notes { max-width: 72ch; margin-top: 14px; }
.method table { font-size: 13px; margin-top: 10px; }
.method th, .method td { text-align: left; vertical-align: top; overflow-wrap: anywhere; }
.method th { width: 14em; color: var(--muted); font-weight: 400; }
.method .heads th, .method .heads td { padding-top: 14px; color: var(--ink); font-weight: 600; }
@media (max-width: 760px) { .method th { width: 8em; } .dashboard { padding: 0 10px; } }
@media print {
  .report { max-width: none; padding: 0; }
  .contents, .notes { display: none; }
  .report > section { padding-top: 0; break-before: page; }
  .report > section:first-of-type { break-before: auto; padding-top: 16px; }
  .dashboard { border: 0; padding: 0; margin-top: 8px; break-inside: avoid; }
  .dashboard + .dashboard { break-before: page; margin-top: 0; }
  .card.table { break-inside: auto; }
  .card.table tr { break-inside: avoid; }
}
`;
