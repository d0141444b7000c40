import type { FrictionTopic } from '../friction.ts';

export const paymentOptions = {
  id: 'payment-options',
  title: { en: 'Payment options', es: 'Formas de pago' },
  describes: {
    en: 'The wanted way to pay is missing, or a payment is refused.',
    es: 'Falta la forma de pago deseada o se rechaza un pago.',
  },
  words: {
    en: {
      complaints: [
        "not|don't|doesn't|dont|won't|never|no|cannot|can't|only|stopped _ accept|accepts|take|takes|accepting|accepted|support|pay _ _ paypal|card|cards|amex|american|visa|mastercard|cash|transfer|installments|instalments|klarna|debit|bizum|check|cheque|crypto|bank|cheques|google|apple|sepa",
        'card|payment|cards|transaction ... declined|rejected|refused|denied|blocked|accepted',
        'declined|rejected|refused|denied|declines|rejects|refuses my|our|the|every _ card|payment|cards|transaction',
        'no|few|limited|lack|missing|other|more|only|fewer|one|without _ payment|pay|paying option|options|method|methods|ways',
        'payment options|methods|method|option ... limited|few|missing|not|poor|only',
        "can't|cannot|cant|unable|couldn't|impossible _ pay by|with|in|using|via",
        "can't|cannot|cant|unable|couldn't _ _ _ pay my|the|our|online|by|with",
        'no installments|instalments|paypal|transfer|cash',
      ],
      subjects: ['payment method|methods|option|options', 'paypal|installments|instalments|amex'],
    },
    es: {
      complaints: [
        'no|ni|nunca|solo|sólo|tampoco|dejaron _ acept*|admit*|permit*|tom*|de|reciben|toman|tienen|dejan|hay ... paypal|tarjeta|tarjetas|amex|american|visa|mastercard|efectivo|transferencia|transferencias|bizum|oxxo|débito|crédito|cuotas|plazos|meses|cheque|cheques|pix|yape|nequi|mercadopago|pse|spei|domiciliación',
        'tarjeta|pago|pagos|transacción ... rechaz*|deneg*|declin*|bloque*',
        'rechaz*|deneg*|declin*|bloque* _ _ tarjeta|pago|pagos|transacción',
        'no|poca|pocas|pocos|falta|faltan|faltaban|más|otra|otras|otros|única|único|sin|limitadas _ _ opciones|forma|formas|medio|medios|método|métodos|opción|modo de pago',
        'formas|medios|métodos|opciones|forma|medio|método de pago ... limitad*|poc*|escas*|falt*|no|única|únic*',
        'no puedo|pude|podemos|pudimos|deja|hay|puede|dejan|permite|permiten|se _ _ pagar con|en|por|a|mediante|desde|a',
        'pago|pagar a|en plazos|cuotas|meses|mensualidades no|imposible',
      ],
      subjects: ['forma|formas|medio|medios|método|métodos de pago', 'paypal|bizum|oxxo|mercadopago'],
    },
  },
} as const satisfies FrictionTopic;
