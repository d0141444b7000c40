import type { TopicId } from '../../../../../src/cx/text/topics.ts';

/** One complaint a line, as customers put it. Written after the words of the topics; a new rule is tried elsewhere. */
export const complaints: Readonly<Record<TopicId, Readonly<Record<'en' | 'es', string>>>> = {
  'process-complexity': {
    en: `Eight forms to open one account is absurd.
The claims procedure is far too bureaucratic.
So much paperwork for a tiny refund`,
    es: `Ocho formularios para abrir una cuenta, es absurdo.
El procedimiento de reclamación es demasiado burocrático.
Cuánto papeleo para una devolución mínima`,
  },
  usability: {
    en: `I could not work out how to change my password.
The website is a confusing mess.
Your interface is anything but intuitive.`,
    es: `No supe cómo cambiar mi contraseña.
La web es un caos y no se entiende nada.
La interfaz es cualquier cosa menos intuitiva.`,
  },
  'forced-registration': {
    en: `Do I really need to register just to get a price?
You should let people buy without an account.
Being forced to sign up made me leave.`,
    es: `¿De verdad tengo que registrarme para ver un precio?
Deberían dejar comprar sin cuenta.
Me fui porque obligan a crear un usuario.`,
  },
  'missing-information': {
    en: `No one informed us that the office would be closed.
The instructions were incomplete.
Your site does not say what the plan includes.`,
    es: `Nadie nos informó de que la oficina estaría cerrada.
Las instrucciones estaban incompletas.
Su página no dice qué incluye el plan.`,
  },
  'surprise-costs': {
    en: `Why is there an extra fee on my invoice?
They charged my card without asking.
Suddenly the bill was twice as high.`,
    es: `¿Por qué hay un cargo extra en mi factura?
Me cobraron sin preguntar.
De repente la factura era el doble.`,
  },
  'payment-options': {
    en: `My payment was refused again.
You do not accept cash or bank transfers.
There is no way to pay monthly.`,
    es: `Otra vez me rechazaron el pago.
No aceptan efectivo ni transferencia.
No hay forma de pagar mes a mes.`,
  },
  'price-comparison': {
    en: `Another shop sells it for much less.
It is simply too expensive.
I can find cheaper offers online.`,
    es: `Otra tienda lo vende por mucho menos.
Sencillamente es demasiado caro.
En internet hay ofertas más baratas.`,
  },
  indecision: {
    en: `We have not made a decision yet.
I am still thinking about it.
I don't know whether to take the big one or the small one.`,
    es: `Todavía no hemos decidido nada.
Aún me lo estoy pensando.
No sé si quedarme con el grande o con el pequeño.`,
  },
  'technical-problems': {
    en: `The website keeps giving me an error.
My router drops the connection all the time.
The printer won't turn on.`,
    es: `La web me da error continuamente.
El router pierde la conexión todo el tiempo.
La impresora no enciende.`,
  },
  'lack-of-trust': {
    en: `I don't think my data is safe here.
This company is a scam.
They deceived us about the contract.`,
    es: `No creo que mis datos estén seguros aquí.
Esta empresa es una estafa.
Nos engañaron con el contrato.`,
  },
  distractions: {
    en: `Way too many emails from you.
Your site is full of pop-ups.
Please stop calling me with offers.`,
    es: `Me llegan demasiados correos suyos.
Su página está llena de ventanas emergentes.
Dejen de llamarme con ofertas, por favor.`,
  },
  'time-urgency': {
    en: `Nobody answered the phone for forty minutes.
It takes forever to get a reply.
I've been waiting since Tuesday.`,
    es: `Nadie contestó el teléfono en cuarenta minutos.
Tardan una eternidad en responder.
Llevo esperando desde el martes.`,
  },
  'wrong-moment': {
    en: `They tried to sell me a new plan while my line was dead.
You rang me during dinner about an offer.
A satisfaction survey before anything was solved, really?`,
    es: `Intentaron venderme otro plan con la línea cortada.
Me llamaron en plena cena por una oferta.
¿Una encuesta de satisfacción antes de resolver nada?`,
  },
  'repeating-oneself': {
    en: `I had to tell my story to five agents.
They keep asking me for the same documents.
Sent from one department to another for a week.`,
    es: `Tuve que contar mi historia a cinco agentes.
Me piden una y otra vez los mismos documentos.
Una semana de un departamento a otro.`,
  },
  'broken-promise': {
    en: `You said someone would come on Monday and nobody came.
They broke their promise again.
The engineer did not turn up.`,
    es: `Dijeron que vendría alguien el lunes y no vino nadie.
Otra vez incumplieron su promesa.
El técnico no apareció.`,
  },
  delivery: {
    en: `My order has not arrived yet.
They delivered the wrong colour.
The package was soaked and torn.`,
    es: `Mi pedido todavía no ha llegado.
Me entregaron el color equivocado.
El paquete venía mojado y roto.`,
  },
  returns: {
    en: `I am still waiting for my refund.
The shop refuses to take the jacket back.
How do I get my money back?`,
    es: `Sigo esperando el reembolso.
La tienda no quiere aceptar la devolución.
¿Cómo hago para que me devuelvan el dinero?`,
  },
};

/** What names the matter of a topic and complains of nothing. */
export const noComplaint: Readonly<Record<'en' | 'es', string>> = {
  en: `The form was short and clear.
I found everything at once.
I created my account yesterday.
All the information I needed was on the page.
There were no extra charges.
I paid by card and it worked.
The price is what I expected.
We decided on the blue one.
The bug is fixed now, thank you.
I trust them completely.
I unsubscribed with one click.
They replied within an hour.
She called at just the right time.
I only had to explain it once.
They did exactly what they promised.
The courier was on time.
The refund arrived the next day.
Which documents do you need?
Can I pay in instalments?
When does the warranty end?
My order number is 4711.
Please call me on Monday.
The technician was very friendly.
I do not have any complaint.`,
  es: `El formulario era corto y claro.
Encontré todo enseguida.
Ayer creé mi cuenta.
Toda la información que necesitaba estaba en la página.
No hubo ningún cargo extra.
Pagué con tarjeta y funcionó.
El precio es el que esperaba.
Nos decidimos por el azul.
El fallo ya está arreglado, gracias.
Confío plenamente en ellos.
Me di de baja del boletín con un clic.
Respondieron en menos de una hora.
Me llamó justo en el momento adecuado.
Solo tuve que explicarlo una vez.
Hicieron exactamente lo que prometieron.
El mensajero llegó a su hora.
El reembolso llegó al día siguiente.
¿Qué documentos necesitan?
¿Puedo pagar a plazos?
¿Cuándo termina la garantía?
Mi número de pedido es el 4711.
Por favor, llámenme el lunes.
El técnico fue muy amable.
No tengo ninguna queja.`,
};
