/** The one style sheet of a report: light and dark, on screen and on paper. Known by its hash to the share page's policy. */
export const STYLE = `
:root{color-scheme:light dark;--ink:#1b1b1b;--soft:#595959;--paper:#fff;--panel:#f4f4f2;--line:#d0d0cc;--link:#0b4f9e}
@media (prefers-color-scheme:dark){:root{--ink:#ececea;--soft:#b4b4b0;--paper:#161616;--panel:#222220;--line:#44443f;--link:#8fc1ff}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 "Noto Sans",system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans SC","Noto Sans Arabic","Noto Sans Hebrew",sans-serif;overflow-wrap:anywhere}
main,header,footer,nav{max-width:50rem;margin:0 auto;padding:0 1.25rem}
h1{font-size:1.9rem;line-height:1.25;margin:2rem 0 .5rem}
h2{font-size:1.35rem;margin:2.5rem 0 .75rem;padding-top:.5rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
a{color:var(--link)}
a:focus-visible,.wide:focus-visible,summary:focus-visible,input:focus-visible,button:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
.label{color:var(--soft);font-size:.9rem;border:1px solid var(--line);border-radius:.4rem;padding:.4rem .7rem}
.warn{border-left:4px solid var(--ink);padding-left:.75rem;font-weight:600}
.short{background:var(--panel);border-radius:.5rem;padding:.75rem 1.25rem}
.note{color:var(--soft);font-size:.9rem}
nav ol{columns:2 13rem;padding-left:1.75rem}
ul{padding:0 1.25rem}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem;margin:1rem 0}
th,td{text-align:start;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line);overflow-wrap:break-word}
td:first-child{min-width:7rem}
thead th{border-bottom:2px solid var(--ink)}
figure{margin:1rem 0}
figure img{max-width:max(100%,34rem);height:auto;background:#fff;border-radius:.4rem}
figcaption{font-size:.85rem;color:var(--soft)}
.turn,.persona{display:grid;grid-template-columns:3rem 1fr;gap:.25rem .75rem;margin:0 0 1.25rem}
.turn>img,.persona>img{width:3rem;height:3rem;border-radius:50%;background:#fff;border:1px solid var(--line);grid-row:span 2}
.turn>.who,.persona>.who{grid-column:2;margin:0}
.turn>.text,.persona>.text{grid-column:2;margin:0}
.turn>.text p{margin:0 0 .5rem}
.turn:target{background:var(--panel);outline:2px solid var(--link)}
.n{color:var(--soft);font-variant-numeric:tabular-nums}
footer{color:var(--soft);font-size:.85rem;padding-bottom:3rem}
pre{background:var(--panel);padding:.75rem;overflow-x:auto;font-size:.8rem;white-space:pre-wrap}
.running{display:none}
form{max-width:24rem;margin:2rem 0;display:grid;gap:.75rem}
input,button{font:inherit;padding:.5rem .75rem;border:1px solid var(--soft);border-radius:.4rem;background:var(--paper);color:var(--ink)}
button{background:var(--ink);color:var(--paper);cursor:pointer}
@media print{
:root{color-scheme:light;--ink:#000;--soft:#333;--paper:#fff;--panel:#f4f4f2;--line:#bbb;--link:#000}
body{font-size:10.5pt}
.skip,nav{display:none}
.running{display:block;position:fixed;bottom:0;left:0;right:0;font-size:8pt;text-align:center}
.turn,figure,tr,.persona{break-inside:avoid}
figure img{max-width:100%}
.wide{overflow:visible}
h2,h3{break-after:avoid}
}
`;
