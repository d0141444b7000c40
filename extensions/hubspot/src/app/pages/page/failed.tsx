/** A page that cannot be shown: why, and what to do. */
import { Button, ErrorState, Text } from '@hubspot/ui-extensions';
import type { Failure } from './pulso.ts';

const WORDS: Readonly<Record<'en' | 'es', Readonly<Record<Failure, readonly [string, string]>>>> = {
  en: {
    unset: ['This app does not know where Pulso runs', 'Upload it again with its profile, as the setup guide says.'],
    refused: [
      'Pulso is not connected with this account',
      'Connect the account in Pulso and enter this app’s client secret there.',
    ],
    forbidden: ['You may not do this', 'Whoever runs Pulso names its admins in PULSO_ADMINS.'],
    down: ['Pulso does not answer', 'Nothing is lost: cards show what was last written. Try again in a moment.'],
  },
  es: {
    unset: [
      'La aplicación no sabe dónde está Pulso',
      'Súbela de nuevo con su perfil, como dice la guía de instalación.',
    ],
    refused: [
      'Pulso no está conectado con esta cuenta',
      'Conecta la cuenta en Pulso e introduce allí el secreto de cliente de esta aplicación.',
    ],
    forbidden: ['No puedes hacer esto', 'Quien gestiona Pulso nombra a sus administradores en PULSO_ADMINS.'],
    down: [
      'Pulso no responde',
      'No se ha perdido nada: las tarjetas muestran lo último que se escribió. Inténtalo en un momento.',
    ],
  },
};

export const failureWords = (failure: Failure, language: 'en' | 'es'): readonly [title: string, text: string] =>
  WORDS[language][failure];

interface FailedProps {
  readonly failure: Failure;
  readonly language: 'en' | 'es';
  readonly retry: () => void;
}

export function Failed({ failure, language, retry }: FailedProps) {
  const [title, text] = failureWords(failure, language);
  return (
    <ErrorState title={title} type={failure === 'down' || failure === 'unset' ? 'error' : 'lock'}>
      <Text>{text}</Text>
      <Button variant="secondary" onClick={retry}>
        {language === 'es' ? 'Reintentar' : 'Try again'}
      </Button>
    </ErrorState>
  );
}
