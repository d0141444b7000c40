import type { Topic } from '../../world.ts';
import type { TopicTexts } from '../text-bank.ts';

export const moneyTexts = {
  surprise_charge: {
    calm: [
      [
        'What is this {amount}?',
        "There is a {amount} charge on my card from you on {day} that I don't recognise. Could you tell me what it's for?",
      ],
      [
        'Installation fee',
        'I thought installation was included, but the bill shows {amount} extra. Did I misread the offer?',
      ],
      [
        'Free trial ended?',
        'Looks like my trial turned into a paid plan on {day}. I must have missed the reminder. Can it be undone?',
      ],
      [
        'Charged twice',
        'I seem to have been charged twice for the same month. Probably just a glitch, but please check.',
      ],
    ],
    upset: [
      [
        'You took {amount} without asking',
        'You took {amount} out of my account without a word of warning. It went overdrawn because of you. I want it back today.',
      ],
      [
        'Hidden fee',
        "Nowhere, and I mean nowhere, does your site mention a 'connectivity fee'. Hiding {amount} in the small print is not on.",
      ],
      [
        'Charged after cancelling',
        "I cancelled in writing and you still charged me {amount} on {day}. That's theft in my book.",
      ],
      [
        'Price went up overnight',
        'My plan went up by {amount} and the first I heard of it was the bank statement. Not even an email. Unbelievable.',
      ],
    ],
  },
  billing: {
    calm: [
      ['Copy of invoice', "Could I have last month's invoice as a PDF? Our accountant is asking."],
      [
        'VAT number on the invoice',
        "Please add our VAT number to the invoices from now on. I'll reply with it once you confirm.",
      ],
      ['Change payment card', 'My old card expires soon. Where do I put in the new one?'],
      [
        'Purchase order reference',
        "Our finance team needs a PO reference on the invoice for {order}, otherwise they won't pay it. Can you reissue?",
      ],
      ['Pay by bank transfer', 'Can we pay the yearly fee by transfer rather than card?'],
      [
        'Invoice address',
        'We have moved. The new address is on our website, could you update the invoices please? Nothing else changes.',
      ],
    ],
    upset: [
      [
        'Wrong invoice, again',
        "This is the second month running that the invoice has the wrong amount. Last time you said it was fixed. It isn't.",
      ],
      [
        'Reminder for a bill I paid',
        "I've just had a payment reminder with a threat of late fees for an invoice I paid on {day}. Please check before you send things like that.",
      ],
      [
        'Nobody answers about the invoice',
        "I've asked accounts for a corrected invoice and heard nothing for {days} days. We can't close our month because of you.",
      ],
    ],
  },
  price: {
    calm: [
      ['Any discount for two sites?', "We're thinking of adding our second site. Is there a price break for two?"],
      [
        'Comparing plans',
        "I've got a quote from another supplier that is {amount} cheaper a year. I'd rather stay, can you do anything?",
      ],
      ['Charity rate', 'Do you have a rate for registered charities? Worth asking!'],
      ['Cost of a spare filter', 'What does a spare filter for the {product} cost, delivered?'],
    ],
    upset: [
      [
        'Too expensive for what it is',
        '{amount} for a plastic filter is a joke. I found the same thing online for a third of the price.',
      ],
      [
        'New customers pay less than me',
        'New customers pay {amount} less than I do after two years of loyalty. What does that say about you?',
      ],
      [
        'Why did it go up again',
        "Second price rise in a year. The service hasn't got any better, so what exactly am I paying for?",
      ],
    ],
  },
  renewal: {
    calm: [
      ['Renewal date', 'When does our contract renew, and do I need to do anything?'],
      [
        'Renewing, with one change',
        'Happy to renew. Could we drop one of the sensors from the plan? We closed that room.',
      ],
      [
        'Quote for next year',
        "Could you send over the renewal quote? The board meets on the 20th and I'd like to have it approved.",
      ],
      ['Yes to another year', 'Consider this a yes for another year. No changes, no questions. 🙂'],
      ['Notice period', 'Just checking the notice period in case we move premises next year.'],
    ],
    upset: [
      [
        'Renewed without my consent',
        'You renewed me for a year without asking. I was planning to leave in March. Please reverse it.',
      ],
      [
        'No answer about the renewal',
        'Our contract ends in {days} days and nobody has answered my questions about it. Do you want our business or not?',
      ],
      [
        'Not renewing on these terms',
        'The renewal quote is {amount} higher and includes things we never asked for. We are not signing this.',
      ],
    ],
  },
  cancellation: {
    calm: [
      [
        'Cancelling from next month',
        "We're moving abroad, so I need to cancel from the end of the month. It's been a pleasure.",
      ],
      [
        'Pause the subscription?',
        'Could I pause the subscription for three months while we renovate, rather than cancel?',
      ],
      [
        'How to cancel one of two',
        'I have two subscriptions by accident. How do I cancel one without losing the other?',
      ],
    ],
    upset: [
      [
        'Cancel my account',
        "I want to cancel. No, I don't want a discount, and no, I don't want a call. Just cancel it.",
      ],
      [
        'Why can I not cancel online?',
        "You can sign up in a minute but to leave you have to ring during office hours? That's a trap, not a service.",
      ],
      [
        'Third request to cancel',
        "I've asked to cancel three times now. Each time I get a 'special offer' instead. Please confirm in writing today.",
      ],
      [
        'Leaving',
        'After {days} days without heating and four different agents I have had enough. Tell me how to close the account.',
      ],
    ],
  },
} as const satisfies Partial<Record<Topic, TopicTexts>>;
