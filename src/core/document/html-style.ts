/**
 * The style of a document as HTML: for wide and narrow screens, light and dark ones, and paper. Text has a contrast of 7:1 and
 * more against what is behind it, links of 4.5:1 and more (WCAG 2.2, 1.4.3); nothing is told by colour alone.
 */
export const DOCUMENT_STYLE = `
${columnWidths()}
:root{color-scheme:light dark;--ink:#1b1f24;--soft:#4a525c;--paper:#fff;--tint:#f3f5f7;--line:#c8ced6;--link:#0b4f9e;--note:#fdf3d8;--edge:#9a6700;--mark:#fff3b8}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#b3bac3;--paper:#14171a;--tint:#1e2226;--line:#454c55;--link:#8ab8f5;--note:#2c2613;--edge:#d9a441;--mark:#4a3f10}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:46rem;font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:anywhere}
h1,h2,h3,h4,h5{line-height:1.25;margin:2em 0 .5em;text-wrap:balance}
h1{font-size:2rem;margin-top:.5em}
h2{font-size:1.5rem;border-bottom:1px solid var(--line);padding-bottom:.25rem;margin-top:3rem}
h3{font-size:1.2rem}
h4,h5{font-size:1rem}
p,ul,ol,dl{margin:.6em 0}
a{color:var(--link)}
a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
strong,code,a,td{unicode-bidi:isolate}
code{font:.92em ui-monospace,Consolas,Menlo,monospace;background:var(--tint);padding:.05em .25em;border-radius:.2em}
.skip{position:absolute;left:-99rem}
.skip:focus{position:static}
.number{color:var(--soft);font-weight:400;margin-right:.35em}
.see{font-size:.85em;font-weight:400;color:var(--soft)}
.see a{text-decoration-thickness:1px}
dl>div{display:grid;grid-template-columns:11rem 1fr;gap:.75rem;padding:.2rem 0}
dt{color:var(--soft)}
dd{margin:0}
ul{padding-left:1.25rem}
main section>ul>li{margin:.9em 0}
li>p{margin:.2em 0}
li>ul{margin:.2em 0}
.note{background:var(--note);border-left:.3rem solid var(--edge);padding:.4rem .75rem;border-radius:.2rem}
:target{background:var(--mark);outline:.3rem solid var(--mark)}
section:target{background:none;outline:0}
section:target>:is(h2,h3,h4){background:var(--mark)}
nav ol{list-style:none;padding-left:0}
nav a{text-decoration:none}
nav a:is(:hover,:focus-visible){text-decoration:underline}
nav ol ol{padding-left:1.5rem;font-size:.95em}
nav li{margin:.15em 0}
table{border-collapse:collapse;table-layout:fixed;width:100%;margin:1em 0;font-size:.95em}
caption{text-align:left;color:var(--soft);padding:.3rem 0;font-size:.92em}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border:1px solid var(--line)}
th{background:var(--tint)}
footer{margin-top:4rem;border-top:1px solid var(--line);color:var(--soft);font-size:.9em}
@media (max-width:40rem){
dl>div{grid-template-columns:6.5rem 1fr}
nav ol ol{display:none}
table,tbody,tr,td,caption{display:block;width:100%}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
colgroup{display:none}
tr{border:1px solid var(--line);border-radius:.3rem;margin:.6rem 0;padding:.3rem .6rem}
td{border:0;padding:.25rem 0}
td::before{content:attr(data-column);display:block;color:var(--soft);font-size:.85em}
td:empty{display:none}
}
@media screen and (min-width:72rem){
body{display:grid;grid-template-columns:17rem minmax(0,46rem);column-gap:3.5rem;max-width:70rem;align-items:start}
.skip,header,main,footer{grid-column:2}
nav{grid-column:1;grid-row:1/5;position:sticky;top:0;max-height:100vh;overflow-y:auto;padding:1rem .5rem 1rem 0;font-size:.92em}
nav h2{font-size:1rem;margin-top:1rem}
}
@media print{
:root{--ink:#000;--soft:#333;--paper:#fff;--tint:#eee;--line:#999;--link:#000;--note:#fff;--edge:#555;--mark:#fff}
@page{size:A4;margin:20mm 18mm 22mm;@bottom-right{content:counter(page) " of " counter(pages);font:9pt sans-serif}}
body{max-width:none;padding:0;font-size:10pt}
.skip,footer{display:none}
a{text-decoration:none}
nav{break-before:page;break-after:page}
h1,h2,h3,h4,h5{break-after:avoid}
h2{margin-top:1.5em}
li,tr,.note{break-inside:avoid}
thead{display:table-header-group}
}
`

function columnWidths(): string {
  return Array.from(
    { length: 12 },
    (_, index) => `.c${index + 1}{width:${((index + 1) / 12) * 100}%}`,
  )
    .join('')
    .replace(/(\.\d\d)\d+/g, '$1')
}
