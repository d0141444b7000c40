import type { FrictionTopic } from '../friction.ts';

export const surpriseCosts = {
  id: 'surprise-costs',
  title: { en: 'Surprise costs', es: 'Costes inesperados' },
  describes: {
    en: 'A charge, fee or price that the customer did not expect.',
    es: 'Un cobro, una comisión o un precio que el cliente no esperaba.',
  },
  words: {
    en: {
      complaints: [
        'hidden|unexpected|extra|additional|surprise|surprising|undisclosed|unannounced|unexplained|sneaky|unauthorized|unauthorised|unknown|wrong|incorrect fee|fees|charge|charges|cost|costs|price|billing|payment|surcharge',
        'charged|billed|invoiced|debited|charge|charging|bill _ _ _ twice|double|extra|again|more|wrong|wrongly|without|incorrectly|three|for',
        'double|twice|wrongly|incorrectly charged|billed|charge|billing|invoiced|debited',
        'overcharge*|surcharge*|over-charged',
        'price|prices|rate|bill|invoice|fee|tariff|subscription|renewal|cost ... went|gone|increased|doubled|rose|raised|higher|tripled|jumped _ up|than|without|again|from|to|by',
        'price|rate|fee|tariff increase|increases|hike|hikes|rise',
        'raised|increased|doubled|raise|changed|changing _ price|prices|rate|rates|fee|fees|tariff',
        'invoice|bill|quote|total|amount ... wrong|incorrect|higher|more|mistake|error|twice|double|shock|surprise',
        'wrong|incorrect|higher invoice|bill|amount',
        'did|was|were not|never agree|agreed|expect|expected|told|mentioned|authorise|authorize|quoted ... cost|charge|fee|price|pay|paying|amount',
        'more than agreed|quoted|promised|advertised|expected',
        'shipping|delivery|handling costs|cost|fee|fees ... high|expensive|ridiculous|not|outrageous|more|appeared|added|too',
        'charge on|in my|our',
        'auto-renew*|auto-renewal',
      ],
      subjects: ['charge|charges|charged|fee|fees|bill|billing|invoice|surcharge|price|prices'],
    },
    es: {
      complaints: [
        'cobro|cobros|cargo|cargos|coste|costes|costo|costos|gasto|gastos|comisión|comisiones|tarifa|tarifas|recargo|recargos ... extra|extras|oculto|ocultos|oculta|ocultas|sorpresa|adicional|adicionales|inesperado|inesperados|duplicado|duplicados|indebido|indebidos|doble|dobles|desconocido|desconocidos|injustificado|raro|que|no',
        'doble|extra cobro|cargo|facturación',
        'cobr*|factur*|cargaron|cargado|cargan ... dos|doble|tres|de|más|extra|sin|indebid*|mal|varias|demás veces|más|mas|avisar|permiso|autorización|por|el|doble|consentimiento|aviso|mi',
        'cobr*|factur*|cargaron|cargan ... doble|indebid*|extra|duplicado|mal',
        'me|nos|te están|siguen|_ cobr* algo|cosas|una|un|por|más|el|lo ... no|pedí|sin|acordado|pactado|caro',
        'sube|subir|suben|subieron|subida|subió|aumentaron|aumento|subido|incremento|incrementaron|cambiar|cambiaron|cambian ... precio|precios|tarifa|tarifas|cuota|recibo|factura',
        'precio|factura|recibo|importe|total|tarifa|cuota ... no coincide|cuadra|era|es|corresponde|esperaba|entiendo',
        'factura|recibo|importe|monto ... equivocad*|incorrect*|errónea|mal|doble|mayor|inflad*|alta|alto|altísim*|error|errores|duplicad*|más',
        'gastos|costo|coste|costos de|del envío ... car*|altos|alto|ridícul*|excesiv*|abusiv*|inesperad*|no|desorbitad*|más',
        'más|mas de lo|que|del acordado|prometido|pactado|que|presupuestado|anunciado|presupuesto',
        'sobrecargo*|sobrecoste*|sobrecosto*|sobreprecio*',
        'no esperaba|autoricé|autorizado|pedí|acepté|contraté|reconozco|solicité _ _ cobro|cargo|pago|pagar|importe',
        'cobro|cargo que|sin|no no|autorización|reconozco|autorizado|esperaba|autoricé|pedí',
        'letra chica|pequeña',
      ],
      subjects: [
        'cobro|cobros|cobraron|cargo|cargos|comisión|comisiones|factura|facturas|facturación|recibo|tarifa|tarifas|precio|precios|cuota',
      ],
    },
  },
} as const satisfies FrictionTopic;
