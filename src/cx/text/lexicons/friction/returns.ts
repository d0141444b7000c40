import type { FrictionTopic } from '../friction.ts';

export const returns = {
  id: 'returns',
  title: { en: 'Returns and refunds', es: 'Devoluciones y reembolsos' },
  describes: {
    en: 'Wanting money back; a return, refund or guarantee that does not work out.',
    es: 'Pide su dinero; una devolución, un reembolso o una garantía que no sale.',
  },
  words: {
    en: {
      complaints: [
        'money back',
        "no|not|without|still|never|refuse|refused|refuses|deny|denied|waiting|where|yet|hasn't|haven't|didn't|pending|won't ... refund|refunds|refunded|reimburse*|reimbursement",
        'refund|refunds|reimbursement|return|returns|warranty|guarantee|exchange ... refused|denied|rejected|never|not|still|nowhere|pending|ignored|difficult|impossible|complicated|nightmare|slow|weeks|months|expensive|without|rejected|no|missing',
        'want|demand|need|expect|give|request _ a|my|our|full|the|me _ refund|reimbursement',
        "cannot|can't|impossible|unable|hard|difficult|won't|refuse|refused to|_ return|exchange|refund|send _ it|the|this|back|them",
        'warranty|guarantee ... not|refuse*|denied|expired|void',
        'return|returns|refund policy|process ... bad|unfair|terrible|complicated|ridiculous|horrible|confusing|awful',
      ],
      subjects: ['refund|refunds|returns|reimbursement|warranty'],
    },
    es: {
      complaints: [
        'devuelv*|devolv*|regres*|reembols*|reintegr*|devuélv* ... dinero|plata|importe|lana|pasta|pago',
        'no|nunca|sin|todavía|aún|siguen|niegan|negaron|niega|rechaz*|tampoco|espero|esperando|ni _ _ _ reembols*|reintegr*|devolución|devoluciones|abono|abonan|abonado|devuelto dinero|importe|_',
        'quiero|exijo|pido|solicito|exigimos|queremos|necesito ... devolución|reembolso|reintegro|dinero',
        'devolución|reembolso|devoluciones|reintegro|garantía|cambio|abono ... no|nunca|niegan|rechaz*|tarda*|imposible|complicad*|difícil|pesadilla|demor*|sin|lent*|sigue|negad*|ignor*|falta|odisea|semanas|meses|car*',
        'no|imposible|tampoco|niegan _ _ _ devolver*|cambiar*|descambiar*|devuelvo|devuelven|devolvieron|devuelve|reembols*|hacen|acept* _ producto|dinero|nada|compra|el|lo|devolución|importe|devoluciones|devolver*',
        'no _ _ han|ha devuelto',
        'garantía ... no|niegan|negaron|rechaz*|venc*|pelear',
        'no|ni _ _ _ garantía',
      ],
      subjects: ['devolución|devoluciones|reembolso|reembolsos|garantía|reintegro'],
    },
  },
} as const satisfies FrictionTopic;
