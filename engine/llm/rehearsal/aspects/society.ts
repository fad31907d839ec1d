import type { Aspect } from './aspect.ts';

export const trust: Aspect = {
  name: 'trust',
  noun: 'trust',
  spot: /\b(trust\w*|honest\w*|promis\w*|transparen\w*|communicat\w*|believ\w*|credib\w*|rumou?rs?|reputation)\b/i,
  pro: [
    'Keeping one {visible|plain} promise would buy {years|a decade} of patience, and <act> could be {that one|the one}.',
    'Trust {grows|comes} from being {surprised kindly|treated well} once, {without small print|for no reason}.',
    'If we explain it {plainly|in the open}, most <people> will {go along|give it a try}.',
  ],
  con: [
    'We {promised|announced} something {similar|like it} before, and {everyone|the whole room} remembers how that {ended|went}.',
    'Trust leaves {on horseback|by taxi} and comes back {on foot|by the night bus}, as my {grandmother|old teacher} put it.',
    'The {rumour|whisper} will be {faster|louder} than {our|any} leaflet, so {silence|vagueness} is {expensive|not an option}.',
  ],
  ask: [
    'Would you believe it, {coming|hearing it} from us?',
    'What did we promise {last time|two years ago}, and did we {keep|deliver} it?',
    'Who could {explain|announce} it and be {believed|taken at their word}?',
  ],
  story: [
    '- I told {a room|a packed hall} <place> that nothing would change, {and meant it|in good faith}; {a month|six weeks} later {it did|everything had}, and I still {hear|blush} about it.',
    'A {baker|barber} in our street gives credit on {a nod|first names}; {twenty|thirty} years, {two|three} unpaid {tabs|loaves}.',
    '+ We {admitted|owned up to} a mistake {on the front page|in public} once, and {subscriptions|goodwill} went {up|through the roof}.',
  ],
  number: [
    'It took us {three|four} years to win {back|over} {half|sixty percent} of the {doubters|regulars}, and {one|a single} careless {letter|email} to lose them.',
    "{Nine|Eight} people in ten {forgive|pardon} a delay when you {call|tell them} first; {maybe two|hardly anyone} when {you don't|they find out}.",
  ],
  propose: [
    'Say {aloud|in public} what we do not know {yet|so far}, before {someone|a journalist} asks.',
    'Report {every|each} quarter what was promised and what {arrived|happened}, on one {page|poster}.',
    'Send {people|somebody} they already {know|like}, never {a brochure|the spokesman}.',
  ],
  condition: ['we report openly what was promised and what happened', 'the bad news comes from us first'],
  build: [
    'And every promise could be {chalked|painted} on {the pavement|one big wall} and {ticked|wiped} off {by passers-by|when kept}.',
    'What if we {opened|showed} the {kitchen|messy draft}, so anyone can {taste|peek} while it {cooks|grows}?',
    'I love {that|the openness}; {imagine|add} a {weekly|Sunday} postcard saying what {went well|surprised us}.',
  ],
  shortPro: ['One kept promise helps.', 'People would believe that.', 'Openness wins them over.'],
  shortCon: ['Would you believe us?', 'Promises were broken before.', 'Trust leaves fast.', 'Say what we do not know.'],
  becausePro: ['one kept promise buys years of patience', 'openness wins people over'],
  becauseCon: ['we broke that promise before', 'people would not believe it coming from us'],
};

export const voice: Aspect = {
  name: 'voice',
  noun: 'who gets a say',
  spot: /\b(consult\w*|decid\w*|decision\w*|vote\w*|a say|listen\w*|participat\w*|consent\w*|privacy|control|power|democra\w*|heard)\b/i,
  pro: [
    'For once <people> were {asked|listened to}, and <act> is {roughly|pretty much} what they {said|wanted}.',
    'It hands a {bit|slice} of power to the ones who {live|deal} with the {result|outcome}.',
    'I trust a decision more when {the loud|experts} and {the quiet|amateurs} have {both|each} {touched|bent} it.',
  ],
  con: [
    'Consultation {came|arrived} after the {decision|press release}, as {usual|it tends to}.',
    'It moves {control|power} from {people you can visit|a face} to {a screen|somebody far away}.',
    'Those who will {live|wake up} with <act> have {had|been given} {two minutes|one line} at the microphone.',
  ],
  ask: [
    'Who was {asked|consulted}, and who was {just|merely} {informed|told}?',
    'Can a <person> say no and still be {served|welcome}?',
    'Whose {signature|yes} is {missing|not here} {tonight|around this table}?',
  ],
  story: [
    'We held the {meeting|hearing} at {ten on a weekday|lunchtime} <place> and {wondered|were surprised} that only pensioners came.',
    '+ A {teenager|girl of fifteen} once took {the microphone|my marker} and {redrew|fixed} in {five minutes|one go} what we had {polished|chewed on} for weeks.',
    '- I have {sat|been} on boards where the vote was {a ritual|theatre}; you can {hear|tell} it in the {chairs|silence}.',
  ],
  number: [
    '- {Fourteen|Twelve} people {wrote|sent} the plan, about {nine thousand|six thousand} will {live with|feel} it.',
    'When we {knocked on|went round} {ninety|seventy} doors, {sixty|fifty-five} opened, and {forty|thirty} had an opinion nobody had {heard|written down}.',
  ],
  propose: [
    'Draw {twelve|fifteen} names by lot and {give|lend} them {a real|the} veto {for a year|over the details}.',
    'Ask {again|once more} in {evening|kitchen-table} hours, with {childcare|soup}.',
    'Let anybody opt out {without|and never ask for} a reason.',
  ],
  condition: ['people can opt out without giving a reason', 'those who live with it get a real vote'],
  build: [
    'And a {jury|crew} drawn by lot could {curate|steer} it, {changing|rotating} with the {seasons|school terms}.',
    'What if the {quietest|youngest} {person|voice} always {spoke|chose} first?',
    'It could begin as a {dinner|long table} where every {chair|plate} {holds|carries} a question.',
  ],
  shortPro: ['They were asked, for once.', 'It shares some power.', 'People want a say.'],
  shortCon: ['Who was asked?', 'Decided before the meeting.', 'Can people say no?', 'Whose yes is missing?'],
  becausePro: ['it hands some power to those who live with the result', 'people were asked for once'],
  becauseCon: ['those who must live with it were hardly asked', 'nobody can say no to it'],
};

export const community: Aspect = {
  name: 'community',
  noun: 'how much places differ',
  spot: /\b(communit\w*|neighbou?r\w*|local\w*|villages?|rural|streets?|towns?|cultur\w*|context|tradition\w*)\b/i,
  pro: [
    'It would {bring|put} people in one {place|room} who {currently|today} only {share|know} a {car park|mailing list}.',
    'Local {pride|stubbornness} is an engine, and <act> {gives it|finally hands it} {fuel|something to pull}.',
    'Small places {show|prove} that it {can be done|works} when {people|folk} {own|shape} it.',
  ],
  con: [
    'What {works|flies} in {the centre|headquarters} {dies|stalls} {at the edge of town|twenty kilometres out}.',
    '<Act> is {written|drawn} for a place with {good signal and no hills|money}, and {I do not live there|mine is different}.',
    'You cannot {import|copy} the {result|harvest} without the {soil|weather}.',
  ],
  ask: [
    'Does that {hold|count} for {the outskirts|small places} too?',
    'What would the {corner shop|football club|choir} say {about|to} it?',
    'Who {knows|has visited} a place where {it stuck|that failed}, and what was different?',
  ],
  story: [
    '+ The {choir|allotment club} took over a dead {room|corner} <place>, and within {a season|one winter} you needed {a booking|luck} to get in.',
    '- I {grew up|spent ten years} where the {last|only} bus left at {six|half past five}; every {clever|urban} plan {sounds|reads} different {from there|at that stop}.',
    '- We {copied|translated} a {Danish|famous} model {word for word|down to the logo}, and {it was|people found it} about as {local|warm} as an airport.',
  ],
  number: [
    'Within {three|four} streets I can show you {five|six} habits and {two|three} {languages|opening hours}.',
    '- {Half|A third} of the {places|branches} I visited had {quietly|already} {bent|changed} the rules to fit.',
  ],
  propose: [
    'Fix the goal {centrally|together} and let each {place|team} {choose|find} its own {road|way}.',
    'Begin where {people|folk} {already|want to} {help|meet}, even if the map says {otherwise|elsewhere}.',
    'Spend the {first|opening} {month|fortnight} {listening|walking round} before {printing|installing} anything.',
  ],
  condition: ['each place may choose its own way', 'the outskirts are in from the start'],
  build: [
    'And every {street|floor} could {add|cook} its own {flavour|version}, with {a swap day|a little rivalry} once a {year|season}.',
    'What if the {choir|bakery|barber} became the {front door|information desk}?',
    'Put a {long|wobbly} table {outside|in the middle} and let {newcomers|grandparents} {host|tell} the first {evening|hour}.',
  ],
  shortPro: ['It brings people together.', 'Local pride would carry it.', 'Small places can do it.'],
  shortCon: ['Not where I live.', 'What about the outskirts?', 'Copying never works.', 'Places differ.'],
  becausePro: ['it brings people into one room', 'local pride would carry it'],
  becauseCon: ['what works in the centre dies at the edge', 'my place looks nothing like the one in the plan'],
};
