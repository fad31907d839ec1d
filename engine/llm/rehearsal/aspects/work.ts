import type { Aspect } from './aspect.ts';

export const staff: Aspect = {
  name: 'staff',
  noun: 'the work behind it',
  spot: /\b(staff\w*|workload\w*|shifts?|colleagues?|train(?:ed|ing)|overtime|burn\w*|rota|workers?|employees?|crew)\b/i,
  pro: [
    'The {crew|people} on the floor have wanted <act> for {years|ages}; {ask them|nobody asked}.',
    'It would take {a stupid|one pointless} chore off {tired|good} people, and {that shows by Friday|they would stay longer}.',
    'A team that is {proud of|behind} something repairs it {unasked|after hours}.',
  ],
  con: [
    'The same {four|five} people who {save|rescue} everything today would {carry|run} that too, {unpaid|on top}.',
    '<Act> sounds light until you {do|cover} a {Saturday|late} shift with two colleagues off sick.',
    'We never {subtract|take away} a task; we only {add|pile on}.',
  ],
  ask: [
    'Whose {Tuesday|working day} gets longer, and {what falls off it|who told them}?',
    'Have the {people at the desk|ones on shift} {seen|read} {a word|any} of this?',
    'How many hours of training are {we talking about|in the plan}?',
  ],
  story: [
    '- I trained {eleven|fourteen} colleagues for a launch <place>, and {nine|ten} had {left|moved on} before it {opened|began}.',
    '- During one {flu|holiday} week {two|three} of us did everything, and {that|such a} week is what I {plan for|remember}.',
    'Our {best|steadiest} colleague {resigned|handed in her notice} over a {form|spreadsheet}; it was the {hundredth|last} one.',
  ],
  number: [
    '- I make it {six|seven} extra hours a week for each team, with {none|zero} of them {funded|on the rota}.',
    '- {Twelve|Nine} minutes a case does not sound like {much|a lot} until you multiply it by {two hundred|a hundred and forty}.',
  ],
  propose: [
    'Take one {duty|report} away for every new one, {in writing|and name it}.',
    'Pay {two|three} people from the floor to {design|redraw} it {with us|before anyone else does}.',
    'Give the team a {veto|stop button} for the first {month|six weeks}.',
  ],
  condition: ['one old duty goes for every new one', 'the people on shift helped to design it'],
  build: [
    'And the {night|kitchen} crew could {teach|show} the rest of us, with {cake|their own rules}.',
    'What if everyone {swapped|traded} jobs for one {morning|shift} a month to {keep it fresh|stay curious}?',
    'We might give each team a small {budget|box of tools} to {tinker|surprise us} with.',
  ],
  shortPro: ['The team wants it.', 'It saves people a chore.', 'Ask the crew.'],
  shortCon: ['Who does the work?', 'The rota is full already.', 'Staff will leave.', 'That means more overtime.'],
  becausePro: ['it takes a pointless chore off good people', 'the people on the floor have asked for it'],
  becauseCon: ['the same five people would carry it', 'the rota has no room for it'],
};

export const ownership: Aspect = {
  name: 'ownership',
  noun: 'who answers for it',
  spot: /\b(responsib\w*|accountab\w*|owner\w*|owns|in charge|answers? for|blam\w*|liab\w*|govern\w*|oversight)\b/i,
  pro: [
    'It finally puts one name on {the door|the problem}, and {that alone|a name} is {worth a lot|progress}.',
    'With <act> there is {nothing|nobody} to hide behind {any more|on a bad day}.',
    'Clear duties make people {braver|kinder}, in my experience.',
  ],
  con: [
    'When {everyone|each of us} owns it a little, {nobody|no one} picks up the phone {at night|on Sunday}.',
    'I see {a committee|three logos} and no {throat to choke|telephone number}.',
    'The credit is {shared out|spoken for}; the blame is {still homeless|looking for a home}.',
  ],
  ask: [
    'Whose phone rings when it {breaks|goes wrong} {at six in the morning|on a holiday}?',
    'Who has the power to {stop|switch off} it?',
    'If it fails, who {says so|stands up} {first|in front of people}?',
  ],
  story: [
    'The last time nobody owned a {tap|lock} <place>, it {dripped|jammed} for {two years|fourteen months}.',
    'I carried the {blame|keys} for a project {without|and never had} the {budget|signature}; I would not {wish that on|do it to} anyone.',
    'A {director|manager} once apologised to us {in person|standing up}, and the whole {mood|room} turned.',
  ],
  number: [
    '- I counted {seven|six} signatures on the last plan and {not one|zero} phone numbers.',
    'Decisions with one owner took us {nine|ten} days; the shared ones took {eleven|thirteen} weeks.',
  ],
  propose: [
    'Name one person, with a {budget|deputy} and {a date to report|the right to say stop}.',
    'Put a {phone|contact} number on it, {answered by a human|printed large}.',
    'Agree {now|in advance} who may {pull the plug|call it off}, and {on what signal|at which point}.',
  ],
  condition: ['one named person answers for it', 'somebody has the right to pull the plug'],
  build: [
    'And each {corner|piece} of it could be {adopted|looked after} by a {family|class|team} with their name {on it|in chalk}.',
    'What if the keys {rotated|went round}, a new {guardian|host} every {month|full moon}?',
    'There might be a {festive|public} handover {every spring|once a year}, with {cake|medals} and an honest {speech|review}.',
  ],
  shortPro: ['Finally one name on it.', 'Clear duties help.', 'Somebody would own it.'],
  shortCon: ['Who answers the phone?', 'Nobody owns this.', 'Blame has no home here.', 'Name one person.'],
  becausePro: ['it puts one name on the problem', 'clear duties make people braver'],
  becauseCon: ['nobody would pick up the phone on Sunday', 'the blame has no home'],
};

export const complexity: Aspect = {
  name: 'complexity',
  noun: 'how complicated it gets',
  spot: /\b(complex\w*|complicat\w*|rules?|exceptions?|paperwork|forms?|bureaucra\w*|red tape|steps?|simpl\w*)\b/i,
  pro: [
    '<Act> deletes {rules|exceptions} instead of {adding|inventing} them, and I {rarely|hardly ever} get to say that.',
    'One {rule|sentence} you can {remember|explain} beats {twenty|a folder} you have to look up.',
    'The simplest {version|form} is {already|nearly} good enough to {live with|start}.',
  ],
  con: [
    'Each exception is {reasonable|kind}; together they are {a maze|a full-time job}.',
    'I give it {a year|two years} before there is a {handbook|hotline} for the {handbook|hotline}.',
    "It's simple on a {slide|napkin} and {knotted|tangled} the moment a real <person> {walks in|turns up}.",
  ],
  ask: [
    'Could you explain it to {a nine-year-old|my uncle} in {two|three} sentences?',
    'What {is|would be} the first exception somebody {demands|asks for}?',
    'How many {forms|steps} stand between a <person> and {a yes|the result}?',
  ],
  story: [
    'We had a two-page rule <place> that {grew|swelled} to {forty|thirty-eight} pages, and {the answer stayed|it still said} no.',
    'A {trainee|new colleague} read the {manual|guidelines} aloud once; we {laughed|went quiet} and {binned|shortened} half of it.',
    'My father {kept|filled in} the same form {three|four} times because each {office|desk} had its own {stamp|colour}.',
  ],
  number: [
    'Right now it takes {seventeen|fourteen} steps, and I can {defend|justify} {six|five} of them.',
    'Every extra field costs you {four|three} percent of <people>, {year after year|roughly}.',
  ],
  propose: [
    'For each new rule, {strike|delete} two old ones {the same day|out loud}.',
    'Draw it on one {page|postcard}; whatever {falls off|does not fit} was {luxury|optional}.',
    'Set an expiry date, so that {clutter|dead wood} {dies|disappears} by itself.',
  ],
  condition: ['it fits on one page', 'two old rules go for every new one'],
  build: [
    'And the whole thing could be {sung|told} in {one breath|a minute}, like {a nursery rhyme|house rules on a fridge}.',
    'What if there were just {three|two} buttons, {each a different colour|one of them a wild card}?',
    'We could {turn|fold} the manual into {a comic|a deck of cards} that {teams|families} {play|shuffle} through.',
  ],
  shortPro: ['Simple rules win.', 'Less paperwork, please.', 'One rule beats twenty.'],
  shortCon: ['Too many exceptions.', 'It gets knotted fast.', 'Explain it in one sentence.', 'That is a maze.'],
  becausePro: ['it deletes rules instead of adding them', 'one rule beats a folder of exceptions'],
  becauseCon: ['it will drown in exceptions', 'I cannot explain it in two sentences'],
};
