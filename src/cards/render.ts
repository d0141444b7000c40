/** Renders a card: template and view → markup → checked elements → document. */
import type { Language } from '../cx/model/text.ts';
import { TemplateInvalid } from '../errors.ts';
import { buildDocument } from './build.ts';
import type { CardDocument } from './document.ts';
import { readMarkup } from './markup.ts';
import { type CompiledTemplate, compileTemplate } from './template.ts';
import type { CardView } from './view.ts';
import type { Dictionary } from './words.ts';

export interface RendererOptions {
  /** The shipped templates by name. */
  readonly templates: Readonly<Record<string, string>>;
  readonly dictionary: Dictionary;
}

/** An install's own templates by name; each stands in for the shipped one. */
export type TemplateOverrides = Readonly<Record<string, string>>;

export interface Renderer {
  /** Throws TemplateInvalid with the template, the line and the remedy. */
  render(template: string, view: CardView, language: Language, overrides?: TemplateOverrides): CardDocument;
  /**
   * As `render`; where the override is broken, the shipped template's card and the fault to tell the admin. A broken shipped
   * template throws.
   */
  renderWithFallback(
    template: string,
    view: CardView,
    language: Language,
    overrides?: TemplateOverrides,
  ): { readonly document: CardDocument; readonly fault: TemplateInvalid | null };
}

/** Templates that are kept compiled; drafts of an editor come and go. */
const MOST_COMPILED = 100;

/** A renderer of the given templates; each is compiled once. */
export function createRenderer({ templates, dictionary }: RendererOptions): Renderer {
  const compiled = new Map<string, CompiledTemplate>();

  function compile(name: string, source: string): CompiledTemplate {
    const key = `${name}\n${source}`;
    const template = compiled.get(key) ?? compileTemplate(name, source, dictionary);
    if (compiled.size >= MOST_COMPILED) compiled.clear();
    compiled.set(key, template);
    return template;
  }

  function draw(name: string, source: string | undefined, view: CardView, language: Language): CardDocument {
    if (source === undefined) {
      const names = Object.keys(templates).join(', ');
      throw new TemplateInvalid(name, null, `there is no template of this name; there are ${names}`);
    }
    const template = compile(name, source);
    const words = dictionary.words(language, view.timeZone);
    return buildDocument(name, readMarkup(name, template({ ...view, language })), (count) =>
      words.plural('flags.more', count),
    );
  }
  const own = (name: string, of: TemplateOverrides) => (Object.hasOwn(of, name) ? of[name] : undefined);

  return {
    render: (name, view, language, overrides = {}) =>
      draw(name, own(name, overrides) ?? own(name, templates), view, language),
    renderWithFallback(name, view, language, overrides = {}) {
      const override = own(name, overrides);
      if (override !== undefined) {
        try {
          return { document: draw(name, override, view, language), fault: null };
        } catch (error) {
          if (!(error instanceof TemplateInvalid)) throw error;
          return { document: draw(name, own(name, templates), view, language), fault: error };
        }
      }
      return { document: draw(name, own(name, templates), view, language), fault: null };
    },
  };
}
