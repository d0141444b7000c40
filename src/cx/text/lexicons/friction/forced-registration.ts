import type { FrictionTopic } from '../friction.ts';

export const forcedRegistration = {
  id: 'forced-registration',
  title: { en: 'Forced registration', es: 'Registro obligatorio' },
  describes: {
    en: 'An account or sign-up is demanded before the customer can go on.',
    es: 'Se exige una cuenta o un registro para poder seguir.',
  },
  words: {
    en: {
      complaints: [
        'have|need|forced|forces|obliged|must|required|makes|make|making|made|has|force|requires|had ... create|open|register|registering|registration|sign-up|signup|account _ _ to|account|just|before|for|first',
        'have|need|forced|forces|obliged|must|required|makes|made|has|force|had ... create|open|make _ account|profile',
        'have|need|forced|forces|obliged|must|required|makes|made|has|force|had ... register|sign up|register|again|first|to|before|for|just',
        'why|without ... register|account|registering|registration _ to|just|buy',
        'do|did not want|need _ _ account|profile|register',
        "don't|dont|didn't want|need _ _ _ account|profile|register",
        'mandatory|forced|compulsory|obligatory|required|unnecessary registration|account|sign-up|signup|login|accounts',
        'no guest checkout|option',
        'guest checkout',
        'as|buy|order|pay a|as guest',
      ],
      subjects: ['registration|sign-up|signup|registering'],
    },
    es: {
      complaints: [
        'tengo|tenemos|hay|tuve|obligan|obliga|obligado|obligada|piden|pide|exigen|exige|fuerzan|deba|debo|tenga ... registr*|registro',
        'tengo|tenemos|hay|tuve|obligan|obliga|obligado|obligada|piden|pide|exigen|exige|fuerzan|debo|tenga ... crear|abrir|hacer|crearme|crearse|abrirme|hacerme|cree _ cuenta|perfil|usuario',
        'registro|cuenta obligatorio|obligatoria|forzoso|forzosa|innecesario',
        'no|sin _ _ _ comprar|pagar|pedir|ver|continuar|seguir sin registr*|registro|cuenta|crear|tener|darse|darme',
        'no quiero|quería|deseo|necesito _ registr*|crear|abrir _ cuenta|en|para|perfil',
        'comprar|pagar|pedir como invitado|invitada',
        'dar|pedir|piden _ _ mis|los|todos datos|personales para|solo|sólo',
      ],
      subjects: ['registro|registrarse|registrarme'],
    },
  },
} as const satisfies FrictionTopic;
