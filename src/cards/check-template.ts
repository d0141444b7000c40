/** Whether a template of an admin's own can be kept. */
import { LANGUAGES } from '../cx/model/text.ts';
import { TemplateInvalid } from '../errors.ts';
import type { Renderer } from './render.ts';
import { SAMPLE_VIEWS } from './sample-views.ts';
import type { CardView } from './view.ts';

/** What is wrong, where the template's own line is known. */
export interface TemplateFault {
  readonly line: number | null;
  readonly message: string;
}

/**
 * Draws the template in every language for made-up and the given real customers. Returns every fault that one of them meets, by
 * line; none where the template can be kept.
 */
export function checkTemplate(
  renderer: Renderer,
  name: string,
  source: string,
  views: readonly CardView[] = [],
): readonly TemplateFault[] {
  const faults = new Map<string, TemplateFault>();
  for (const view of [...SAMPLE_VIEWS, ...views]) {
    for (const language of LANGUAGES) {
      try {
        renderer.render(name, { ...view, language }, language, { [name]: source });
      } catch (error) {
        if (!(error instanceof TemplateInvalid)) throw error;
        const { line } = error.context;
        faults.set(error.message, { line: typeof line === 'number' ? line : null, message: error.message });
      }
    }
  }
  return [...faults.values()].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
