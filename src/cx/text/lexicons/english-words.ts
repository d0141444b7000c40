import type { WordsOfValence } from './lexicon.ts';

/** General English and the vocabulary of service, by valence. */
export const englishWords: readonly WordsOfValence[] = [
  [0, `confidential confidentiality confidentially`],
  [0.4, `improve lol lmao rofl haha hahaha hehe`],
  [
    3.6,
    `impeccable impeccably immaculate outstanding exceptional* phenomenal* flawless* superb* magnificent*
    unbeatable incredible* spectacular* perfection adore* adoring`,
  ],
  [
    3.2,
    `loved loveable lovable amazed amazes amaze magical tremendous magnificently excellent excelent excellently
    exellent amazing amazingly amazin fantastic* fantastik wonderful* awesome* awsome brilliant* fabulous* best
    stellar exquisite* terrific* marvellous* marvelous* extraordinary extraordinarily love loves loving luv lovin
    world-class first-class first-rate top-notch five-star unrivalled unrivaled unmatched masterpiece sublime
    perfect perfectly perfekt`,
  ],
  [
    2.7,
    `woohoo woo yippee yeehaw hurray exquisitely delectable scrumptious mouthwatering heartwarmingly delightfully
    stellar-service great greatest delighted delight delights delightful* thrilled ecstatic overjoyed superior
    impressed impressive* impress impresses lifesaver life-saver lovely gorgeous beautiful* fab stunning
    breathtaking blessed joy joyful* joyous enjoyable triumph* grateful* gratitude heartfelt invaluable splendid*
    remarkable remarkably dream dreamy bliss blissful* exceed exceeds exceeded exceeding wow yay hooray elated`,
  ],
  [
    2.3,
    `lucky luckily blessing blessings bless yum yumm mmm delicioso enjoyably prize romantic unforgettable memorable
    fascinating charmingly beautifully gourmet pleasantly rejoice thrilling refreshed cherish cherished treasure
    treasured admire admired admirable commendably satisfyingly enthused charm charmed hugs hug classy happy
    happier happiest happily happiness pleased pleasing pleasure pleasant* enjoy enjoys enjoyed enjoying glad
    gladly kudos bravo congratulations congrats congratulate* appreciate appreciates appreciated appreciating
    appreciation appreciative* helpful helpfulness commendable commend commended praise praised praises recommend
    recommends recommended recommending recommendable reccomend recomend reccommend recommendation recommendations
    satisfied satisfying satisfaction win winner winners winning success successful* successes celebrate* charming
    cheerful* excited exciting excites excitement inspiring inspired fantabulous gem gold golden hero heroes star
    stars superstar rockstar rocks smile smiles smiled smiling smart smartest genius trustworthy reliability
    dependable generous* generosity heartwarming welcoming warmth enthusiastic* enthusiasm passionate passion`,
  ],
  [
    1.9,
    `appealing flavorful flavourful juicy tender moist creamy savory savoury tasteful spacious roomy authentic
    succulent legit accommodating accomodating powerful sunny pampered well-priced well-maintained decent-priced
    thoughtful fairly-priced neat superbly effortlessly thriving wholesome pleasurable gentle gentleman obliging
    humble sincere sincerely tactful diplomatic warm-hearted well-made well-built well-designed well-thought
    well-trained well-written problem-free trouble-free stress-free error-free risk-free no-brainer worry-free
    lightweight quiet quieter cosiest pain-free crisp polished refreshing uplifting feature-rich cost-effective
    energy-saving hard-working hardworking good goood gud nice nicer nicest nicely friendly friendlier friendliest
    friendliness kind kinder kindest kindly kindness polite* courteous* courtesy caring attentive* thoughtful*
    considerate* patient patiently respectful* professional* professionalism knowledgeable knowledgable competent
    competently competence skilled skilful* skillful* expert expertise expertly efficient* efficiency effective*
    seamless* effortless* painless* hassle-free smooth smoother smoothest smoothly easy easier easiest easily ease
    easy-to-use user-friendly intuitive* convenient* convenience simple simplest simpler simplicity
    straightforward* reliable reliably trusted trust trusts robust solid sturdy durable comfortable* comfort comfy
    cosy cozy affordable bargain flexible flexibility innovative innovation ingenious elegant* sleek stylish handy
    useful* usable valuable funny fun funniest humor humour hilarious clever cleverly handsome attractive cool
    cute sweet sweetest tasty delicious yummy honest honesty transparent* transparency genuine* fair trustful
    loyal loyalty supportive encouraging encouraged proud proudly pride relaxed relaxing peace peaceful* calm
    reassuring reassured reassure confident* confidence bright brighter clean cleaner cleanest tidy spotless fresh
    healthy optimistic proactive* responsive* responsiveness hospitable gracious* graceful* humane empathetic
    empathic empathy compassionate understanding heaven heavenly sparkling`,
  ],
  [
    1.5,
    `plenty luck adorable amusing entertaining engaging vibrant lively savvy smartly goodies crisp-clear thankfully
    fortunately gratefully reimbursed compensated goodwill apologised apologized followed-up reachable on-time
    one-click bug-free up-to-date customisable customizable versatile productive productively profitable quick
    quicker quickest quickly fast faster fastest speedy speedily swift* prompt promptly punctual* rapid* snappy
    instant instantly timely accurate* accuracy precise* thorough* thoughtfulness detailed clear clearer clearly
    clarity organised organized well-organised well-organized improved improves improving improvement improvements
    better gain gains gained benefit benefits benefited beneficial advantage advantages rewarding rewarded reward
    rewards bonus resolved resolves solved solves fixed repaired sorted helped helps rescue rescued saved saves
    relief relieved satisfactory contented decent worthwhile worthy worth liked likes likable likeable favourite
    favorite favourites favorites popular welcome welcomed thank thanks thankyou thankful* thx tx thnx tnx ty
    cheers gratifying hopeful* promising spot-on bang-on accessible compatible`,
  ],
  [
    1.0,
    `fine well adequate acceptable alright sensible reasonable reasonably correct correctly safe safely secure
    securely safety stable stability strong stronger strongest strength positive positively interesting gift gifts
    thumbs-up working helpfully handled special luxury compliments complimentary`,
  ],
  [-0.4, `cancel cancelled canceled cancelling canceling cancellation unsubscribe unsubscribing`],
  [
    -0.7,
    `attitude damn dang dammit darn blah alas average-at-best overwhelmed crowded cramped bumpy dim dry itchy sore
    miss missed misses crazy nuts dirty-looking unsure uncertain unclear hesitant hesitate* doubt doubts doubtful*
    hard harder hardest complex complicate odd oddly strange* weird* unusual* hmm meh bland plain boring dull
    lukewarm mediocre mediocrity so-so forgettable pricey pricy costly wait waited limited limitation limitations
    restricted cheaply sorry workaround workarounds overlooked outdated dated tedious repetitive`,
  ],
  [
    -1.3,
    `unremarkable zilch nada lousier bored cry cries crying scared scary awkward awkwardly bummer bummed blame
    blames blamed blaming sick ill hungry lonely alone guilty ashamed cheap-looking peeling worn frayed stain
    stained stains smelly soggy greasy overcooked undercooked burnt flavorless flavourless tasteless chewy
    overrated gimmick gimmicky turbulence mishap setback hurdle obstacle obstacles bloat overpay overpaid
    overprice disregarding fragile brittle smudged squeaky squeaks creaky creaks buzzes hiss hissing static insane
    insanity unfunny uninspired uninteresting noisier obsolete blurry bloated cluttered jammed clogged cracked
    chipped torn dripping overheating overheats rattling rattles buzzing corrupted duplicate duplicated expired
    misplaced mislabelled mislabeled misprinted mispriced mistyped unlabelled untested unfit undelivered
    unreachable unexplained unannounced unreadable unreasonable unrealistic unreasonably undecided uninformed
    unimpressed unimpressive unjustly unpaid unpleasant unpleasantly unsolicited unresponsiveness understaffing
    rigid inflexible short-staffed time-consuming half-baked half-finished overcomplicated long-winded spotty
    patchy choppy flaky iffy wobbly jumpy stingy rushed skipped dropouts dropout disorganisation disorganization
    discontinued disregard disregarded disregards dismiss dismissed issue issues problem problems problematic
    problemo prob probs trouble troubles troublesome error errors bug bugs buggy glitch glitches glitchy glitching
    late lateness delay delays delayed delaying slow slower slowest slowly slowness laggy lag lags lagging
    sluggish* expensive overpriced over-priced missing absent lack lacks lacking lacked lost lose loses losing
    difficult difficulty difficulties complicated complication complications confuse confused confuses confusing
    confusingly confusion uncomfortable inconvenient inconvenience inconveniences inconvenienced incomplete
    insufficient inadequate inaccurate inaccuracies incorrect incorrectly wrong wrongly mistake mistakes mistaken
    mistakenly fault faults faulty concern concerned concerns concerning worry worried worries worrying worrisome
    anxious* anxiety stress stressed stressful nervous* disconnected disconnects disconnecting unanswered
    unattended unresolved unsolved unfinished ignore ignores ignored ignoring neglected neglect neglects
    neglectful avoid avoids unavailable inaccessible unresponsive* tired tiring tiresome exhausting exhausted
    waste wasted wastes wasting regret regrets regretted regretting regretful* noisy dirty messy mess leak leaks
    leaking leaked leaky scratched scratches dented stuck struggle struggles struggled struggling deny denied
    denies refuse refused refuses refusing reject rejected rejects rejection overcharged overcharge overcharges
    overcharging underwhelming underwhelmed unhelpfulness lame weak weaker weakest poorly-made flimsy unstable
    instability incompatible unexpected unexpectedly unnecessary unnecessarily pointless* shame pity sad sadly
    saddened sadness unlucky unfortunate unfortunately bother bothers bothered bothersome disagree disagreed stale
    declined spam spammy spamming intrusive pushy uncompelling bureaucratic bureaucracy cumbersome clunky
    convoluted unintuitive counterintuitive inefficient* inefficiency hassle hassles nuisance headache headaches
    drawback drawbacks downside downsides flaw flaws flawed defect defects vague vaguely evasive unprepared
    untrained undertrained understaffed downtime outage outages freezes froze frozen freezing unplugged shortage
    hang hangs hung disorganised disorganized chaos chaotic miscommunication misunderstanding misinformed
    misinform* omitted`,
  ],
  [
    -1.9,
    `cruel cruelty terror terrified ugh argh arg gross grossed stinks stink stank stinky yuck yucky vomit vomited
    nauseous nausea hurt hurts hurting screwed dead died die dies death dying killed kill kills subpar sub-par
    debacle stranded smh fml pitiful ignorant unacceptably unacceptible horrified aching ache aches shitshow
    bankrupt bankruptcy crisis destroyed destroy destroys attack victim violence violent corrupt corruption
    guilty-party disgruntled embarassing embarassed unproffesional unprofesional incompetant appal appalled
    aggravat* aggravating antagonistic backfired badmouth bicker blunder blunders botch botched bungled bungling
    clueless cold-hearted conned conning dead-end deteriorat* disappointedly disillusioned dismal dismayed
    displeased distasteful dreary dupe duped exploited exploitative fake faked fallacy flop grumpy heartless
    hostile hostility inconsiderate indifferent indifference ill-mannered insensitive irresponsible* lawsuit
    lacklustre lackluster misrepresent* mock mocked mocking nasty obnoxious patronising patronizing predatory ruin
    ruined ruining ruins snarky stonewalled stonewalling tacky unappreciated uncaring uncooperative undependable
    unapologetic unprofessionalism unsupportive unsatisfying bad badly poor poorly worse worsen worsened worsening
    unhappy unhappily unsatisfied dissatisfied dissatisfaction dissatisfying unsatisfactory disappointed
    disappoint disappoints disappointing disappointingly disappointment disappointments dissapointed dissapointing
    dissappointed disapointed disapointing let-down letdown fail fails failed failing failure failures broken
    broke breaks break breakdown breakdowns defective malfunction malfunctions malfunctioning malfunctioned crash
    crashes crashed crashing damage damaged damages damaging upset upsets upsetting annoy annoyed annoys annoying
    annoyingly annoyance annoyances frustrate frustrated frustrates frustrating frustratingly frustration
    frustrations irritate* irritating irritated irritation irritat* impolite* rude rudely rudeness unfriendly
    unkind unprofessional* discourteous arrogant* arrogance condescending dismissive* disrespect disrespectful*
    disrespected careless* sloppy lazy incompetent incompetence unreliable unreliability untrustworthy
    unacceptable unaceptable inacceptable unfair unfairly unjust unjustified unhelpful unhelpfully useless*
    worthless* hopeless* powerless helpless* complain complains complained complaining complaint complaints hate
    hates hated hating dislike dislikes disliked disliking detest* loathe* dread dreaded dreading impossible
    unusable unworkable unbearable unbearably intolerable insufferable painful pain pains painfully suffer suffers
    suffered suffering misleading mislead misleads misled deceptive* deceived deceive deceit dishonest* dishonesty
    lie lied lies lying liar liars untrue false falsely suspicious* shady sketchy dodgy fishy unsafe insecure
    insecurity danger dangerous* hazardous risky hacked phishing stolen steal steals stealing stole theft threat
    threats threaten* abandon abandoned abandoning stupid stupidly stupidity dumb idiotic silly ugly hideous
    fed-up mistreated mistreat* mishandled mishandle mismanaged mismanagement negligent* negligence lousy crappy
    crap sux suck sucks sucked sucky cheated cheat cheating cheats robbed rob robbery horrid inferior substandard
    sub-standard shoddy rubbish trash trashy garbage junk pathetic* ludicrous laughable joke nonsense bogus
    unwilling unwanted distrust* mistrust* insult insulting insulted insults offended offensive offend humiliat*
    embarrass* unethical immoral bleak gloomy miserable* misery depress*`,
  ],
  [
    -2.6,
    `trainwreck disgustingly hellhole clusterfuck atrociously ghastly terrible terribly terible awful awfully
    horrible horribly horible horrific horrendous* dreadful* atrocious* appalling* abysmal* dire disgusting*
    disgusted disgust disgrace disgraced disgraceful* deplorable shameful* shameless* outrageous* outrage outraged
    scandalous* scandal inexcusable unforgivable disaster disasters disastrous* catastrophe catastrophic*
    nightmare nightmares nightmarish hell hellish horror horrors ridiculous* rediculous absurd* angry angrily
    angrier anger angered furious* fury livid enraged enraging rage raging infuriat* mad irate seething exasperat*
    worst ripoff rip-off ripped-off extortion* extort* swindle* vile revolting sickening betray betrayed betrayal
    unconscionable egregious* fiasco shambles farce farcical`,
  ],
  [
    -3.3,
    `scam scams scammed scammer scammers scamming fraud frauds fraudulent* fraudster* crook crooks criminal
    criminals thief thieves despicable despise* contemptible evil hateful hatred shit shitty shite bullshit fuck
    fucked fucking fucks fuckin asshole* bastard* bitch* wtf arse piss pissed loathsome abuse abused abusive
    abhorrent`,
  ],
];
