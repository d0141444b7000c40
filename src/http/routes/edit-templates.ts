import { type Request, type Response, Router, urlencoded } from 'express';
import { z } from 'zod';
import type { TemplateFault } from '../../cards/check-template.ts';
import type { CardDocument } from '../../cards/document.ts';
import { CARD_TEMPLATES, type CardTemplate } from '../../cards/draw-card.ts';
import type { Words } from '../../cards/words.ts';
import { signInPage } from '../../console/sign-in.ts';
import { templateEditorPage, templatesPage } from '../../console/templates.ts';
import { RequestInvalid, TemplateInvalid } from '../../errors.ts';
import type { Install } from '../../store/port.ts';
import { sendPage, wordsOf } from '../console-page.ts';
import type { HttpDeps } from '../http-deps.ts';
import { sameOrigin } from '../same-origin.ts';

/** A template has 65,536 characters at most; some take six as a form sends them. */
const BODY_LIMIT = '512kb';
const BY = 'console';

const nameSchema = z.enum(CARD_TEMPLATES);
const formSchema = z.object({
  source: z
    .string()
    // Forms end lines with CR LF.
    .transform((text) => text.replaceAll('\r\n', '\n')),
  example: z.string().max(100).optional(),
  do: z.enum(['preview', 'save', 'reset']),
});
const querySchema = z
  .object({ example: z.string().optional(), done: z.enum(['saved', 'reset']).nullable().default(null) })
  .catch({ done: null });

interface Place {
  readonly install: Install;
  readonly name: CardTemplate;
  readonly words: Words;
}
type Asked = Request<{ install: string; name?: string }>;

/**
 * GET /templates/:install: the card templates of an account. GET /templates/:install/:name: the editor. POST there, by a page of
 * our own: tries, keeps or drops what is sent. All for whoever may see the console.
 */
export function editTemplates(deps: HttpDeps): Router {
  const { store, templates } = deps;

  async function allowed(request: Asked, response: Response): Promise<Words | null> {
    const words = wordsOf(deps, request);
    if (await deps.access.allows(request)) return words;
    sendPage(response, 401, (nonce) => signInPage({ action: '/sign-in', refused: false }, words, { nonce }));
    return null;
  }

  /** Null where the person may not, or there is no such place; the answer is sent then. */
  async function placeOf(request: Asked, response: Response): Promise<Place | null> {
    const words = await allowed(request, response);
    if (words === null) return null;
    const install = await store.installs.get(request.params.install);
    const name = nameSchema.safeParse(request.params.name);
    if (install !== null && name.success) return { install, name: name.data, words };
    response.status(404).json({ error: 'not_found' });
    return null;
  }

  async function sendEditor(
    response: Response,
    { install, name, words }: Place,
    shown: {
      source?: string;
      faults?: readonly TemplateFault[];
      example?: string | undefined;
      done?: 'saved' | 'reset' | null;
    },
  ): Promise<void> {
    const template = (await templates.list(install.id)).find((one) => one.name === name);
    if (template === undefined) throw new RequestInvalid('There is no such template:', []);
    const { source = template.source, faults = [], done = null } = shown;
    const examples = await templates.examples(install.id, name);
    const example = examples.find(({ id }) => id === shown.example) ?? examples[0];
    let preview: CardDocument | null = null;
    let told = faults;
    if (example !== undefined && faults.length === 0) {
      try {
        preview = await templates.draw(install, name, source, example, words.language);
      } catch (error) {
        if (!(error instanceof TemplateInvalid)) throw error;
        told = [{ line: null, message: error.message }];
      }
    }
    const view = {
      ...{ account: install.name, path: pathOf(install), template, source, faults: told, examples, done, preview },
      ...{ example: example?.id ?? null, timeZone: install.timeZone, now: deps.now() },
    };
    sendPage(response, told.length > 0 ? 422 : 200, (nonce) => templateEditorPage(view, words, { nonce }));
  }

  return Router()
    .get('/templates/:install', async (request: Asked, response) => {
      const words = await allowed(request, response);
      if (words === null) return;
      const install = await store.installs.get(request.params.install);
      if (install === null) {
        response.status(404).json({ error: 'not_found' });
        return;
      }
      const view = {
        ...{ account: install.name, path: pathOf(install), templates: await templates.list(install.id) },
        faults: await templates.faults(install.id),
      };
      sendPage(response, 200, (nonce) => templatesPage(view, words, { nonce }));
    })
    .get('/templates/:install/:name', async (request: Asked, response) => {
      const place = await placeOf(request, response);
      if (place !== null) await sendEditor(response, place, querySchema.parse(request.query));
    })
    .post(
      '/templates/:install/:name',
      sameOrigin,
      urlencoded({ extended: false, limit: BODY_LIMIT }),
      async (request: Asked, response) => {
        const place = await placeOf(request, response);
        if (place === null) return;
        const form = formSchema.safeParse(request.body);
        if (!form.success) {
          throw new RequestInvalid(
            'The form is not as the editor sends it:',
            form.error.issues.map((issue) => ({ key: issue.path.join('.'), message: issue.message })),
          );
        }
        const { source, example, do: wanted } = form.data;
        const { install, name, words } = place;
        const back = (done: string) =>
          response.redirect(303, `${pathOf(install)}/${name}?lang=${words.language}&done=${done}`);
        if (wanted === 'reset') {
          await templates.reset(install, name, BY);
          back('reset');
          return;
        }
        const faults =
          wanted === 'save'
            ? await templates.save(install, name, source, BY)
            : await templates.check(install, name, source);
        if (wanted === 'save' && faults.length === 0) back('saved');
        else await sendEditor(response, place, { source, faults, example });
      },
    );
}

const pathOf = ({ id }: Install): string => `/templates/${encodeURIComponent(id)}`;
