/** The card's own CSS. One column in a sidebar, two where there is room. */
import { shapesCss } from './shapes.ts';
import { tokensCss } from './tokens.ts';

const CARD = '.pulso-card';

/** CSS of the HTML card; every rule stands below `.pulso-card`. */
export function cardCss(): string {
  return `${tokensCss(CARD)}
${shapesCss(CARD)}
${CARD}{container-type:inline-size;box-sizing:border-box;max-width:60rem;background:var(--ground);color:var(--text);border:1px solid var(--line);border-radius:8px;font:var(--text-m)/1.45 var(--font);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
${CARD} *{box-sizing:border-box}
${CARD} .body{padding:16px}
${CARD} .block{margin-top:16px;break-inside:avoid}
${CARD} :is(h2,h3,p,ul,ol,dl,dd,blockquote){margin:0;padding:0}
${CARD} :is(ul,ol){list-style:none}
${CARD} :is(h2,h3){font-size:var(--text-s);line-height:1.4;font-weight:600;color:var(--muted)}
${CARD} h3{margin-bottom:8px}
${CARD} a{color:var(--accent);text-underline-offset:2px}
${CARD} a:focus-visible,${CARD} summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
${CARD} .quiet{color:var(--muted);font-size:var(--text-s);font-weight:400}
${CARD} .unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
${CARD} header{border-bottom:1px solid var(--line);padding-bottom:12px}
${CARD} .subject{font-size:var(--text-l);font-weight:600}
${CARD} .subject a{color:inherit;text-decoration-color:var(--axis)}
${CARD} .asof{color:var(--muted);font-size:var(--text-s)}
${CARD} .asof.stale{color:var(--poor);font-weight:600}
${CARD} .score{display:grid;grid-template-columns:auto minmax(0,1fr);gap:8px 16px;align-items:center}
${CARD} .score .number{line-height:1;white-space:nowrap}
${CARD} .score .number strong{font-size:var(--text-xxl);font-weight:650;letter-spacing:-.02em}
${CARD} .score .of{color:var(--muted);font-size:var(--text-s);margin-inline-start:4px}
${CARD} .score .band strong{font-size:var(--text-l)}
${CARD} .score .band .quiet{white-space:nowrap}
${CARD} .score .change{font-weight:600}
${CARD} .score :is(.interval,.parts,.coverage){grid-column:1/-1}
${CARD} .bar{display:block;width:100%;height:auto;max-width:420px}
${CARD} .axis{stroke:var(--axis);stroke-width:1;fill:none}
${CARD} .bar .range{fill:currentColor;opacity:.28}
${CARD} .bar .dot{fill:currentColor;stroke:var(--ground);stroke-width:2}
${CARD} .scale{display:flex;justify-content:space-between;max-width:420px;color:var(--muted);font-size:var(--text-s)}
${CARD} .parts{display:grid;gap:4px;max-width:420px}
${CARD} .parts>div{display:grid;grid-template-columns:minmax(0,9rem) minmax(0,1fr);gap:8px;align-items:center}
${CARD} .parts dd{display:grid;grid-template-columns:minmax(0,1fr) 2rem;gap:8px;align-items:center;text-align:end}
${CARD} .part{width:100%;height:6px;border-radius:3px}
${CARD} .part .track{fill:var(--line)}
${CARD} .part .fill{fill:var(--muted)}
${CARD} .insufficient{display:grid;gap:4px;background:var(--surface);border-radius:6px;padding:12px}
${CARD} .insufficient ul{display:flex;flex-wrap:wrap;gap:4px 8px;margin-top:4px}
${CARD} .insufficient li{border:1px dashed var(--axis);border-radius:4px;padding:0 8px;font-size:var(--text-s)}
${CARD} .drivers{display:grid;gap:8px}
${CARD} .drivers li{display:grid;grid-template-columns:minmax(0,1fr) 64px 3rem;gap:0 8px;align-items:center}
${CARD} .drivers .quiet{grid-column:1/-1}
${CARD} .drivers b{text-align:end;font-weight:600;white-space:nowrap}
${CARD} .points{width:64px}
${CARD} .points .down{fill:var(--critical)}
${CARD} .points .up{fill:var(--good)}
${CARD} .flags{display:grid;gap:12px}
${CARD} .flag{display:grid;grid-template-columns:16px minmax(0,1fr);gap:8px}
${CARD} .flag>.shape{align-self:start;margin-top:2px}
${CARD} .flag>div{display:grid;gap:4px}
${CARD} .flag .head .quiet{display:block}
${CARD} blockquote{border-inline-start:3px solid var(--line);padding-inline-start:8px;color:var(--muted);unicode-bidi:plaintext}
${CARD} blockquote::before{content:open-quote}
${CARD} blockquote::after{content:close-quote}
${CARD} .advice{color:var(--text)}
${CARD} .advice::before{content:"\\2192";margin-inline-end:6px;color:var(--muted)}
${CARD} details{margin-top:12px}
${CARD} summary{cursor:pointer;color:var(--accent);margin-bottom:8px}
${CARD} .next{background:var(--accent-soft);border-inline-start:4px solid var(--accent);border-radius:4px;padding:12px}
${CARD} .next h3{margin-bottom:4px;color:var(--accent)}
${CARD} .next p{font-size:var(--text-l);font-weight:600;line-height:1.4}
${CARD} .note{border:1px solid var(--line);border-radius:4px;padding:8px 12px}
${CARD} .note-warning{border-color:var(--poor);color:var(--poor);font-weight:600}
${CARD} .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(6.75rem,1fr));gap:12px}
${CARD} .tiles dt{color:var(--muted);font-size:var(--text-s)}
${CARD} .tiles b{font-size:var(--text-l);font-weight:600;white-space:nowrap}
${CARD} .journey{display:grid;gap:4px}
${CARD} .journey li{display:grid;grid-template-columns:16px minmax(0,1fr) auto;gap:8px;align-items:center;position:relative}
@container (min-width:640px){
${CARD} .body{padding:20px 24px}
${CARD} .row{columns:2;column-gap:32px;padding-top:16px}
${CARD} .row:has(.block-journey){columns:1}
${CARD} .row .block{margin:0 0 16px}
${CARD} .journey{grid-template-columns:repeat(auto-fit,minmax(6.5rem,1fr));gap:12px 8px}
${CARD} .journey li{grid-template-columns:minmax(0,1fr);gap:2px;align-content:start;border-top:2px solid var(--line);padding-top:8px}
}`;
}
