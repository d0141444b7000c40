/** What components use of lightning/navigation. */
const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

function addressOf({ attributes }) {
  const language = document.documentElement.lang === 'es' ? '?lang=es' : '';
  return `/lightning/r/${attributes.objectApiName}/${attributes.recordId}/${attributes.actionName}${language}`;
}

export const NavigationMixin = (Base) =>
  class extends Base {
    [Navigate](page) {
      window.location.assign(addressOf(page));
    }
    [GenerateUrl](page) {
      return Promise.resolve(addressOf(page));
    }
  };
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;
