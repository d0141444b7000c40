import type { CardWording } from './view.ts';

/** The part of the manifests that cards speak with, by id. */
export function cardWording(contributions: {
  readonly metrics: readonly ({ readonly id: string } & CardWording['metrics'][string])[];
  readonly flags: readonly ({ readonly id: string } & CardWording['flags'][string])[];
}): CardWording {
  const byId = <Manifest extends { readonly id: string }>(manifests: readonly Manifest[]) =>
    Object.fromEntries(manifests.map((manifest) => [manifest.id, manifest]));
  return { metrics: byId(contributions.metrics), flags: byId(contributions.flags) };
}
