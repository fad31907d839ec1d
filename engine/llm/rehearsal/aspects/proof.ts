import type { Aspect } from './aspect.ts';

export const evidence: Aspect = {
  name: 'evidence',
  noun: 'the evidence',
  spot: /\b(evidence|data|measur\w*|baseline\w*|metric\w*|stud(?:y|ies)|research\w*|statistic\w*|survey\w*|proof|prove\w*|figures?|numbers)\b/i,
  pro: [
    'The signals I trust {point|lean} the same way: <act> does {more|better} than its critics {expect|predict}.',
    'Waiting for perfect data is {also|just} a decision, {and a comfortable one|only with better manners}.',
    'We have {enough|more than enough} evidence to {begin|move} and {plenty|lots} left to learn.',
  ],
  con: [
    'So far I hear {anecdotes|hunches} with {good posture|nice fonts}.',
    'Without a baseline, {success|a win} is {whatever we feel like|a mood}.',
    'The {study|example} everyone {cites|mentions} was run {somewhere|in a place} that looks nothing like us.',
  ],
  ask: [
    'What number would {change your mind|make you stop}?',
    'Compared with what, {exactly|and over how long}?',
    'Who {measured|collected} that, and who {paid them|checked it}?',
  ],
  story: [
    '- We {celebrated|toasted} a {record|great} quarter <place> until {somebody|a trainee} noticed we had counted {it twice|the wrong column}.',
    '- I ran {a survey|the same survey} on a {sunny|rainy} day and again {in November|a week later}; you would think it was {another|a different} town.',
    'A {stubborn|quiet} colleague kept a {paper|pencil} tally for {a year|eight months}, and her {tally|notebook} ended the argument.',
  ],
  number: [
    'My own small count says {sixty-two|fifty-eight|seventy-one} percent, and I would not {bet the house|swear} on {the last digit|it}.',
    'Out of {twenty|twenty-five} <people> I asked, {seven|eight|eleven} had changed {anything|a habit} three months later.',
  ],
  propose: [
    'Write down {today|now} which {three|two} figures we will look at in {six|nine} months.',
    'Take a baseline {first|this month}, even {a rough|an ugly} one.',
    'Let someone who {dislikes|doubts} the idea do the {counting|evaluation}.',
  ],
  condition: ['we take a baseline first', 'a sceptic does the counting'],
  build: [
    'And we could {let|have} children {count|collect} the data with {stickers|beans in jars}, right {on the street|at the door}.',
    'What if every {guess|hunch} in this room went into a {sealed envelope|jar}, and we {opened|read} them {next year|in a year}?',
    'It could carry a {live|hand-painted} scoreboard that {cheers|rings a bell} at each {step|milestone}.',
  ],
  shortPro: ['The data lean that way.', 'We know enough to start.', 'The signals look good.'],
  shortCon: ['Compared with what?', 'Show me a baseline.', 'That is one anecdote.', 'Which number, exactly?'],
  becausePro: ['the signals I trust point that way', 'we know enough to begin and to learn'],
  becauseCon: ['there is no baseline to judge it by', 'I have heard anecdotes and no evidence'],
};

export const pilot: Aspect = {
  name: 'pilot',
  noun: 'how we start',
  spot: /\b(pilot\w*|trials?|small scale|start small|experiment\w*|phas(?:e|ed|es)|revers\w*|rollout|launch\w*|first version|prototype\w*)\b/i,
  pro: [
    'A {modest|small} start with <act> would {teach|tell} us more than {another|one more} year of meetings.',
    'It can be {undone|reversed}, and reversible things {deserve|should get} a quick yes.',
    'People believe what they can {touch|walk past}; {a trial|one working example} beats {ten|a hundred} slides.',
  ],
  con: [
    'Pilots {succeed|shine} because the best people {run|babysit} them; {scale|the big version} gets {the rest of us|whoever is left}.',
    'A trial that {nobody|no one} dares to {end|switch off} is simply a {launch|decision} in {disguise|small print}.',
    'Going all in on <act> {leaves|gives} us no {way|road} back if {we misjudged it|the mood turns}.',
  ],
  ask: [
    'What is the smallest version that could {fail|embarrass us} usefully?',
    'When {does|would} the trial end, and who {says so|calls it}?',
    'Where would you {start|try it}, if you had {one street|a single team}?',
  ],
  story: [
    '- Our {first|loveliest} pilot <place> ran on {goodwill|favours} and {pizza|borrowed vans}; the rollout had {neither|none} and {sank|died} in May.',
    '+ We {opened|began} with one {corner|room}, got it {wrong|badly wrong}, fixed it {in a week|by the weekend}, and nobody {wrote|complained} to the paper.',
    'I once {begged for|asked for} a trial and was given {a grand opening with balloons|the entire region}; {that taught me|I learned}.',
  ],
  number: [
    '{Ten|Twelve} weeks, two {sites|groups}, one page of results: {anything bigger|more than that} is {vanity|theatre}.',
    '- From {nine|eight} trials in my career, {three|two} {survived|made it} to a second year.',
  ],
  propose: [
    'Run it in {two|three} places for {ten|twelve} weeks, with an end date {on the wall|printed on the invitation}.',
    'Choose the {hardest|grumpiest} spot first; {the easy one|a friendly one} teaches {little|us nothing}.',
    'Decide {beforehand|today} what would count as a {failure|flop}.',
  ],
  condition: ['it starts small with a fixed end date', 'the hardest place goes first'],
  build: [
    'And we could {start|begin} on {Saturday|Monday} with {chalk, string and a table|whatever is in the cupboard}.',
    'What if the trial {travelled|moved} like a {circus|library van}, one {week|month} in each place?',
    'Give every {tester|guest} a {red pen|golden ticket} to {change|rewrite} one thing, and {keep|frame} the best.',
  ],
  shortPro: ['Start small, start now.', 'Try it in one place.', 'It can be undone.'],
  shortCon: ['Pilots always look good.', 'Where is the end date?', 'No way back, then?', 'Test the hardest spot first.'],
  becausePro: ['it can be tried small and undone', 'a working example beats another year of meetings'],
  becauseCon: ['there is no way back if we misjudge it', 'pilots shine and rollouts sink'],
};

export const quality: Aspect = {
  name: 'quality',
  noun: 'whether it works on a bad day',
  spot: /\b(quality|reliab\w*|standards?|works?|broken?|breaks|service|robust\w*|worse|better)\b/i,
  pro: [
    'Done well, <act> lifts the {ordinary|rainy} day and not {only|just} the {showcase|opening} one.',
    'A decent standard for {all|everyone} beats {excellence|brilliance} for a few.',
    'More use means more {eyes|complaints}, and complaints {keep|make} things good.',
  ],
  con: [
    'Reliable comes {first|before clever}; <people> forgive {plain|ugly}, they do not forgive {absent|late}.',
    'You cannot {pour|squeeze} twice the demand into the same {pipe|hours} and call it {service|improvement}.',
    'Quality {slips|erodes} {quietly|by inches}, {a late reply here|a skipped check here}, {a shrug there|a tired face there}.',
  ],
  ask: [
    'What does it look like on the {worst|wettest} day of the year?',
    'Which {corner|standard} would we {refuse|never agree} to cut?',
    'Would you {still|rather} use it if it {came late|failed} one time in ten?',
  ],
  story: [
    '- There was a {machine|service} everyone {praised|loved} <place>; it {failed|stopped} each {frost|Monday}, and that is what {everyone|we all} remembered.',
    '- I queued {forty|fifty} minutes for something {free|advertised as instant} once, and I have paid {gladly|without grumbling} ever since.',
    'Our {old|grumpy} caretaker {checked|oiled} every hinge on Fridays; when he retired, {quality|the building} retired {with him|too}.',
  ],
  number: [
    'At {ninety-five|ninety-six} percent it feels {solid|dependable}; at {ninety|eighty-eight} people {make other plans|stop trusting it}.',
    '- Demand {jumped|rose} by {a third|forty percent} the last time, and {staffing|capacity} by {four|six}.',
  ],
  propose: [
    'Set a floor, {say|something like} {nineteen times out of twenty|ninety-five percent}, and {pause|stop} when we {drop|fall} below it.',
    'Fix the {leaks|basics} for {one season|three months} before {adding|promising} anything.',
    'Let <people> {grade|rate} the worst day, not the {average|best} one.',
  ],
  condition: ['it holds up on the worst day of the year', 'we fix the basics first'],
  build: [
    'And the {rainy|slow} days could get their own {ritual|treat}, so {folk|people} look forward to {them|the drizzle}.',
    'What if {users|regulars} became {secret|honorary} inspectors with {a badge|free coffee}?',
    'We could build it {like a good bench|out of three sturdy parts}: {simple, repairable, a little beautiful|easy to mend and nice to touch}.',
  ],
  shortPro: ['More use keeps it good.', 'A decent standard for everyone.', 'It lifts ordinary days.'],
  shortCon: ['Reliable first, please.', 'And on a bad day?', 'Quality slips quietly.', 'Late is worse than ugly.'],
  becausePro: ['it lifts the ordinary day', 'a decent standard for all beats brilliance for a few'],
  becauseCon: ['it would fail on the worst day of the year', 'quality slips quietly under that kind of demand'],
};
