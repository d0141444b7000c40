import { englishComplaints } from './english-complaints.ts';
import { englishFormulas } from './english-formulas.ts';
import { englishPraise } from './english-praise.ts';
import { englishWords } from './english-words.ts';
import type { Lexicon } from './lexicon.ts';

export const english: Lexicon = {
  language: 'en',
  words: englishWords,
  whenNegated: [
    [
      -2.2,
      `work works worked working function functions functioning respond responds responded responding responsive answer answers answered reply replies
      replied deliver delivers delivered arrive arrives arrived show shown showed care cares cared listen listens listened
      trust recommend renew renewing solved resolved fixed honor honour honoured`,
    ],
    [
      -1.7,
      `help helped helps load loads loaded loading open opens opened start starts print prints sync syncs synced connect connects charge charges turn turns access
      log login sign find reach reached contact call calls called phone get gets got back happen happened come came appear accept accepts
      accepted allow allowed allows pay paid use used understand understood explain explained include included inform informed tell told
      notified refund refunded received receive ready available afford like enough keep kept
      heard buy return returned returning complete completed cancel stop stopped last lasts lasted clear send sent ship shipped update updated
      acknowledge acknowledged deserve deserved want maintain maintains hold holds fit fits match matches stay stays meet meets sound feel transfer boot`,
    ],
  ],
  idioms: [...englishPraise, ...englishFormulas, ...englishComplaints],
  negators: `not no never neither nor none nobody nothing nowhere without cannot cant dont doesnt didnt wont wouldnt couldnt shouldnt isnt wasnt arent werent hasnt
    havent hadnt aint can't don't doesn't didn't won't wouldn't couldn't shouldn't isn't wasn't aren't weren't hasn't haven't hadn't ain't mustn't needn't didnt dont didn doesn wasn isn couldn wouldn
    hardly barely scarcely rarely seldom zero lacks lacking`,
  concordantNegators: '',
  intensifiers: [
    [
      0.6,
      `extremely incredibly absolutely completely totally utterly exceptionally insanely ridiculously tremendously immensely unbelievably hugely uber
      damn dang hella freaking friggin friggen frickin fricking fucking bloody insanely beyond thoroughly overwhelmingly`,
    ],
    [
      0.35,
      `very really so too such truly highly super deeply greatly especially particularly remarkably genuinely seriously fully quite most more
      much many lots always constantly continually repeatedly terribly awfully purely entirely definitely majorly considerably
      substantially vastly wholly enormously intensely amazingly`,
    ],
    [
      -0.4,
      `slightly somewhat kinda sorta partly partially marginally fairly rather little bit almost nearly occasionally sometimes moderately
      mildly relatively only less`,
    ],
  ],
  contrasts: [
    'but',
    'however',
    'nevertheless',
    'nonetheless',
    'yet',
    'though',
    'although',
    'even though',
    'whereas',
    'except',
    'still ,',
    'on the other hand',
    'unfortunately',
    'despite',
    'in spite of',
  ],
  concessions: 'although though even whereas despite in',
  conditions: ['if', 'unless', 'whether', 'in case', 'hopefully', 'i wish', 'let me know', 'should you'],
  connectors: 'because since so then which who while when until as after before that and',
  courtesy: 'thanks thank thankyou thx tx tnx ty cheers',
  ironicOpenings: [
    'great|wonderful|fantastic|brilliant|perfect|lovely|awesome|amazing|excellent|superb|marvellous|marvelous|terrific|fabulous|nice|cool|bravo|congratulations',
    'just|how|simply great|wonderful|fantastic|brilliant|perfect|lovely|nice|marvellous|marvelous',
    'well done',
    'nice|great|good job|work|one',
  ],
  ironicPreludes: 'oh ah well so wow ok okay and',
  ironicTurns: 'another yet again now once still',
  anger: [
    [
      0.9,
      [
        'furious|livid|enraged|outraged|infuriat*|seething|fuming|irate',
        'fuck*|shit*|bullshit|asshole*|bastard*|wtf|ffs|bitch*|motherf*',
        'scammers|scammer|crooks|thieves|criminals|liars',
        'how dare you',
        'sick and tired',
        'go to hell',
        'sue|suing you',
        'legal action',
        'my lawyer|lawyers|attorney|solicitor',
        'fed up',
        'had it with',
      ],
    ],
    [
      0.6,
      [
        'angry|anger|angered|angrily|mad|rage|outrage*|disgust*|despicable|shameful|disgrace*',
        'ridiculous|rediculous|absurd|pathetic|laughable|joke|farce|shambles|idiot*|stupid|crap|crappy|damn*|hell|piss*|sucks|sux',
        'unacceptable|inexcusable|unforgivable|outrageous|scandalous|appalling|insult*',
        'i|we demand',
        'lawyer|attorney|solicitor|ombudsman|trading standards|consumer protection|small claims|chargeback|police',
        'rip off|ripoff',
        'worst _ _ ever',
        'never again',
        'beyond a joke',
        'enough is enough',
        'last straw|warning',
        'what a joke|shame|disgrace',
        'you people',
        'do your job',
        'scam|fraud|cheated|robbed|stole|stealing',
      ],
    ],
    [
      0.35,
      [
        'upset|annoyed|annoying|irritat*|frustrat*|exasperat*|hate|unbelievable|seriously',
        'terrible|horrible|awful|dreadful|disaster',
        'once|yet again',
        'still waiting',
        'wast* my|our time',
        'tired of',
      ],
    ],
  ],
  functionWords: `the and of to in is are was were it its it's this that these those you your we our they their i my me he she his her with for on at by from as have has had do does
    did not don't doesn't didn't can can't cannot will would could should what when where which who why how there here be been being am i'm i've you're
    we're they're if but or so because about into after before than then them us an any some all just only also very too more most no yes please
    thanks thank hello hi hey dear still never nothing nobody again while whose let's isn't wasn't won't it'll i'd we'd get got up out off over under through since until`,
};
