import type { FrictionTopic } from '../friction.ts';

export const priceComparison = {
  id: 'price-comparison',
  title: { en: 'Comparing prices', es: 'Comparación de precios' },
  describes: {
    en: 'The customer finds it too expensive, or names a cheaper or other provider.',
    es: 'Al cliente le parece caro o nombra a otro proveedor.',
  },
  words: {
    en: {
      complaints: [
        'cheaper|less|better|half ... competitor*|competition|elsewhere|other|another|amazon|others|provider|providers|rivals|rival',
        'competitor*|competition|others|elsewhere|rivals|rival|provider|companies ... cheaper|less|better|half|lower|more',
        'too|very|so|rather|quite|far|a|bit|overly|little _ expensive|pricey|costly|dear',
        'expensive|overpriced|pricey|over-priced',
        'not worth _ price|money|cost',
        'cheaper option|options|alternative|alternatives|offer|offers|deal|elsewhere|somewhere|plan|provider',
        'better|lower offer|offers|deal|deals|price|prices elsewhere|from|with|at|somewhere',
        'switch|switching|switched|moving|move|going|leave|leaving _ _ to|for _ _ competitor*|competition|provider|company',
        'found|find|get _ _ _ cheaper|elsewhere',
        'bad|poor value',
        'comparing|compare _ _ price|prices|offer|offers|quotes|quote|providers|plans',
        'costs|cost|charge|charges twice|double|more|much as|than|more _ _ competitor*|others|competition|elsewhere',
      ],
      subjects: ['competitor|competitors|competition'],
    },
    es: {
      complaints: [
        'más|mas|mucho|mejor|menos|mitad ... barat*|económic*|precio|ofert* ... competencia|otro|otra|otros|otras|sitio|lado|amazon|proveedor|empresa|compañía',
        'competencia|otros|otras|otro|otra|amazon|proveedor ... más|mas|mucho|menos|mitad|mejor barat*|económic*|precio|de|ofert*|caro',
        'caro|caros|cara|caras|carísim*|carillo|carilla|costos*|salado|salada',
        'no vale _ que|lo|el _ cuesta|cuestan|pago|precio|cobran|dinero',
        'no compensa',
        'precio|precios|tarifas|plan muy|demasiado|tan|bastante|más|son|es _ alt*|elevad*|car*|desorbitad*|abusiv*|excesiv*|mas',
        'encontré|encontramos|encuentro|conseguí|hay|vi|consigo|he ... más|mejor|mejores barat*|económic*|precio|oferta|ofertas|precios',
        'nos|me vamos|voy|cambiamos|cambio|pasamos|paso|iré|cambiaré|cambiarme|cambiarnos _ _ competencia|otra|otro|compañía|empresa',
        'comparando|comparar|comparé _ _ precio|precios|ofertas|oferta|presupuestos|presupuesto|tarifas',
        'por la|el mitad|mismo _ de|precio|dinero',
      ],
      subjects: ['competencia'],
    },
  },
} as const satisfies FrictionTopic;
