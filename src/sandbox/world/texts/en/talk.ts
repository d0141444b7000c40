import type { TextBank } from '../text-bank.ts';

type Talk = Omit<TextBank, 'tickets' | 'comments'>;

/** What is said outside tickets and surveys. */
export const talk: Talk = {
  products: [
    'smart thermostat',
    'air purifier',
    'humidity sensor',
    'boiler control',
    'gateway',
    'radiator valve',
    'ventilation unit',
  ],
  resolutions: {
    delivery: [
      'Traced with the courier and delivered.',
      'Replacement sent and received.',
      'Return received, refund issued.',
    ],
    money: [
      'Refunded, confirmation sent.',
      'Corrected invoice sent.',
      'Explained the charge; the customer agrees.',
      'Account updated as asked.',
    ],
    product: [
      'Setting corrected from our side.',
      'Engineer visited, fault fixed.',
      'Explained the steps; the customer confirms that it works.',
      'New firmware installed, no fault since.',
    ],
    relation: [
      'Answered with a link to the guide and a short summary.',
      'Passed on to the team, customer informed.',
      'Thanked the customer.',
    ],
  },
  inquiries: [
    ['New tenant in flat 3', 'We have a new tenant. Could you change the name on the account, please?'],
    ['Spare remote', 'Could you quote me for a spare remote for the {product}? No rush.'],
    ['Annual check', "Is our annual check due? I've lost track, sorry."],
    ['Photos of the installation', 'Here are the photos of the plant room you asked for. Shout if you need more.'],
    ['Thank you for the calendar', 'The calendar arrived, the kids love it. Thanks!'],
    ['Meeting next week', 'Tuesday at ten works for me. Shall we do it by video?'],
    [
      'Opening a second shop',
      "We're opening a second shop in spring and will need the same set-up. Can we talk in the new year?",
    ],
    ['Report received', 'Got the report, all clear. Nice to see the numbers going the right way.'],
    [
      'Holiday closure',
      "We're closed for two weeks in August, in case you notice the readings are flat. Nothing is broken!",
    ],
    ['New contact for invoices', 'From next month please send the invoices to accounts@ instead of me.'],
    ['Quick question', 'Does the {product} have to stay upright when we move it? Asking before I do something silly.'],
    ['Feedback on the visit', 'The visit went well, he was on time and very polite. Nothing to add.'],
  ],
  thanks: [
    ['Thanks', 'That did the trick, thank you!'],
    ['Solved', 'All working again. Appreciate the quick help.'],
    ['Perfect', "Perfect, that's all I needed. No further questions."],
    ['Great', 'Works now, you can close this. Have a good weekend!'],
    ['Cheers', 'Cheers {agent}, you were right about the battery 🙈'],
    ['Received', 'Arrived this morning, all good. Thanks again.'],
  ],
  replies: {
    delivery: [
      [
        'Your delivery',
        "Hello {name},\n\nSorry about this. I've asked the warehouse and will write to you again by tomorrow noon with a date.\n\nKind regards,\n{agent}",
      ],
      [
        'Your delivery',
        'Hi {name},\n\nI have the courier on the other line: your parcel is at the depot and will be with you on the next round.\n\n{agent}',
      ],
      [
        'Your delivery',
        'Hi {name},\n\nThank you for the details. A replacement leaves us today; please keep the old one until our courier collects it.\n\nBest,\n{agent}',
      ],
    ],
    money: [
      [
        'Your account',
        "Hi {name},\n\nThanks for pointing this out. I've checked it with accounts and we'll put it right: you will have a confirmation by e-mail.\n\n{agent}",
      ],
      [
        'Your account',
        'Hello {name},\n\nI have gone through your contract line by line. Attached is what was billed and why. Tell me if anything is unclear.\n\nKind regards,\n{agent}',
      ],
      ['Your account', 'Hi {name},\n\nDone as you asked. You will see it on the next invoice.\n\n{agent}'],
    ],
    product: [
      [
        'Your message',
        "Hi {name},\n\nThanks for getting in touch. I've had a look and I know what this is. Could you try the two steps below and tell me what you see?\n\n{agent}",
      ],
      [
        'Your message',
        "Hello {name},\n\nI'd like to see this for myself: may I connect to your {product} for five minutes this afternoon?\n\n{agent}",
      ],
      [
        'Your message',
        "Hi {name},\n\nI have corrected it on our side. You don't need to do anything, but please tell me if it comes back.\n\n{agent}",
      ],
      [
        'Your message',
        'Hello {name},\n\nThis needs an engineer. I have reserved the first free visit for you; reply if the time does not suit.\n\nKind regards,\n{agent}',
      ],
    ],
    relation: [
      [
        'Your message',
        "Hi {name},\n\nThank you for writing. I've attached the page that answers this, and a short summary above it.\n\nBest,\n{agent}",
      ],
      [
        'Your message',
        'Hello {name},\n\nThank you, that is good to know. I have passed it on to the right people and will tell you what comes of it.\n\n{agent}',
      ],
      [
        'Your message',
        'Hi {name},\n\nThanks a lot for taking the time. If there is anything else, just reply to this message.\n\n{agent}',
      ],
    ],
  },
  recoveries: [
    [
      'About your answer',
      "Hi {name},\n\nI read your answer to our survey and I'm sorry. That's not how it should be. Can I call you this afternoon to put it right?\n\n{agent}",
    ],
    [
      'Thank you for being honest',
      "Hello {name},\n\nThank you for being so frank. I've looked into what happened and would like to make it up to you. When is a good moment to talk?\n\n{agent}",
    ],
    [
      'We let you down',
      'Hi {name},\n\nWe let you down and you told us so: thank you. Here is what I have done since this morning, and what happens next.\n\n{agent}',
    ],
  ],
  services: [
    [
      'Your annual check is due',
      'Hi {name},\n\nYour {product} is due its annual check. Which of these dates suits you?\n\n{agent}',
    ],
    [
      'Your monthly report',
      'Hi {name},\n\nYour monthly report is ready. Consumption is slightly below last month.\n\n{agent}',
    ],
    [
      'Appointment confirmed',
      'Hi {name},\n\nYour appointment is confirmed. The engineer will ring half an hour before.\n\n{agent}',
    ],
    [
      'Filter reminder',
      'Hi {name},\n\nThe filter of your {product} will soon need changing. A new one is on its way, no charge.\n\n{agent}',
    ],
    ['Welcome', 'Hi {name},\n\nWelcome! Here is all you need for the first week, on one page.\n\n{agent}'],
    [
      'Planned maintenance',
      'Hello {name},\n\nWe are updating our servers on Sunday between 2 and 4 a.m. Your heating carries on as usual.\n\n{agent}',
    ],
  ],
  sales: [
    [
      'A second {product}?',
      'Hi {name},\n\nMany of our customers add a second {product} upstairs. Shall I send you an offer?\n\n{agent}',
    ],
    ['An offer for you', 'Hi {name},\n\nUntil the end of the month the yearly plan is 10% off. Interested?\n\n{agent}'],
    [
      'Moving to the yearly plan',
      'Hello {name},\n\nYou would save two months by moving to the yearly plan. Happy to talk it through.\n\n{agent}',
    ],
  ],
  newsletters: [
    ['Five ways to a drier bathroom', 'Short showers are not one of them. Read on for five that work.'],
    ['What is new this season', 'A quieter fan, a clearer app and a new colour. Have a look.'],
    ['Ready for winter?', 'Bleed your radiators, check your filters, relax.'],
    ['How the Fishers cut their bill by a fifth', 'A terraced house, two teenagers and one clever schedule.'],
    ['Spring cleaning for your air', 'When to open the window and when not to.'],
  ],
  callsIn: [
    ['Question about the report', '{name} asked how to read the report. Explained, all clear.'],
    ['New address', '{name} rang to give us the new address. Updated.'],
    ['Extra sensor', 'Wants an extra sensor for the cellar, will order online. In a good mood.'],
    ['Guarantee', 'Asked how long the guarantee runs. Two more years. Happy with that.'],
    ['Move the visit', 'Asked to move the visit by a week. Done, no problem.'],
  ],
  callsOut: [
    ['Check-in', 'Spoke to {name}. All is well, nothing open.'],
    ['Welcome call', 'Welcome call. App installed, first schedule set together. Friendly chat.'],
    ['Quarterly call', 'Went through the quarter with {name}. Satisfied, mentions the quiet fan.'],
    ['Reminder of the visit', 'Reminded {name} of the visit. Will be at home.'],
    ['Follow-up on the order', 'Order has arrived, everything complete.'],
    ['How is the new {product}?', 'Asked about the new {product}. Works as it should, no questions.'],
    ['Renewal', 'Talked about the renewal. No obstacles, will confirm by mail.'],
  ],
  callsMissed: [
    ['Check-in', 'No answer. Will try again next week.'],
    ['Quarterly call', 'Left a message on the voicemail.'],
    ['Reminder', 'Line busy, sent a text instead.'],
    ['Check-in', 'Rang out twice.'],
  ],
  recoveryCalls: [
    ['About the survey answer', 'Apologised and listened. Agreed what we will do and by when.'],
    [
      'About the survey answer',
      '{name} was surprised that somebody called. Calmer at the end. Promised to ring again on Friday.',
    ],
    ['Call after a low score', 'Explained what went wrong. Offered a month free. Accepted with thanks.'],
    ['Call after a low score', 'Still annoyed, but appreciates the call. Wants to see it fixed first.'],
  ],
  meetings: [
    ['Yearly review', 'Went through the readings and the plan for next year. Good atmosphere.'],
    ['Site visit', 'Looked at the plant room together. Two sensors to be moved.'],
    ['Kick-off', 'Agreed dates for the installation and who does what.'],
    ['Renewal talk', 'Presented the renewal. Wants to think about the extra module.'],
    ['Training for the team', 'Showed the app to six people. Many good questions.'],
  ],
  notes: [
    'Prefers to be called before ten.',
    'Key is with the neighbour at number 12.',
    'Asked to be kept informed about the new sensor.',
    'Card and small gift sent for the first anniversary.',
    'Plans to extend the building next year, ask again in autumn.',
    'Speaks to us mostly through the office manager.',
    'Decision is taken by the board in January.',
    'Interested in the beta of the new app.',
    'Birthday in May, likes gardening.',
  ],
  lostReasons: [
    'Price',
    'Chose a competitor',
    'No budget this year',
    'Postponed',
    'Missing feature',
    'No answer',
    'Unexpected extra costs',
  ],
};
