import type { FrictionTopic } from '../friction.ts';

export const delivery = {
  id: 'delivery',
  title: { en: 'Late or damaged delivery', es: 'Entrega tardía o dañada' },
  describes: {
    en: 'The order is late, lost, incomplete, wrong or damaged.',
    es: 'El pedido llega tarde, se pierde, viene incompleto, equivocado o dañado.',
  },
  words: {
    en: {
      complaints: [
        'delivery|delivered|parcel|package|order|shipment|shipping|box|courier|item|items|goods|packaging|replacement ... late|lost|damaged|broken|never|wrong|missing|delayed|torn|crushed|delay|incomplete|open|opened|empty|dented|not|nowhere|wet|smashed|stuck|scratched|slow|weeks',
        'late|lost|damaged|broken|wrong|missing|delayed|incomplete|torn|dented|slow|failed delivery|parcel|package|order|shipment|item|items|box|product|shipping|deliveries|packaging',
        "not|never|hasn't|haven't|didn't|yet|still|isn't _ _ _ arrive|arrived|delivered|shipped|received|receive|dispatched|arriving|sent",
        'arrive|arrived|arrives|came|delivered|received ... broken|damaged|late|wrong|missing|scratched|incomplete|cracked|empty|dented|open|torn|pieces|leaking|defective|weeks|days',
        'left _ _ rain|street|outside|neighbour|neighbor',
        'where is my order|parcel|package|delivery|shipment',
        'courier|driver ... rude|never|lost|left|threw|not|late',
        'tracking ... not|stuck|wrong|no|never|says|same',
      ],
      subjects: ['delivery|shipment|courier|shipping|packaging'],
    },
    es: {
      complaints: [
        'entrega|pedido|paquete|envío|caja|mensajería|mensajero|repartidor|encomienda|mercancía|producto|reparto|transportista|embalaje ... tarde|perd*|rot*|dañad*|nunca|equivocad*|falt*|retras*|incomplet*|golpead*|abiert*|mojad*|extravi*|demor*|atras*|aplastad*|abollad*|no|incorrect*|mal|vací*|lent*',
        'retras*|demor*|atras*|incomplet*|perdid*|extravi*|problemas _ _ entrega|entregas|pedido|paquete|envío|reparto',
        'no|nunca|aún|todavía|tampoco|sin|ni|jamás _ _ _ lleg*|entreg*|recib* _ _ pedido|paquete|envío|nada|producto|encomienda|repuesto|caja|compra|mercancía|equipo',
        'pedido|paquete|envío|encomienda|repuesto|equipo|producto|compra ... no|nunca|sin|aún|todavía|sigue|jamás ... lleg*|entreg*|recib*|aparec*|envi*',
        'no _ ha|han|he|hemos llegado|entregado|recibido|enviado',
        'lleg*|llegó|vino|venía|entregaron|recib*|recibí|trajeron|vinieron ... rot*|dañad*|tarde|equivocad*|incomplet*|golpead*|rayad*|abiert*|falt*|abollad*|mojad*|vací*|defectuos*|retras*|mal|otro|perdid*',
        'lo|la|los dejaron|dejó|tiraron _ _ calle|lluvia|portal|vecino|puerta',
        'dónde está _ pedido|paquete|envío',
        'mandaron|enviaron|mandan|llegó|trajeron _ _ equivocad*|otro|otra|incorrect*|distint*',
        'seguimiento|rastreo|tracking|guía ... no|igual|dice|parad*|nada',
      ],
      subjects: ['entrega|entregas|reparto|mensajero|repartidor|mensajería'],
    },
  },
} as const satisfies FrictionTopic;
