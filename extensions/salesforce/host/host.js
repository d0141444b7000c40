/** Puts the components where a page of the sandbox wants them: `<div data-component="pulsoCard" data-properties="{…}">`. */
import '@lwc/synthetic-shadow';
import PulsoAccount from 'c/pulsoAccount';
import PulsoCard from 'c/pulsoCard';
import PulsoPortfolio from 'c/pulsoPortfolio';
import { createElement } from 'lwc';

const COMPONENTS = {
  pulsoAccount: ['c-pulso-account', PulsoAccount],
  pulsoCard: ['c-pulso-card', PulsoCard],
  pulsoPortfolio: ['c-pulso-portfolio', PulsoPortfolio],
};

document.addEventListener('lightning__showtoast', ({ detail }) => {
  const toast = document.createElement('p');
  toast.setAttribute('role', 'alert');
  toast.className = 'toast';
  toast.textContent = [detail.title, detail.message].filter(Boolean).join(': ');
  document.body.append(toast);
});

for (const place of document.querySelectorAll('[data-component]')) {
  const [tag, is] = COMPONENTS[place.dataset.component];
  const element = createElement(tag, { is });
  Object.assign(element, JSON.parse(place.dataset.properties));
  place.append(element);
}
