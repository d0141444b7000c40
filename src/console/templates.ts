/** Card templates in the console: which an install shows, and the editor of one, with its faults and how it would look. */
import type { TemplateFault } from '../cards/check-template.ts';
import type { CardDocument } from '../cards/document.ts';
import { renderHtml } from '../cards/html.ts';
import { html, SafeHtml } from '../cards/safe-html.ts';
import type { Words } from '../cards/words.ts';
import type { TemplateState } from '../jobs/template-keeper.ts';
import { layout, type PageOptions } from './layout.ts';

interface Shown {
  /** What the account is called. */
  readonly account: string;
  /** Path of the install's templates: `/templates/hubspot-1`. */
  readonly path: string;
}

export interface TemplatesView extends Shown {
  readonly templates: readonly TemplateState[];
  /** By template: why it cannot be drawn. */
  readonly faults: Readonly<Record<string, string>>;
}

export interface EditorView extends Shown {
  readonly template: TemplateState;
  /** What stands in the editor, which need not be kept yet. */
  readonly source: string;
  readonly faults: readonly TemplateFault[];
  /** The customers that it can be tried on, and the chosen one. */
  readonly examples: readonly { readonly id: string; readonly name: string }[];
  readonly example: string | null;
  readonly preview: CardDocument | null;
  readonly timeZone: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly done: 'saved' | 'reset' | null;
}

const titleOf = (name: string, words: Words) => words.t(`template.${name}`);

function originOf({ from, path, kept }: TemplateState, words: Words): SafeHtml {
  const label = words.t(`console.templates.from.${from}`);
  if (kept !== null) return html`${label}<br><span class="quiet">${kept.by}, ${words.dateTime(kept.at)}</span>`;
  return path === null ? html`${label}` : html`${label}<br><span class="quiet">${path}</span>`;
}

/** The list as a page. */
export function templatesPage(view: TemplatesView, words: Words, options: PageOptions = {}): string {
  const rows = view.templates.map((template) => {
    const fault = view.faults[template.name];
    return html`<tr><th scope="row"><b>${titleOf(template.name, words)}</b><br><span class="quiet">${words.t(`template.${template.name}.text`)}</span>
${fault !== undefined && html`<p class="fault">${words.t('console.templates.broken')}</p><p class="quiet">${fault}</p>`}</th>
<td>${originOf(template, words)}</td>
<td><a class="action" href="${view.path}/${template.name}?lang=${words.language}">${words.t('console.templates.edit')}</a></td></tr>`;
  });
  const title = words.t('console.templates');
  const main = html`<section class="panel"><h1>${title}</h1><p class="quiet">${view.account}</p>
<p>${words.t('console.templates.text')}</p>
<table class="connections"><thead><tr><th scope="col">${words.t('console.templates.card')}</th><th scope="col">${words.t('console.templates.shown')}</th><th scope="col">${words.t('console.templates.change')}</th></tr></thead><tbody>${rows}</tbody></table></section>
<p><a href="/?lang=${words.language}">${words.t('console.connected.home')}</a></p>`;
  return layout({ ...options, title, main }, words);
}

function messages({ faults, done }: EditorView, words: Words): SafeHtml | null {
  if (faults.length > 0) {
    const items = faults.map(({ message }) => html`<li>${message}</li>`);
    return html`<div class="panel warning" role="alert"><h2>${words.t('console.templates.faults')}</h2><ol class="dead">${items}</ol></div>`;
  }
  return done === null ? null : html`<p class="panel" role="status">${words.t(`console.templates.${done}`)}</p>`;
}

function previewPanel(view: EditorView, words: Words, nonce: string | undefined): SafeHtml {
  const { preview, timeZone, now } = view;
  const options = { language: words.language, timeZone, now, ...(nonce !== undefined && { nonce }) };
  const none = words.t(
    view.faults.length > 0 ? 'console.templates.preview.faulty' : 'console.templates.preview.nobody',
  );
  return html`<section class="panel"><h2>${words.t('console.templates.preview')}</h2>
${preview === null ? html`<p class="quiet">${none}</p>` : new SafeHtml(renderHtml(preview, options))}</section>`;
}

/** The editor as a page: a form without a script, sent to its own address. */
export function templateEditorPage(view: EditorView, words: Words, options: PageOptions = {}): string {
  const { template, path, examples, example } = view;
  const title = titleOf(template.name, words);
  const choices = examples.map(
    ({ id, name }) => html`<option value="${id}"${id === example && html` selected`}>${name}</option>`,
  );
  const main = html`<header><h1>${title}</h1><p class="quiet">${view.account}. ${originOf(template, words)}</p></header>
${messages(view, words)}
<div class="columns">
<form class="panel editor" method="post" action="${path}/${template.name}?lang=${words.language}">
<label for="source">${words.t('console.templates.source')}</label>
<textarea id="source" name="source" rows="32" spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off" dir="ltr"${view.faults.length > 0 && html` aria-invalid="true"`}>
${view.source}</textarea>
<label for="example">${words.t('console.templates.example')}</label>
<select id="example" name="example">${choices}</select>
<p class="buttons"><button name="do" value="preview">${words.t('console.templates.do.preview')}</button>
<button class="main" name="do" value="save">${words.t('console.templates.do.save')}</button>
${template.from === 'console' && html`<button name="do" value="reset">${words.t('console.templates.do.reset')}</button>`}</p>
<p class="quiet">${words.t('console.templates.hint')}</p>
</form>
${previewPanel(view, words, options.nonce)}
</div>
<p><a href="${path}?lang=${words.language}">${words.t('console.templates')}</a></p>`;
  return layout({ ...options, title, main }, words);
}
