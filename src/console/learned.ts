/** The models that were learned from the install's own history, with what speaks for and against them. */
import { html, type SafeHtml } from '../cards/safe-html.ts';
import type { Words } from '../cards/words.ts';
import type { ChurnQuality, LearnedQuality, TextQuality } from '../jobs/learn/learned-quality.ts';

function textFacts({ adopted, reason, labels, macroF1 }: TextQuality, words: Words): SafeHtml {
  const state = adopted ? words.t('learned.text.adopted') : words.t(`learned.text.${reason}`);
  const both =
    macroF1 !== null &&
    html`<br>${words.t('learned.text.f1', { model: words.number(macroF1.model, 2), lexicon: words.number(macroF1.lexicon, 2) })}`;
  return html`<li><b>${words.t('learned.text')}</b><p>${state} ${words.plural('learned.text.labels', labels)}${both}</p></li>`;
}

function churnFacts(quality: ChurnQuality, words: Words): SafeHtml {
  const { about, kind, left, rows, auc, lift, brier, ece, leaks } = quality;
  const facts = [
    words.t('learned.churn.rows', { left: words.number(left, 0), rows: words.number(rows, 0) }),
    auc &&
      words.t('learned.churn.auc', {
        ...{ auc: words.number(auc.value, 2), low: words.number(auc.low, 2), high: words.number(auc.high, 2) },
      }),
    lift && words.t('learned.churn.lift', { lift: words.number(lift.at10) }),
    brier && words.t('learned.churn.brier', { brier: words.number(brier.value, 2), base: words.number(brier.base, 2) }),
    ece !== null && words.t('learned.churn.ece', { ece: words.number(ece, 2) }),
  ].filter(Boolean);
  const leak =
    leaks.length > 0 && html`<p class="fault">${words.t('learned.churn.leak', { features: leaks.join(', ') })}</p>`;
  return html`<li><b>${words.t(`learned.churn.${about}`)}</b><p>${words.t(`learned.churn.${kind}`)} ${facts.join(' ')}</p>${leak}</li>`;
}

export function learnedPanel(learned: readonly LearnedQuality[], words: Words): SafeHtml {
  const items = learned.map((one) => (one.about === 'text' ? textFacts(one, words) : churnFacts(one, words)));
  return html`<section class="panel"><h2>${words.t('learned.title')}</h2><p class="quiet">${words.t('learned.note')}</p>${items.length === 0 ? html`<p>${words.t('portfolio.none')}</p>` : html`<ul class="learned">${items}</ul>`}</section>`;
}
