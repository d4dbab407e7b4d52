/**
 * The report's own styles: it stands alone, so nothing of Gavel's pages reaches it. On paper it is black on white, and the
 * lines of a table are not torn apart.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --text: light-dark(#111418, #ffffff);
  --soft: light-dark(#4d5560, #b8b8b8);
  --line: light-dark(#d0d4da, #444444);
  --ground: light-dark(#ffffff, #141414);
  --raised: light-dark(#f4f5f7, #1f1f1f);
  --claim: light-dark(#7a5200, #f8c35a);
}
* { box-sizing: border-box; }
body {
  max-width: 62rem;
  margin: 0 auto;
  padding: 2rem 1.25rem 3rem;
  background: var(--ground);
  color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere;
}
h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2.25rem 0 .5rem; font-size: 1.2rem; }
h3 { margin: 0 0 .25rem; font-size: 1rem; }
p { margin: 0 0 .75rem; max-width: 46rem; }
.soft, .utc, dt, thead th { color: var(--soft); }
.utc { display: block; font-size: .8rem; font-variant-numeric: tabular-nums; }
time { font-variant-numeric: tabular-nums; }
.exact, code { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .87em; }
.exact { direction: ltr; unicode-bidi: isolate-override; }
code { direction: ltr; unicode-bidi: isolate; white-space: pre-wrap; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1.25rem; margin: .5rem 0 0; }
dl > div { display: grid; grid-template-columns: subgrid; grid-column: 1 / -1; align-items: baseline; }
dd { margin: 0; max-width: 46rem; white-space: pre-line; }
.who {
  display: inline-block;
  padding: 0 .45em;
  border: 1px solid var(--line);
  border-radius: 3px;
  font-size: .8rem;
  white-space: nowrap;
}
.who--claim { border-style: dashed; border-color: var(--claim); color: var(--claim); }
.who--jaas { border-width: 2px; font-weight: 600; }
table { width: 100%; margin-top: .5rem; border-collapse: collapse; font-size: .93rem; }
th, td { padding: .4rem .9rem .4rem 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; font-weight: 400; }
thead th { font-size: .8rem; font-weight: 600; }
.when { width: 13.5rem; }
.by { width: 8rem; }
.whom { width: 30%; }
.under { display: block; color: var(--soft); }
.request { padding: 1rem 1.1rem; margin-top: .9rem; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); }
.verdict { margin: 0; font-weight: 600; }
.hash { font-size: 1rem; }
footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 2px solid var(--line); }
@media (max-width: 640px) {
  dl, dl > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
  dd { margin-bottom: .5rem; }
  thead { position: absolute; clip-path: inset(50%); }
  tr, th, td { display: block; width: auto; padding: 0; border: 0; }
  tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
}
@media print {
  :root { color-scheme: light; font-size: 8.5pt; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  .when { width: 11.5rem; }
  .by { width: 7.5rem; }
  thead { display: table-header-group; }
  tr, h2, h3, dl > div, .request dl { break-inside: avoid; }
  h2, h3, .verdict { break-after: avoid; }
  .request { background: none; }
}
@page { margin: 16mm 14mm; }
`;
