import type { MetricDefinition } from './define-metric.ts';
import type { Model } from './model/model.ts';

/** What modelSchema cannot see: weights of metrics that are not installed, and a model that weighs nothing. Empty when it fits. */
export function checkModel(
  model: Pick<Model, 'weights'> & Partial<Pick<Model, 'stageWeights'>>,
  metrics: readonly Pick<MetricDefinition, 'id'>[],
): { readonly key: string; readonly message: string }[] {
  const installed = new Set(metrics.map(({ id }) => id));
  const faults = Object.keys(model.weights)
    .filter((id) => !installed.has(id))
    .map((id) => ({ key: `weights.${id}`, message: `is no installed metric; use ${[...installed].join(', ')}` }));
  for (const [stage, weights] of Object.entries(model.stageWeights ?? {})) {
    for (const id of Object.keys(weights).filter((metric) => !installed.has(metric))) {
      faults.push({ key: `stageWeights.${stage}.${id}`, message: 'is no installed metric' });
    }
  }
  if (Object.values(model.weights).every((weight) => weight === 0)) {
    faults.push({ key: 'weights', message: 'add up to nothing; give at least one metric a weight above 0' });
  }
  return faults;
}
