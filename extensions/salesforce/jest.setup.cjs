const { setup } = require('@sa11y/jest');

setup();
// jsdom knows no pseudo-elements, and says so at length whenever somebody asks.
const { getComputedStyle } = window;
window.getComputedStyle = (element) => getComputedStyle(element);
// What the people of the tests see, wherever the tests run.
jest.mock('@salesforce/i18n/timeZone', () => ({ default: 'Europe/Madrid' }), { virtual: true });
