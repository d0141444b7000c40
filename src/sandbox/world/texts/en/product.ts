import type { Topic } from '../../world.ts';
import type { TopicTexts } from '../text-bank.ts';

export const productTexts = {
  technical_fault: {
    calm: [
      [
        '{product} offline since {day}',
        'The {product} shows as offline in the app since {day}. Router is fine, everything else is connected. Any ideas?',
      ],
      ['Battery drains quickly', 'The sensor battery went from full to 20% in a week. Is that normal?'],
      ['Schedule runs an hour late', 'Since the clocks changed the heating comes on an hour late. Easy fix?'],
      [
        'Beeping at night',
        "The {product} beeps every few minutes at night. Not loud, but my daughter can't sleep. How do I stop it?",
      ],
      ['Error E14', 'Display says E14. The manual stops at E12. What does it mean?'],
      [
        "App won't refresh",
        'The readings in the app are stuck at yesterday evening. I have reinstalled it, same thing.',
      ],
      [
        'Wifi question',
        "Changed my broadband supplier and now the {product} can't find the new wifi. What do I press?",
      ],
      ['Temperature reads two degrees high', 'It says 22, my old thermometer says 20. Can it be calibrated?'],
    ],
    upset: [
      [
        'No heating, {product} dead',
        'The {product} is dead and the house is at 14 degrees with a baby in it. I need someone here today, not a link to an article.',
      ],
      ['Broken again', "It broke in October, you fixed it, and it's broken again. Same fault. I'm losing patience."],
      ['App crashes constantly', 'Your app crashes every single time I open it. Did anybody test that update?'],
      [
        'Useless after the update',
        'The update turned my {product} into a brick. It worked perfectly on {day}. Why do you push these things at night?',
      ],
      [
        '{days} days without hot water',
        "{days} days without hot water now. I've followed every step your colleagues sent. Nothing works. Please send an engineer.",
      ],
      [
        'Alarm went off at 3am',
        "The {product} set off a false alarm at 3am for the second time this week. The whole street is awake. I've pulled the plug.",
      ],
    ],
  },
  login: {
    calm: [
      [
        'Password reset email not arriving',
        'I asked for a new password twice and no email came. Checked spam too. Could you send it by hand?',
      ],
      [
        'New phone, locked out',
        'Got a new phone and the app wants a code from the old one, which is in a drawer with a dead battery.',
      ],
      ['Change of email', 'I no longer have access to my old work email. How can I change the login?'],
      ['Add my partner', 'How do I give my partner access to the app? Thanks :)'],
      ['Code never comes', "The six-digit code doesn't arrive by text. Email would be fine, is that possible?"],
    ],
    upset: [
      [
        'Locked out for days',
        'I have been locked out of my own heating for {days} days because of your login. Do you realise how absurd that is?',
      ],
      [
        'Why do I need an account?',
        "Why on earth do I need to register to see a manual for something I've already paid for?",
      ],
      ['Reset loop', 'Your password reset sends me round in circles: link expired, new link, link expired. I give up.'],
    ],
  },
  installation: {
    calm: [
      [
        'Book an installation',
        "We'd like to book the installation of the {product}. Mornings are best, any day but Wednesday.",
      ],
      ['Does it fit my boiler?', 'Does the {product} work with a combi boiler from 2014? Photo attached.'],
      ["Engineer's visit on {day}", 'Could the engineer come after two? I only just saw I have a dentist appointment.'],
      ['Wiring question', 'I have a red, a blue and a mysterious grey wire. Where does the grey one go?'],
      ['Can I fit it myself?', "I'm fairly handy. Can I fit the {product} myself without losing the guarantee?"],
    ],
    upset: [
      [
        'Engineer never came',
        "Waited in from eight until six on {day}. No engineer, no call, no message. That's a day's holiday gone.",
      ],
      [
        'Botched installation',
        "Your engineer left a hole in the wall and a {product} that hangs crooked. I'm not paying for that.",
      ],
      [
        'Third appointment cancelled',
        "You've now cancelled three appointments, the last one by text ten minutes before. What is going on?",
      ],
    ],
  },
  feature_request: {
    calm: [
      [
        'Idea: holiday mode',
        'It would be great to have a holiday mode that comes back on by itself the day before we return.',
      ],
      ['Export to a spreadsheet', 'Any chance of exporting the readings to a spreadsheet? I love a good chart.'],
      ['Welsh in the app?', 'My mum would use the app if it had Welsh. Just putting it out there!'],
      ['Shared alerts', 'Could alerts go to two phones at once? My husband never hears his.'],
      ['Dark mode', 'Please, please, dark mode. My eyes thank you in advance 🙏'],
      ['Voice assistant', 'Is there a plan for the {product} to talk to the usual voice assistants?'],
    ],
    upset: [
      [
        'Where did the weekly view go?',
        'You removed the weekly view in the last update. That was the one thing I used. Please bring it back.',
      ],
    ],
  },
} as const satisfies Partial<Record<Topic, TopicTexts>>;
