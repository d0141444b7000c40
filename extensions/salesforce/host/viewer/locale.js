export default document.documentElement.lang === 'es' ? 'es-ES' : 'en-GB';
