import type { FrictionTopic } from '../friction.ts';

export const distractions = {
  id: 'distractions',
  title: { en: 'Distractions', es: 'Distracciones' },
  describes: {
    en: 'Too many mails, calls, pop-ups or advertisements.',
    es: 'Demasiados correos, llamadas, ventanas emergentes o publicidad.',
  },
  words: {
    en: {
      complaints: [
        'pop-up|pop-ups|popup|popups|spam|spamming|spammed|spammy',
        'pop up|ups',
        'too|so many|much ads|adverts|advertising|emails|mails|newsletters|notifications|messages|promotions|calls|banners|marketing|texts|offers|advertisements',
        'ads|adverts|advertising|banners|advertisements|notifications ... everywhere|annoying|constant|all|cover|intrusive|every|nonstop|block|too',
        'stop|stops|stopped|quit sending|emailing|mailing|calling|texting|spamming|messaging|bombarding|with',
        'unsubscribe*|unsubscribing',
        'bombard*|flooded|inundated|swamped ... emails|mails|ads|newsletters|messages|calls|offers|notifications|promotions|with|by',
        'constant|endless|daily|unwanted|unsolicited|nonstop|intrusive|annoying|marketing|sales|promotional|advertising emails|mails|ads|newsletters|messages|calls|notifications|offers|promotions|texts|mail',
        'autoplay|flashing video|videos|banner|banners',
        'cold call|calls|calling',
        'emails|newsletter|newsletters|ads every|each|a single|day|hour',
      ],
      subjects: ['newsletter|newsletters|ads|advertising|notifications'],
    },
    es: {
      complaints: [
        'spam|pop-up|pop-ups|popup|popups|bombarde*',
        'ventana|ventanas emergente|emergentes',
        'demasiad*|tant*|much*|mil|exceso|cantidad|exceso _ correo|correos|emails|mails|anuncios|publicidad|notificaciones|mensajes|llamadas|promociones|boletines|ofertas|newsletters|avisos comerciales|publicitari*|de|al|y|que|por|en|_',
        'demasiad*|tant*|exceso|cantidad _ correos|emails|mails|anuncios|publicidad|notificaciones|promociones|boletines|newsletters|spam',
        'dejen|deje|dejad|paren|pare|basta|parad|dejan|paran|para _ de _ mandar*|enviar*|llamar*|escribir*|molestar*|correos|publicidad|mensajes',
        'publicidad|anuncios|banners ... invasiv*|molest*|constante*|todas|excesiv*|intrusiv*|tapa|tapan|cada|continu*|sin',
        'correos|mensajes|llamadas|mails|emails|notificaciones|boletines comercial*|publicitari*|promocional*|spam|basura|no|constantes|continu*|insistentes',
        'llamadas|correos|mails|mensajes|ofertas ... cada|todos|a día|días|hora|rato|todas|cada',
        'darme|darnos|doy|borrarme|borrar|eliminar ... lista|boletín|newsletter|correos|publicidad',
        'llaman|llamaron|llamando|escriben ... ofrecer*|vender*|publicidad|promociones|ofertas',
        'no _ quiero|pedí|deseo|solicité ... publicidad|boletín|boletines|correos|promociones|newsletter|anuncios',
      ],
      subjects: ['publicidad|anuncios|boletín|newsletter|notificaciones'],
    },
  },
} as const satisfies FrictionTopic;
