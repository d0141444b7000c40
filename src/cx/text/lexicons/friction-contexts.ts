/** What stands around words of a friction topic and says that they are about something else. Notation of phrases: phrases.ts. */
import type { Language } from '../../model/text.ts';

export interface FrictionContexts {
  /** Pages and forms about deliveries and returns: what is wrong with them is wrong with a page. */
  readonly pages: readonly string[];
  /** Terms of delivery and returns, told or asked for: no complaint. */
  readonly terms: readonly string[];
  /** What may come late and is no delivery. */
  readonly otherThings: string;
  /** What is delivered. */
  readonly goods: string;
  /** Words of lateness. */
  readonly late: string;
  /** Who does not answer is slow, whatever the question is about. */
  readonly answering: string;
}

const NUMBER_EN = '1*|2*|3*|4*|5*|6*|7*|8*|9*|two|three|four|five|seven|ten|fourteen|thirty|sixty';
const NUMBER_ES = '1*|2*|3*|4*|5*|6*|7*|8*|9*|dos|tres|cuatro|cinco|siete|diez|catorce|quince|treinta|sesenta';

export const FRICTION_CONTEXTS: Readonly<Record<Language, FrictionContexts>> = {
  en: {
    pages: [
      'delivery|deliveries|shipping|shipment|shipments|order|orders|return|returns|refund|refunds|tracking|parcel _ page|pages|site|website|form|forms|screen|section|link|button|portal|app|tab|tool|menu',
      'page|pages|site|website|form|screen|section|link|button|portal|app|tab|menu of|for|about|with _ delivery|deliveries|shipping|shipments|order|orders|return|returns|refund|refunds|parcels',
    ],
    terms: [
      `delivery|deliveries|shipping|dispatch|return|returns|refund|refunds|exchange|exchanges|orders take|takes _ _ _ ${NUMBER_EN} _ _ day|days|hours`,
      `return|returns|returned|returning|refund|refunds|refunded|exchange|exchanged|send|sent|deliver|delivers|delivered|delivery|arrive|ship|ships|shipped _ _ _ within|in|up _ _ ${NUMBER_EN} _ day|days|hours|weeks`,
      `within|in _ ${NUMBER_EN} _ day|days|weeks of|from|after _ delivery|purchase|receipt|receiving|buying`,
      `received|got|bought|arrived|delivered _ _ ${NUMBER_EN} day|days|week|weeks ago`,
    ],
    otherThings: `report reports invoice invoices bill bills statement statements answer answers reply replies response responses email emails e-mail e-mails mail message messages
      technician technicians engineer engineers agent agents salary payment payments document documents contract contracts notification notifications update updates reminder data train bus`,
    goods: `order orders parcel parcels package packages delivery deliveries shipment shipments box boxes item items goods product products letter food replacement packaging courier driver`,
    late: 'late delayed delay overdue weeks days hours week day hour',
    answering: `answer answers answered reply replies replied response responses respond responds responded nobody noone call calls called calling contact contacted hear heard news
      update updates support queue hold`,
  },
  es: {
    pages: [
      'página|páginas|web|sitio|apartado|sección|formulario|botón|pantalla|enlace|portal|app|aplicación|menú|pestaña de|del|para|con _ entrega|entregas|devolución|devoluciones|pedido|pedidos|envío|envíos|reembolso|reembolsos|seguimiento|paquete|paquetes',
    ],
    terms: [
      `entrega|entregas|envío|envíos|devolución|devoluciones|reembolso|reembolsos|cambio|cambios|pedidos tarda|tardan|se _ _ _ ${NUMBER_ES} _ _ día|días|horas`,
      `devolver*|devuelv*|devolución|devoluciones|cambiar*|reembols*|entreg*|envi* _ _ en|de|plazo|hasta|dentro _ _ _ ${NUMBER_ES} _ día|días|horas|semanas`,
      `plazo|plazos de ${NUMBER_ES} día|días|horas|semanas`,
      `dentro de los|las ${NUMBER_ES} día|días|horas|semanas`,
      `recibí|llegó|compré|recibimos|compramos _ _ hace ${NUMBER_ES} día|días|semana|semanas`,
    ],
    otherThings: `informe informes factura facturas recibo recibos respuesta respuestas correo correos email emails mail mensaje mensajes aviso avisos notificación notificaciones técnico técnicos
      técnica instalador operario agente nómina pago pagos documento documentos contrato contratos dato datos autobús tren`,
    goods: `pedido pedidos paquete paquetes entrega entregas envío envíos caja cajas producto productos artículo artículos mercancía encomienda repuesto compra mensajero repartidor transportista
      mensajería reparto embalaje comida`,
    late: 'tarde retraso retrasado retrasada retrasados retrasadas demora semanas dias horas semana dia hora',
    answering: `respuesta respuestas responde responden responder respondido contesta contestan contestar contestado contestó contestación nadie llama llaman llamado llamar llamada llamando atiende
      atienden atender noticias soporte cola espera teléfono`,
  },
};
