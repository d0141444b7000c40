import type { Topic } from '../../world.ts';
import type { TopicTexts } from '../text-bank.ts';

export const deliveryTexts = {
  late_delivery: {
    calm: [
      [
        'Where is order {order}?',
        'My {product} was due on {day} and the tracking has not moved since. Could you check where it is?',
      ],
      [
        'Delivery update please',
        'Order {order} was meant to arrive on {day}. No drama, I just need to know which day to be at home.',
      ],
      ['Tracking not moving', "The tracking link for {order} still says 'label created'. Is it actually on its way?"],
      [
        'Can I change the delivery day?',
        'I see {order} slipped past {day}. If it is going to be this week, could it be Thursday? I work from home then.',
      ],
      [
        'Half the order came',
        'The {product} arrived but the sensors from the same order ({order}) did not. Are they coming separately?',
      ],
      [
        'Waiting for the courier',
        'Courier said they tried on {day} but I was in all day. Can you ask them to try again?',
      ],
    ],
    upset: [
      [
        'Still no delivery, {days} days late',
        '{days} days late now. I took a morning off for nothing and nobody had the courtesy to ring. Where is order {order}?',
      ],
      [
        'Promised for {day}',
        "You promised {day}. It is well past {day}. I'm really disappointed, especially after paying for express delivery.",
      ],
      [
        'Third new date',
        "This is the third delivery date you have given me for {order}. I don't believe any of them any more. Either send it or refund me.",
      ],
      [
        'Nobody knows where my parcel is',
        'The courier says you have it, you say the courier has it. Meanwhile I have no heating. This is ridiculous.',
      ],
      [
        'Delivery fiasco',
        'Paid {amount} for next-day delivery and waited {days} days. I want the delivery charge back at the very least.',
      ],
    ],
  },
  damaged_delivery: {
    calm: [
      [
        '{product} arrived with a dent',
        'Box looked fine but the {product} inside has a dent on one side. It works, but can I have a replacement cover?',
      ],
      [
        'Cracked screen on arrival',
        'Unpacked the {product} today and the display is cracked. Photos attached. What do you need from me?',
      ],
      ['Missing part in the box', 'Everything came except the bag of screws. Could you pop one in the post?'],
      ['Wrong item', 'I ordered the {product} and received the smaller model. Happy to swap, just tell me how.'],
    ],
    upset: [
      [
        'Arrived smashed to pieces',
        'The {product} arrived in pieces. The box was soaking wet and someone had clearly dropped it. Absolutely awful packaging.',
      ],
      [
        'Second damaged unit',
        'The replacement is broken as well! Does anyone check these before they leave the warehouse?',
      ],
      [
        'Used, not new',
        "I paid for a new {product} and this one has scratches and somebody else's wifi saved on it. I feel cheated.",
      ],
      [
        'Water everywhere',
        'The humidifier was delivered with a split tank and it has ruined my carpet. I want to speak to someone in charge today.',
      ],
    ],
  },
  returns: {
    calm: [
      ['How do I return the {product}?', 'It is a lovely bit of kit but too big for our hall. How do I send it back?'],
      ['Return label', 'Could you email me a return label for {order}? The printer ate the last one, sorry.'],
      ['Refund timing', 'Sent the {product} back on {day}. When should I expect the {amount} on my card?'],
      ['Swap for the larger one', 'Can I exchange the {product} for the next size up and pay the difference?'],
      [
        'Is the box needed?',
        'I would like to return a sensor. Does it have to be in the original box? I may have recycled it...',
      ],
    ],
    upset: [
      [
        'Refund still missing',
        "You received my return on {day} and I still haven't seen a penny of the {amount}. How long does it take to press a button?",
      ],
      [
        'Return refused, why?',
        "My return was refused because of 'signs of use'. It was faulty! Of course I used it, that's how I found out.",
      ],
      [
        'Too many hoops',
        "A form, photos, then the same form again, and now you want me to find a printer. It shouldn't be this hard to send something back.",
      ],
      [
        '{days} days and no refund',
        "Every time I ask, it's 'three to five working days'. It has been {days}. Please stop sending me the same sentence.",
      ],
    ],
  },
} as const satisfies Partial<Record<Topic, TopicTexts>>;
