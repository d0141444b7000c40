/** The page that asks for the console's key. */
import { html } from '../cards/safe-html.ts';
import type { Words } from '../cards/words.ts';
import { layout, type PageOptions } from './layout.ts';

export interface SignInView {
  /** Where the form is sent, as `key=…`. */
  readonly action: string;
  /** The key that was just given was not the right one. */
  readonly refused: boolean;
}

/** The sign-in page as HTML. */
export function signInPage({ action, refused }: SignInView, words: Words, options: PageOptions = {}): string {
  const main = html`<section class="panel sign-in"><h1>${words.t('console.signIn.title')}</h1>
<form method="post" action="${action}">
<label for="key">${words.t('console.signIn.key')}</label>
<input id="key" name="key" type="password" autocomplete="current-password" required autofocus aria-describedby="hint"${refused && html` aria-invalid="true"`}>
${refused && html`<p class="fault" role="alert">${words.t('console.signIn.wrong')}</p>`}
<p class="quiet" id="hint">${words.t('console.signIn.hint')}</p>
<button>${words.t('console.signIn.submit')}</button>
</form></section>`;
  return layout({ ...options, title: words.t('console.signIn.title'), main }, words);
}
