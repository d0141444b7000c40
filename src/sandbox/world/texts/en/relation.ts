import type { Topic } from '../../world.ts';
import type { TopicTexts } from '../text-bank.ts';

export const relationTexts = {
  missing_info: {
    calm: [
      [
        'How often to change the filter?',
        "Quick one: how often should I change the filter in the {product}? The leaflet doesn't say.",
      ],
      [
        'Manual in English',
        'My {product} came with the manual in four languages, none of them English. Do you have a PDF?',
      ],
      ['Opening hours on bank holidays', 'Are you open on the bank holiday Monday?'],
      [
        'Guarantee',
        'How long is the guarantee on the {product}, and does it start with the order or the installation?',
      ],
      ['Energy report', "Where do I find the monthly energy report? I'm sure it's obvious, I just can't see it."],
      ['Which model do I have?', 'I need the exact model for the insurance. Is it on your system? No hurry at all.'],
      ['Data sheet', 'Could you send me the data sheet for the {product}? Our architect wants the dimensions.'],
    ],
    upset: [
      [
        "Can't find anything on your site",
        "I've spent an hour on your website looking for one simple answer. The search finds nothing. Is it a secret?",
      ],
      [
        'Contradictory instructions',
        'The leaflet says one thing, the website another and your agent a third. Which one is right?',
      ],
      [
        'Nobody can tell me',
        "Simple question: does it work without internet? I've asked three people and got three 'I'll get back to you'. Nobody did.",
      ],
    ],
  },
  trust: {
    calm: [
      [
        'Is this email from you?',
        "Got an email asking me to 'confirm my bank details'. It has your logo. Is it really from you?",
      ],
      ['What data do you keep?', 'What does the {product} record, and who can see it? Asking for a nervous spouse.'],
      ['Delete my old address', "Please delete my previous address from your records, I don't live there any more."],
    ],
    upset: [
      [
        "Somebody else's data in my app",
        "I can see somebody else's living room temperature in my app. If I can see theirs, who can see mine? This is really serious.",
      ],
      [
        'I never agreed to marketing',
        'I never agreed to marketing and I get three emails a week. Where did you get my number for the text messages?',
      ],
      [
        'Feels like a scam',
        'A caller who said he was from your company wanted my card number. If that was you, shame on you. If not, how did he know my order?',
      ],
    ],
  },
  praise: {
    calm: [
      [
        'Thank you, {agent}!',
        'Just wanted to say that {agent} was wonderful. Patient, funny, and the {product} works again.',
      ],
      [
        'Compliments to your engineer',
        'Your engineer took his shoes off, hoovered up after himself and explained everything twice. Ten out of ten.',
      ],
      [
        'Not a complaint for once',
        "You must get nothing but complaints, so here's the opposite: it works, it looks good, it's quiet. Well done.",
      ],
      ['Our bill went down', 'First winter with the {product} and the bill is down by a fifth. Cheers!'],
      ['Brilliant service', 'Ordered on Monday, fitted on Wednesday, warm by Thursday. Brilliant.'],
      ['My mother is delighted', 'My mother is 84 and uses your app. That says it all. Thank you ❤️'],
      [
        'Impressed',
        'I expected to wait on hold for an hour. {agent} picked up after two rings and sorted it. Impressed.',
      ],
      [
        'No problems in a year',
        "A year with the {product} today and not a single problem. Thought you'd like to know.",
      ],
    ],
    upset: [
      [
        'Thanks, in the end',
        "It took longer than it should have, but {agent} sorted it out in the end. Credit where it's due.",
      ],
    ],
  },
} as const satisfies Partial<Record<Topic, TopicTexts>>;
