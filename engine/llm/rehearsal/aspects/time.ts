import type { Aspect } from './aspect.ts';

export const future: Aspect = {
  name: 'future',
  noun: 'what it means in ten years',
  spot: /\b(future\w*|long[- ]term|generation\w*|climate\w*|environment\w*|sustainab\w*|decades?|grandchild\w*|ten years)\b/i,
  pro: [
    'In ten years nobody will {believe|remember} that we {hesitated|argued} about <act>.',
    'The {children|apprentices} of today will {inherit|use} it for {fifty|forty} years; I would like to be {thanked|excused}.',
    'Slow problems {need|want} early answers, and {early|that} means {now|before it hurts}.',
  ],
  con: [
    "It solves {this year's|today's} headline and {mortgages|borrows from} the next {decade|council}.",
    'Nobody {plans|budgets} for the {boring|middle} years, when {the novelty|applause} is gone and the {roof|contract} leaks.',
    'I distrust {urgency|hurry} that {benefits|suits} the person who is {in a hurry|selling}.',
  ],
  ask: [
    'What will people {curse|thank} us for in {2040|ten years}?',
    'Does it {age|grow old} well, or does it {need|want} replacing {every few years|by its fifth birthday}?',
    'Who speaks for those who are {not born|too young to vote} yet?',
  ],
  story: [
    '+ My grandfather planted {walnut trees|an orchard} at {seventy|seventy-two}, and I {sold|ate} the nuts; {that is|there you have} my whole {argument|philosophy}.',
    'We {inherited|took over} a {quick fix|temporary shed} <place> from {1987|before my time}; it is {still|even now} the most {expensive|hated} thing we own.',
    'A pupil asked me what I did {about it|back then}; I {looked at my shoes|changed the subject}.',
  ],
  number: [
    '+ Spread over {twenty|thirty} years it comes to {pennies|less than a coffee} a week for {each of us|every head}.',
    'The {quick|patched-up} version lasts {four|five} years, and I have {replaced|buried} {three|two} of those.',
  ],
  propose: [
    'Book a review for {year two|the second winter} and another for year {five|seven}, {dated|in the diary} now.',
    'Choose the {option|design} that is {easiest|cheapest} to {mend|change} later.',
    'Put a {young|twenty-year-old} person in charge of the {last|final} word on {anything|whatever} beyond {2035|ten years}.',
  ],
  condition: ['a review after two years is fixed today', 'we can still change it later'],
  build: [
    'And it could {grow|change} like a garden, with a {new|surprise} bed {each|every} {spring|generation}.',
    'What if we {buried|posted} a letter to {2040|our older selves} {under|with} the first {stone|version}?',
    'Let the {youngest|smallest} {ones|kids} {name|sign} it, so they {guard|keep} it when they are {tall|running things}.',
  ],
  shortPro: ['Think of the children.', 'Early beats late.', 'It will age well.'],
  shortCon: ['And in ten years?', 'Hurry is a bad adviser.', 'Quick fixes stay forever.', 'That mortgages the future.'],
  becausePro: ['slow problems need early answers', 'those who come after us will use it longest'],
  becauseCon: ['it borrows from the years nobody plans for', 'quick fixes have a way of staying forever'],
};

export const habit: Aspect = {
  name: 'habit',
  noun: 'habit',
  spot: /\b(habits?|routine\w*|behaviou?r\w*|change\w*|used to|comfort\w*|resist\w*|lazy|convenien\w*)\b/i,
  pro: [
    'Habits {turn|change} faster than we fear once the {new|better} way is {in front of|closer than} the old one.',
    'People {grumble|moan} for {a month|six weeks} and then {defend|swear by} the {change|new way}; I have {watched|lived} it.',
    '<Act> needs one {good|lucky} first {try|experience}, and the {rest|second} {follows|comes by itself}.',
  ],
  con: [
    'You are asking {tired|busy} people to be {different|better} people by {Monday|spring}.',
    'Convenience {beats|wins against} conviction, {nearly every|on any given} {morning|evening}.',
    'We {underrate|forget} how {much|deeply} <people> love the {bad|clumsy} way they {know|grew up with}.',
  ],
  ask: [
    'What would make a {tired|grumpy} person do that {twice|on a Thursday night}?',
    'Which old {habit|comfort} has to {die|go} first?',
    'Have you {changed|managed to change} your own {routine|ways}, {honestly|hand on heart}?',
  ],
  story: [
    '+ I {moved|shifted} the {coffee machine|printer} by {three|four} metres <place>, and {two|the whole} {departments|office} started {talking|greeting each other}.',
    '+ It took my {father|uncle} {one|a single} snowstorm to {try|accept} it and {one|a} week to {preach|recommend} it to the {pub|neighbours}.',
    'We {printed|hung up} {nine hundred|a thousand} posters; what {worked|helped} was {a neighbour|somebody} saying, {come with me|I go at eight, join me}.',
  ],
  number: [
    'Give it {forty|fifty} days; by then {a third|four in ten} have {dropped out|given up}, and the {others|remaining ones} {no longer think about it|stay for good}.',
    '+ After {three|two} {free|guided} tries, {half|almost half} of <people> {stayed|kept going}; after {letters|adverts}, {one in thirty|hardly any}.',
  ],
  propose: [
    'Make the first {three|two} times {effortless|ridiculously easy}, then {step|move} back.',
    'Change it when {life|everything} changes anyway, {a move, a new job, a first child|at the start of a term}.',
    'Find the {five|six} people everyone {copies|imitates} and {start|begin} with {them|breakfast}.',
  ],
  condition: ['the first three times are effortless', 'nobody is asked to change on a Monday morning'],
  build: [
    'And we could {hook|tie} it to {breakfast|the school run|Friday drinks}, so it {slides|slips} into the day.',
    'What if it {came|arrived} with a {silly|tiny} ritual, like a {bell|handshake|song}?',
    'You could {dare|invite} each friend to {bring|pull in} one more, {a chain of small yeses|until the street is full}.',
  ],
  shortPro: ['Habits change fast.', 'They grumble, then love it.', 'One good try is enough.'],
  shortCon: ['Convenience wins.', 'Tired people stay the same.', 'Habits are stubborn.', 'Would you do it twice?'],
  becausePro: ['habits turn once the better way is closer', 'people grumble for a month and then defend it'],
  becauseCon: ['convenience beats conviction on most mornings', 'it asks tired people to become different people'],
};

export const risk: Aspect = {
  name: 'risk',
  noun: 'what could go wrong',
  spot: /\b(risk\w*|safe\w*|danger\w*|harm\w*|fail\w*|worst|accident\w*|secur\w*|emergenc\w*|threat\w*|wrong)\b/i,
  pro: [
    'The {danger|risk} of <act> is one we can {see|name}, which is more than {I can say of|you get from} the present.',
    'We are {already|quietly} running a risk every day; it has {merely|just} become {furniture|invisible}.',
    'A {bruise|small failure} now {saves|spares} us a {broken leg|disaster} later.',
  ],
  con: [
    'I plan for the {bad|unlucky} Thursday, and {on that day|then} <act> has no {net|brakes}.',
    'The {likely|average} case is {lovely|fine}; the tail {keeps me awake|has teeth}.',
    'If it {breaks|goes wrong}, the {damage|harm} lands on {somebody|people} who {never signed|had no part in it}.',
  ],
  ask: [
    'What is the worst {plausible|realistic} {week|headline}, and what do we do {then|by noon}?',
    'Who gets hurt {first|if we are wrong}?',
    'Is there a {switch|brake}, and has {anyone|somebody} {pulled|tested} it?',
  ],
  story: [
    'The alarm <place> had been {muted|taped over} for {comfort|months}; we found out {the loud way|on the one night it mattered}.',
    'I {signed off|approved} something {harmless|tiny} in {2016|my second year}, and a {kind|careful} auditor {saved|rescued} me from {myself|the newspapers}.',
    'Nobody {was|got} hurt, {luckily|by pure chance}, and {so|that is why} nobody {learned|changed} anything; I {keep|still have} the photo.',
  ],
  number: [
    '- One serious {incident|failure} in {four hundred|three hundred} sounds {rare|fine}, until you {serve|see} {two thousand|nine hundred} a month.',
    'We {rehearsed|drilled} it {five|six} times and {failed|lost} {four|three}, which is the best {money|time} we ever spent.',
  ],
  propose: [
    'Hold a {one-hour|short} session where {everyone|each of us} {writes|tells} how it {died|failed}, then {fix|patch} the top {three|two}.',
    'Build the off switch {first|before the engine} and {press|try} it {monthly|in front of everybody}.',
    'Limit the first {damage|loss} to {something|an amount} we could {laugh about|pay back} in a year.',
  ],
  condition: ['there is an off switch and somebody has tested it', 'the first possible loss is small'],
  build: [
    'And {mistakes|flops} could get a {prize|toast}, so we {hear|learn} of them {early|with a smile}.',
    'What if we {rehearsed|acted out} the {strangest|funniest} day as a {play|game} with {hats|the whole team}?',
    'A {soft landing|safety net} can be {beautiful|playful} too, {say|like} a {garden|hammock} under every {leap|high wire}.',
  ],
  shortPro: ['The present is risky too.', 'A small bruise now.', 'That risk has a name.'],
  shortCon: ['What if it breaks?', 'Where is the brake?', 'Who gets hurt first?', 'Plan for the bad day.'],
  becausePro: ['the present carries a risk we stopped seeing', 'a small failure now spares us a large one'],
  becauseCon: ['the harm would land on people who never signed', 'there is no brake on the bad day'],
};

export const sideEffects: Aspect = {
  name: 'side effects',
  noun: 'the knock-on effect',
  spot: /\b(side[- ]effects?|unintended|knock-on|crowd\w*|consequence\w*|ripple\w*|displac\w*|spill\w*|elsewhere|overcrowd\w*)\b/i,
  pro: [
    'The {nicest|best} effects of <act> are the ones {nobody|no consultant} {wrote down|put in the brief}.',
    'Pull {one|this} {thread|lever} and three {other|stuck} things {loosen|move}: {time, noise, tempers|mornings, moods, money}.',
    'Good {examples|changes} {leak|travel}; the {next|neighbouring} {team|town} {copies|wants} it {by autumn|before you can stop them}.',
  ],
  con: [
    'Push the problem {down|in} here and it {pops|comes} up {two streets|one desk} further on.',
    'Success {itself|alone} would {swamp|flood} us: {queues|crowds} first, {tempers|rules} {next|after that}.',
    '<Act> will {change|move} things {we|people} {rely|depend} on without {noticing|knowing}, and {that|the} list is {blank|unwritten}.',
  ],
  ask: [
    'What {breaks|happens} if it works {too well|twice as well as planned}?',
    'Where does the problem {go|move} {next|when we chase it away}?',
    'Which {neighbour|department} will {ring|visit} us first, and why?',
  ],
  story: [
    "- We {banned|chased} the {noise|queue} from the front <place> and {moved|sent} it {under|straight to} the {bedroom windows|nurses' entrance}.",
    '- A {free|generous} {breakfast|parking} offer of ours {emptied|closed} the {café|kiosk} next door {in a month|by Easter}; {nobody|none of us} had meant that.',
    '- They {widened|improved} the {road|form}, and {a year|ten months} later it was {just as|every bit as} {full|slow}, {only wider|with nicer lines}.',
  ],
  number: [
    '- For every {ten|eight} problems {solved|closed} I {expect|pencil in} {two|three} {new|fresh} ones, {smaller|cheaper} if we {look|listen}.',
    '- Use {doubled|tripled} in {nine|seven} weeks that time, and {the back office|cleaning} {broke|gave up} in week {four|five}.',
  ],
  propose: [
    'Ask the {neighbours|people next door} what they {expect|fear}, and {log|publish} what {comes true|they got right}.',
    'Keep {two|three} {people|hours a week} free for {surprises|whatever we did not foresee}.',
    'Grow it in {steps|thirds}, with a {pause|breather} to {look|walk} round the back.',
  ],
  condition: ['the neighbours are asked what they expect', 'it grows in steps with a pause to look around'],
  build: [
    'And the {spare|leftover} {corner|hour} it frees could {become|turn into} a {workshop|nap room|little stage}.',
    'What if the {side effect|by-product} is the {real|true} gift, and we {design|plan} {backwards|outwards} from {it|there}?',
    'Let it {spill|ripple} over: the {next|neighbouring} {team|block} {gets|inherits} the {tools|leftovers} with a {note|wink}.',
  ],
  shortPro: ['Good changes spread.', 'It would loosen other knots.', 'Nice ripples, too.'],
  shortCon: ['The problem just moves.', 'Success would swamp us.', 'Who checks the back door?', 'Think of the neighbours.'],
  becausePro: ['it would loosen three other knots', 'good examples travel'],
  becauseCon: ['the problem would only move next door', 'success alone would swamp us'],
};
