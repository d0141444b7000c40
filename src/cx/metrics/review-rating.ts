import { defineMetric } from '../define-metric.ts';
import { measureRatings } from '../rated-metric.ts';

export default defineMetric({
  id: 'review-rating',
  title: { en: 'Reviews', es: 'Reseñas' },
  describes: {
    en: 'How they rate us in reviews, brought from any scale to 0–100.',
    es: 'Cómo nos valoran en sus reseñas, llevado de cualquier escala a 0–100.',
  },
  sentence: { en: 'Reviews: {value} of 100', es: 'Reseñas: {value} de 100' },
  formula: {
    en: 'mean of 100(x−min)/(max−min), weights 2^(-age/h)',
    es: 'media de 100(x−mín)/(máx−mín), pesos 2^(-edad/h)',
  },
  missing: {
    en: 'Without a rated review the metric is left out.',
    es: 'Sin ninguna reseña con nota, la métrica no se tiene en cuenta.',
  },
  nature: 'perception',
  area: 'feedback',
  unit: '0-100',
  range: { min: 0, max: 100 },
  needs: ['review'],
  better: 'high',
  measure: (signals, context) => measureRatings(signals.review, context),
});
