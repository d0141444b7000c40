import { defineMetric } from '../define-metric.ts';
import { measureRatings } from '../rated-metric.ts';

export default defineMetric({
  id: 'observed-rating',
  title: { en: 'What colleagues observed', es: 'Lo que observaron los compañeros' },
  describes: {
    en: 'How colleagues or mystery shoppers rated the experience, brought to 0–100. Kept apart from what customers say, with a small weight.',
    es: 'Cómo valoraron la experiencia compañeros o clientes misteriosos, llevado a 0–100. Se separa de lo que dicen los clientes y pesa poco.',
  },
  sentence: {
    en: 'Observed: {value} of 100 in {n} {n|observation|observations}',
    es: 'Observado: {value} de 100 en {n} {n|observación|observaciones}',
  },
  formula: {
    en: 'mean of 100(x−min)/(max−min), weights 2^(-age/h)',
    es: 'media de 100(x−mín)/(máx−mín), pesos 2^(-edad/h)',
  },
  missing: {
    en: 'Without a rated observation the metric is left out.',
    es: 'Sin ninguna observación con nota, la métrica no se tiene en cuenta.',
  },
  nature: 'record',
  area: 'relationship',
  unit: '0-100',
  range: { min: 0, max: 100 },
  needs: ['observation'],
  better: 'high',
  measure: (signals, context) => measureRatings(signals.observation, context),
});
