/** The console's CSS; colours, type scale and shapes are those of the cards. */

import { shapesCss } from '../cards/shapes.ts';
import { tokensCss } from '../cards/tokens.ts';
import { chartsCss } from './charts.ts';

/** CSS of all console pages. */
export function consoleCss(): string {
  return `${tokensCss('.pulso')}
${shapesCss('.pulso')}
*{box-sizing:border-box}
body{margin:0;background:var(--surface);color:var(--text);font:var(--text-m)/1.5 var(--font);font-variant-numeric:tabular-nums;overflow-wrap:break-word}
:is(p,li,dd,h1){overflow-wrap:anywhere}
h1,h2,h3,p,ul,ol,dl,dd,figure,table{margin:0;padding:0}
ul,ol{list-style:none}
h1{font-size:var(--text-xl);line-height:1.3}
h2{font-size:var(--text-l);line-height:1.4}
a{color:var(--accent);text-underline-offset:2px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
.quiet{color:var(--muted);font-size:var(--text-s);font-weight:400}
.skip{position:absolute;left:-999px}
.skip:focus{left:16px;top:8px;background:var(--ground);padding:4px 8px;z-index:1}
.top{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:4px 16px;padding:12px 16px;background:var(--ground);border-bottom:1px solid var(--line)}
.brand b{font-size:var(--text-l);letter-spacing:-.01em}
.brand span{color:var(--muted);margin-inline-start:8px}
.top nav{display:flex;gap:12px}
main{max-width:76rem;margin:0 auto;padding:16px;display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}
.install{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}
.install>header{display:flex;flex-wrap:wrap;gap:4px 16px;align-items:baseline;justify-content:space-between}
.columns{display:grid;gap:16px;grid-template-columns:minmax(0,1fr);align-items:start}
.column{display:grid;gap:16px;grid-template-columns:minmax(0,1fr)}
.panel{background:var(--ground);border:1px solid var(--line);border-radius:8px;padding:16px}
.panel>h2{margin-bottom:12px}
.panel>h2+.quiet{margin:-8px 0 12px}
.warning{border-color:var(--poor);border-inline-start-width:4px}
.state{display:inline-flex;gap:6px;align-items:center;font-weight:600}
.state.paused{color:var(--poor)}
.state.active{color:var(--good)}
table{width:100%;border-collapse:collapse}
th{font-size:var(--text-s);font-weight:600;color:var(--muted);text-align:start}
th,td{padding:6px 12px 6px 0;border-bottom:1px solid var(--line);vertical-align:baseline}
tr:last-child :is(td,th){border-bottom:0}
:is(td,th):last-child{padding-inline-end:0}
.n{text-align:end;white-space:nowrap}
:is(.n.quiet,.n>.quiet,thead .n){white-space:normal}
tbody th{font-size:inherit;color:inherit;font-weight:400}
table .quiet{overflow-wrap:anywhere}
.panel table+.facts{margin-top:16px}
.progress .quiet{display:block;white-space:normal}
.bands{display:grid;gap:16px}
.bands figcaption{font-weight:600;margin-bottom:4px}
.bands .finding{margin-bottom:8px}
.bands table{table-layout:fixed}
.bands td{border:0;padding-block:4px}
.bands th{border:0;padding-block:4px;font-weight:600;width:46%}
.bands td:last-child{width:4rem}
.part{display:block;width:100%;height:8px;border-radius:4px}
.part .track{fill:var(--line)}
.part .fill{fill:currentColor}
.reading{color:var(--accent)}
.worst li{display:grid;grid-template-columns:2.5rem minmax(0,1fr);gap:0 12px;padding:12px 0;border-top:1px solid var(--line)}
.worst li:first-child{border-top:0;padding-top:0}
.worst .score{grid-row:span 3;font-size:var(--text-xl);font-weight:650;text-align:end;line-height:1.2}
.worst .name{font-weight:600}
.worst .who{display:flex;flex-wrap:wrap;gap:0 12px}
.worst .band{white-space:nowrap;font-weight:600}
.flags{display:flex;flex-wrap:wrap;gap:2px 16px;margin-top:2px}
.flags li{display:inline-flex;gap:6px;align-items:center;border:0;padding:0}
.flags .shape{width:12px;height:12px}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(7.5rem,1fr));gap:12px}
.facts dt{color:var(--muted);font-size:var(--text-s)}
.facts dd{font-size:var(--text-l);font-weight:600}
.facts .bad{color:var(--critical)}
.dead{margin-top:12px;display:grid;gap:8px}
.sign-in{max-width:24rem;margin:8vh auto 0;width:100%}
.sign-in p{margin-top:8px}
.sign-in form{display:grid;gap:8px;margin-top:12px}
.sign-in input{font:inherit;padding:8px 12px;border:1px solid var(--axis);border-radius:6px;background:var(--ground);color:inherit;width:100%}
.sign-in button{font:inherit;font-weight:600;padding:8px 16px;border:0;border-radius:6px;background:var(--accent);color:var(--ground);cursor:pointer;justify-self:start}
.action{white-space:nowrap;font-weight:600}
.connections>li{display:flex;flex-wrap:wrap;gap:4px 24px;justify-content:space-between;padding:12px 0;border-top:1px solid var(--line)}
.connections>li:first-child{border-top:0}
.connections .host{overflow-wrap:anywhere}
.finding{font-weight:600;margin-bottom:8px}
.panel h3{font-size:var(--text-m);margin:16px 0 4px}
.panel table+.quiet{margin-top:12px}
.bars .part{margin-top:4px;color:var(--accent)}
.bars tbody th{width:44%}
.told dd{font-size:var(--text-m)}
.told{grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));margin-block:8px}
.halves tbody th{overflow-wrap:anywhere;min-width:6.5rem}
.halves tbody .month{white-space:nowrap;min-width:0}
.learned{display:grid;gap:12px;margin-top:12px}
${chartsCss()}
.fault{color:var(--critical);font-weight:600}
.editor{display:grid;gap:8px;min-width:0}
.editor label{font-weight:600}
.editor textarea{font:var(--text-s)/1.5 ui-monospace,'Cascadia Mono',Menlo,Consolas,monospace;width:100%;padding:8px;border:1px solid var(--axis);border-radius:6px;background:var(--ground);color:inherit;resize:vertical;tab-size:2}
.editor select{font:inherit;padding:8px;border:1px solid var(--axis);border-radius:6px;background:var(--ground);color:inherit;max-width:100%;justify-self:start}
.buttons{display:flex;flex-wrap:wrap;gap:8px}
.buttons button{font:inherit;font-weight:600;padding:8px 16px;border:1px solid var(--accent);border-radius:6px;background:var(--ground);color:var(--accent);cursor:pointer}
.buttons .main{background:var(--accent);color:var(--ground)}
@media (max-width:40rem){
.install thead th{overflow-wrap:anywhere}
.install :is(th,td){padding-inline-end:8px}
.install .range{white-space:normal}
.halves tbody th{min-width:5rem}
}
@media (min-width:60rem){
.columns.halves{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}
main{padding:24px}
.columns{grid-template-columns:minmax(0,5fr) minmax(0,6fr);grid-template-rows:auto 1fr}
.column.wide{grid-column:2;grid-row:1/span 2}
}`;
}
