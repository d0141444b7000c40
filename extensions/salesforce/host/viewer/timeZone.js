export default document.body.dataset.timeZone ?? 'UTC';
