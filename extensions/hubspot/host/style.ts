/** The look of the look-alikes, on the colours of the page that they stand in. */
export const STYLE = `
.extension{--good:#0b6e5f;--info:#0b5f9e;--warn:#8a4b00;--bad:#ae1239}
@media (prefers-color-scheme:dark){.extension{--good:#52c9b2;--info:#86b7fb;--warn:#f5b159;--bad:#ff8499}}
.extension h3{font-size:14px;line-height:20px;margin:0}.extension p{margin:0;overflow-wrap:anywhere}
.extension .micro{font-size:12px;line-height:16px;color:var(--quiet)}.extension .strong{font-weight:600}
.extension .quote{font-style:italic;border-left:3px solid var(--line);padding-left:8px}
.extension .stack{display:flex;flex-direction:column;min-width:0}.extension .row{display:flex;min-width:0}
.extension .stack>*,.extension .row>*{min-width:0}.extension .wrap{flex-wrap:wrap}.extension .center{align-items:center}
.extension .stack{align-items:stretch}.extension .stack>.tag,.extension .stack>button,.extension .stack>a{align-self:flex-start}
.gap-extra-small,.gap-xs{gap:4px}.gap-small,.gap-sm{gap:8px}.gap-medium,.gap-md{gap:16px}.gap-large,.gap-lg{gap:24px}
.extension .tag{display:inline-block;padding:0 8px;border-radius:10px;border:1px solid currentColor;font-size:12px;line-height:18px;overflow-wrap:anywhere}
.extension td .tag{white-space:nowrap}.extension td p{overflow-wrap:break-word}.tag-default{color:var(--quiet)}.tag-success{color:var(--good)}.tag-info{color:var(--info)}.tag-warning{color:var(--warn)}.tag-danger{color:var(--bad)}
.extension .alert{border-left:4px solid var(--info);background:var(--mark);padding:8px 12px;border-radius:2px}
.extension .alert-warning,.extension .alert-tip{border-color:var(--warn)}.extension .alert-danger,.extension .alert-error{border-color:var(--bad)}.extension .alert-success{border-color:var(--good)}
.extension .state{text-align:center;padding:16px}.extension .state .stack>*{align-self:center}
.extension .score{position:relative;width:88px;flex:none}.extension .score svg{display:block;width:88px;height:88px;transform:rotate(-90deg)}
.extension .score .ring,.extension .score .arc{fill:none;stroke-width:6}.ring{stroke:var(--line)}.arc{stroke:var(--accent);stroke-linecap:round}
.extension .score p{position:absolute;inset:0;display:flex;flex-direction:column;align-items:center;justify-content:center}.extension .score strong{font-size:22px;line-height:24px}
.extension dl.list-row .item{display:flex;gap:8px;justify-content:space-between;border-bottom:1px solid var(--line);padding:4px 0}.extension dl.list-row dt{margin:0}
.extension dl.list-row dd{text-align:right;font-variant-numeric:tabular-nums}
.extension dl.list-column .item{padding:4px 0}.extension dl.list-column dt{margin:0;color:inherit;font-size:14px;line-height:20px}
.extension .statistics{display:flex;flex-wrap:wrap;gap:8px 24px}.extension .statistic dt{margin:0}.extension .statistic dd{font-size:18px;line-height:24px;font-variant-numeric:tabular-nums}
.extension ul{list-style:none;margin:0;padding:0;display:flex;flex-direction:column;gap:8px}.extension .tile{border:1px solid var(--line);border-radius:4px;padding:12px}
.extension .progress{display:flex;flex-direction:column;gap:4px}.extension progress{width:100%;height:8px;accent-color:var(--accent)}
.extension .field{display:flex;flex-direction:column;gap:4px}.extension label{font-weight:600;font-size:12px}.extension textarea,.extension input[type=number],.extension select{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--quiet);border-radius:4px;padding:6px 8px}
.extension .fault{color:var(--bad)}.extension .fault:empty{display:none}.extension fieldset{border:0;margin:0;padding:0}.extension legend{font-weight:600;font-size:12px;padding:0}.extension label.tick{display:flex;gap:8px;align-items:baseline;font-weight:400;font-size:14px}
.extension button.button-primary{background:var(--accent);color:var(--paper);border-color:var(--accent)}.extension button:disabled{opacity:.55;cursor:default}
.extension summary{margin:0}.extension details>div{padding-top:8px}.extension .spinner{color:var(--quiet)}
.extension .bars{border:0;background:none}.extension .bars th{color:inherit;font-weight:400;font-size:14px}.extension .bars td:nth-child(2){width:50%}.extension .bar{display:block;height:12px;background:var(--accent);border-radius:2px}.extension .bar-down{background:var(--bad)}
.extension .align-right{text-align:right;font-variant-numeric:tabular-nums}
.toasts{position:fixed;right:16px;bottom:16px;display:flex;flex-direction:column;gap:8px}.toasts p{background:var(--ink);color:var(--paper);padding:8px 16px;border-radius:4px;margin:0}
`;
