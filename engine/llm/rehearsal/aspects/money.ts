import type { Aspect } from './aspect.ts';

export const cost: Aspect = {
  name: 'cost',
  noun: 'the long-term bill',
  spot: /\b(costs?|budget\w*|price\w*|pa(?:y|ys|id|ying)|money|bills?|fund\w*|expens\w*|upkeep|tax\w*|invoice\w*|financ\w*|afford\w*)\b/i,
  pro: [
    'We {already|quietly} pay for the current mess, only the bill is {hidden|spread over a hundred small invoices}.',
    'Doing nothing has a price too, and {nobody ever puts it on a slide|it never shows up in a budget}.',
    'The money looks {smaller|less frightening} once you count what {slips away|we lose} every month.',
    'For a household that counts every coin, <act> would be {felt by the first Friday|more than a gesture}.',
  ],
  con: [
    'The first year always looks {cheap|affordable}; {year three|the third winter} is when the invoice {arrives|comes due}.',
    "Somebody pays for <act>, and I'd rather {hear a name than a slogan|see that name before the applause}.",
    'Money spent here is {missing elsewhere|gone from somewhere else}, and {elsewhere has no lobby|that somewhere is never in the room}.',
    "I've read {plenty of|too many} plans where upkeep was {a footnote|one line on the last page}.",
  ],
  ask: [
    'Who pays {once the launch money is gone|after the ribbon is cut}?',
    'What {exactly|precisely} would we {cut|stop doing} to fund it?',
    'Has anyone {costed|priced} the upkeep, or {only|just} the launch?',
    'Is there a figure behind <act>, or {a hope|a feeling}?',
  ],
  story: [
    '- We once {bought|were given} something shiny <place> and {could not afford the spare parts|had nothing left for repairs} by spring.',
    'One <person> showed me a {kitchen-table|handwritten} budget last month, {down to the last coin|no slack anywhere}, and it changed how I {talk|think} about price.',
    '- My {old|first} boss kept unpaid invoices in a {biscuit tin|shoebox}; that is how upkeep {gets treated|ends up}, {believe me|in the end}.',
  ],
  number: [
    '- In my {notes|books}, upkeep eats {a third|forty percent|almost half} of {a budget|the money} by year {three|four}.',
    '- Of the last {ten|dozen} projects I followed, {four|five|three} ran dry before {anyone|a soul} had measured a thing.',
  ],
  propose: [
    '{Publish|Put up} the full {five-year|ten-year} bill before {anyone votes|a single decision is taken}.',
    '{Ring-fence|Set aside} {a tenth|fifteen percent} for repairs from {day one|the beginning}.',
    'I would cap the spend for {twelve|eighteen} months and {reopen|revisit} the sums {in public|with everybody watching}.',
  ],
  condition: ['the full bill is public before the start', 'money for upkeep is set aside', 'somebody signs for year three'],
  build: [
    'And the real cost could fit on {a single page|one poster}, so {everybody|anyone} can follow the money.',
    'What if the savings went {straight back|directly} to the ones who made them {possible|happen}?',
    '{Picture|Imagine} a small shared fund that pays for {repairs|upkeep} before anyone has to {beg|ask}.',
  ],
  shortPro: ['Waiting costs more.', 'Cheap at that price.', 'The money exists.', 'We pay either way.'],
  shortCon: [
    'Who pays, though?',
    'Show me the bill.',
    'Upkeep kills these things.',
    'Year three worries me.',
    'And the budget for that?',
  ],
  becausePro: ['standing still already costs us plenty', 'the money is going out of the door anyway'],
  becauseCon: ['nobody has shown who pays in year three', 'the upkeep is still a blank line'],
};

export const incentives: Aspect = {
  name: 'incentives',
  noun: 'the incentive behind it',
  spot: /\b(incentiv\w*|reward\w*|gam(?:e|ed|ing)|bonus\w*|loophole\w*|target\w*|cheat\w*|motivat\w*)\b/i,
  pro: [
    'People follow {what is easy|the easiest path}, and <act> finally makes the decent choice the {lazy|convenient} one.',
    'Today we {reward|praise} the wrong thing; {changing that|turning it round} is {half|most of} the battle.',
    'Nobody needs a lecture when the {default|nearest door} points the right way.',
  ],
  con: [
    'Every target I {know|have met} got gamed within {a quarter|two seasons}, usually by {clever|perfectly nice} people.',
    'Reward the wrong signal and <people> will {give you plenty of it|deliver it by the truckload}.',
    'There is a loophole in here {big enough for a lorry|you can see from the street}, and somebody will {drive through|find it by Tuesday}.',
  ],
  ask: [
    'What {will|would} people do on day two to {get round it|beat the system}?',
    'Who gains from {leaving things as they are|keeping it broken}?',
    'Which behaviour are we {really|actually} paying for {here|with this}?',
  ],
  story: [
    '- They gave us a bonus for closed cases <place>, and {suddenly|overnight} every case was closed {twice|and none was solved}.',
    '- A colleague once {hit|met} every target on the sheet and {lost|drove away} every single <person> she {cared about|had}.',
    'When the reward went {away|missing}, the {volunteers|good habits} went {with it|home}; I swept the room {myself|alone}.',
  ],
  number: [
    'Give it {six|eight} weeks: {one in five|about a fifth} will play the rules, {most|the rest} will simply {live with them|follow}.',
    'We tried {three|four} bonus schemes in a decade, and {exactly one|a single one} changed what people did.',
  ],
  propose: [
    '{Reward|Back} the outcome, never the {form that was filled in|paperwork}.',
    'Ask {two|three} sceptics to break the rules on paper before {anybody else|the world} does.',
    'Tie {a slice|some} of the funding to what <people> say {a year later|after twelve months}.',
  ],
  condition: ['somebody has tried to game it first', 'the reward follows the result and not the form'],
  build: [
    'And it could {feel|be} like a game that everybody wins by {showing up|helping a neighbour}.',
    'What if the thank-you came {first|before the effort}, as a {small surprise|token on the doormat}?',
    'We could let <people> {choose|name} the reward themselves and {watch|see} what they {ask for|dream up}.',
  ],
  shortPro: ['Make the good choice lazy.', 'Defaults do the work.', 'Rewards matter here.'],
  shortCon: ['It will be gamed.', 'I smell a loophole.', 'Targets get cheated.', 'Wrong reward, wrong result.'],
  becausePro: ['it makes the decent choice the easy one', 'people follow the nearest door'],
  becauseCon: ['it rewards the wrong thing', 'clever people will walk through the loophole'],
};

export const alternatives: Aspect = {
  name: 'alternatives',
  noun: 'the simpler way',
  spot: /\b(alternativ\w*|instead|options?|cheaper way|other ways?|rather than|second-best|workaround\w*)\b/i,
  pro: [
    'I looked for {a gentler|some other} road and {kept ending up|always came back} here.',
    'The alternatives have had {ten|fifteen} years to {prove themselves|work}; they had {every|a fair} chance.',
    'Half measures cost {nearly|almost} as much and {please|convince} nobody.',
  ],
  con: [
    'We fell in love with one {answer|solution} before {listing|writing down} three.',
    'There is a {duller|plainer} way that gets {eighty percent|most} of the benefit for {a tenth|a sliver} of the fuss.',
    'Before <act>, I would fix the {boring|small} things that <people> {mention|complain about} every week.',
  ],
  ask: [
    'What else was on the {table|whiteboard}, and why did it {lose|fall off}?',
    'Could we get the same with {a phone call and a notice board|something half as big}?',
    'If this were {forbidden|off the table}, what would you {try|do} {first|on Monday}?',
  ],
  story: [
    '- We argued {all winter|for months} about a grand {system|scheme} <place>; in the end {a bell and a list|two benches} did the job.',
    '- My neighbour solved {nearly|almost} the same {problem|thing} with {a rota and a key|a shared calendar}, and nobody {held|gave} a speech.',
    '- I once threw away a {year|whole season} of work because {an intern|the newest colleague} asked why we did not simply {ask|call}.',
  ],
  number: [
    '- I wrote down {six|seven} options last night; {two|three} of them cost {less than a new printer|next to nothing}.',
    '- The dull version would take {three|four} weeks, the {bold|big} one at least {fourteen|sixteen} months.',
  ],
  propose: [
    'Put {three|two} rivals beside it and {score|compare} them on one {sheet|page}.',
    'Try the {cheap|dull} version for {a month|six weeks} and {keep|hold} the big one as plan B.',
    'Write down what would make us {drop|abandon} it, {today|before we fall in love}.',
  ],
  condition: ['at least two rivals are compared beside it', 'the dull version gets a fair try first'],
  build: [
    'And we could {run|try} the tiny version and the {wild|huge} version {side by side|in the same month}.',
    'What if we {borrowed|stole} the best bit from {libraries|football clubs|bakeries} and {mixed|stitched} it in?',
    'Combine that with {a shared calendar|an open door on Fridays} and you have {two|three} ideas for the price of one.',
  ],
  shortPro: ['I found nothing better.', 'Half measures failed already.', 'The alternatives had years.'],
  shortCon: ['Is there a duller way?', 'Fix the small things first.', 'We skipped two options.', 'What else was considered?'],
  becausePro: ['every gentler road led back here', 'half measures please nobody'],
  becauseCon: ['a duller option gets most of the benefit', 'we never compared it with anything'],
};
