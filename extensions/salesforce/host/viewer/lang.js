export default document.documentElement.lang === 'es' ? 'es' : 'en-US';
