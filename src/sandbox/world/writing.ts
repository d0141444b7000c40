import type { Random } from './random.ts';
import type { Channel, Language } from './world.ts';

interface Writer {
  readonly channel: Channel;
  readonly language: Language;
  readonly firstName: string;
}

const GREETINGS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Hi,', 'Hello,', 'Hi there,', 'Hi team,', 'Good morning,', 'Hello again,', 'Dear Northside,', 'Hey,'],
  es: ['Hola:', 'Hola,', 'Buenos días:', 'Buenas tardes:', 'Buenas,', 'Hola, equipo:', 'Hola, ¿qué tal?', 'Estimados:'],
};
const SIGN_OFFS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Thanks,', 'Many thanks,', 'Regards,', 'Kind regards,', 'Cheers,', 'Best,'],
  es: ['Gracias,', 'Un saludo,', 'Saludos,', 'Muchas gracias,', 'Quedo a la espera,', 'Saludos cordiales,'],
};
const CALL_OPENINGS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Customer called in: ', 'Phone call. In their words: ', 'Took this over the phone: ', 'Caller says: '],
  es: ['Llamada entrante. Comenta: ', 'Por teléfono: ', 'Recogido en llamada: ', 'Nos dice por teléfono: '],
};

/** Slips that people make on a phone keyboard; each keeps the sentence understandable. */
const SLIPS: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [/\bthe\b/, 'teh'],
    [/\breceived\b/, 'recieved'],
    [/\bdefinitely\b/, 'definately'],
    [/\bbecause\b/, 'becuase'],
    [/\bdon't\b/, 'dont'],
    [/\bcan't\b/, 'cant'],
    [/\bI'm\b/, 'im'],
  ],
  es: [
    [/\bqué\b/, 'que'],
    [/\btambién\b/, 'tambien'],
    [/\bademás\b/, 'ademas'],
    [/\bporque\b/, 'xq'],
    [/\bmás\b/, 'mas'],
    [/\bhabía\b/, 'abia'],
    [/¿/, ''],
    [/¡/, ''],
  ],
};

/** Returns what the person wanted to say as it arrives in that channel: letter, chat line, note of a call, with the odd slip. */
export function writeAs(text: string, writer: Writer, random: Random): string {
  const slipped = random.chance(0.22) ? slip(text, writer.language, random) : text;
  switch (writer.channel) {
    case 'email':
      return `${random.pick(GREETINGS[writer.language])}\n\n${slipped}\n\n${random.pick(SIGN_OFFS[writer.language])}\n${writer.firstName}`;
    case 'phone':
      return random.pick(CALL_OPENINGS[writer.language]) + slipped;
    case 'chat':
      return random.chance(0.3) ? slipped.toLowerCase() : slipped;
    default:
      return slipped;
  }
}

function slip(text: string, language: Language, random: Random): string {
  const possible = SLIPS[language].filter(([pattern]) => pattern.test(text));
  if (possible.length === 0) return text;
  const [pattern, replacement] = random.pick(possible);
  return text.replace(pattern, replacement);
}
