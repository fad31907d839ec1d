import type { Aspect } from './aspect.ts';

export const fairness: Aspect = {
  name: 'fairness',
  noun: 'who wins and who loses',
  spot: /\b(fair\w*|unfair\w*|equal\w*|equit\w*|justice|inequal\w*|poor\w*|privileg\w*|winners?|losers?|left behind)\b/i,
  pro: [
    'The ones who gain most from <act> are {rarely|almost never} in rooms like this.',
    'Right now your {postcode|surname|salary} decides too much, and {that bothers me|I find that hard to defend}.',
    'A rule that treats everybody the same is {worth|allowed} a little {waste|untidiness}.',
  ],
  con: [
    'It helps the {comfortable|well-connected} first and {calls|labels} the rest progress.',
    'Equal treatment of unequal people {only looks|merely sounds} fair.',
    'The {night shift|single parent|apprentice} carries the inconvenience so that {the rest of us|others} can feel {modern|good}.',
  ],
  ask: [
    'Who is worse off {the morning after|a year in}?',
    'Does the person with the {smallest purse|smallest cushion} gain {anything|more than a leaflet}?',
    'Which {group|neighbourhood} have we {not mentioned|left out} {so far|today}?',
  ],
  story: [
    'A cleaner once asked me <place>, {very politely|over cold coffee}, whether the new rules were {also for her|meant for people like her}.',
    '- At {a hearing|one meeting} the loudest man spoke {six|five} times and the woman it was about {left to catch her bus|had already gone home}.',
    '- My sister lost {half a day|an afternoon} to a scheme that saved {her manager|somebody upstairs} ten minutes.',
  ],
  number: [
    'Among the {thirty|forty} <people> I know best, maybe {a dozen|nine} would gain and {three|four} would lose {badly|a lot}.',
    '- The top {third|quarter} used our last offer {four|five} times as often as {everyone below|the rest}.',
  ],
  propose: [
    'Start with the people who {wait longest|have fewest choices} and {work upwards|let the others queue}.',
    'Write a {one-page|short} list of losers and what we {owe|offer} each of them.',
    'Keep {a free|one cheap} option for {whoever|anyone who} cannot {keep up|join in}.',
  ],
  condition: ['the people with fewest choices come first', 'nobody at the bottom ends up paying for it'],
  build: [
    'And the first {hundred|fifty} places could go to whoever {usually comes last|never gets asked}.',
    'What if {strangers|two households} were paired, so that each one {opens a door|brings something} for the other?',
    'I can see a {table|map} where every {street|team} {marks|draws} what fairness would look like {by spring|there}.',
  ],
  shortPro: ['Fair is fair.', 'It reaches the right people.', 'Postcodes decide too much.'],
  shortCon: ['Who loses out?', 'Fair to whom, exactly?', 'The comfortable win again.', 'That hits the night shift.'],
  becausePro: ['it reaches people who are never in the room', 'your postcode decides too much today'],
  becauseCon: ['the comfortable gain first', 'the people with least carry the trouble'],
};

export const access: Aspect = {
  name: 'access',
  noun: 'access for everybody',
  spot: /\b(access\w*|disab\w*|elder\w*|barrier\w*|wheelchair\w*|languages?|translat\w*|inclu(?:de|sion|sive)\w*|newcomers?|beginners?|left out)\b/i,
  pro: [
    'A thing that works for a {tired|nervous} beginner {usually|nearly always} works for the expert too.',
    'With <act>, {my mother|a newcomer} could {manage|get through it} without {asking a stranger|phoning me}.',
    'Every barrier we {drop|remove} brings back someone who {stopped trying|gave up quietly}.',
  ],
  con: [
    'As drawn, it fits {the fit, the young and the online|people exactly like us}.',
    'One {extra|more} login is {nothing|trivial} to you and {a locked door|the end of the road} to {some|quite a few} <people>.',
    'We {keep building|design} for an average <person> who {does not exist|I have yet to meet}.',
  ],
  ask: [
    'How does it {work|feel} for somebody who {reads slowly|is new here|cannot stand for long}?',
    'Who has {tried|tested} it with {one hand full|a child on their arm}?',
    'In how many languages would we {explain|say} that?',
  ],
  story: [
    'I watched a man {turn back|walk away} at the entrance <place> because the sign {assumed he could read it|was in one language}.',
    'An {elderly|older} <person> thanked me for {a bigger typeface|a chair by the door}; {nothing else|no other change} that year got a thank-you.',
    'My {first|worst} week in this job I was the newcomer, and a {hand-drawn map|kind porter} did more than {any handbook|the official tour}.',
  ],
  number: [
    '{One in six|One in seven} <people> I meet needs {some help|a second explanation}, and that is {before|without} counting bad days.',
    '+ We cut {eleven|nine} steps to {four|five} once, and complaints {halved|fell by a third} in {a month|six weeks}.',
  ],
  propose: [
    'Let {five|six} people who struggle today {walk|test} the first version, {paid|with us watching quietly}.',
    'Keep a {human|person} at the {counter|door} for {whoever|anyone who} needs one.',
    'Say it in plain words, {large type and three languages|on one side of paper}.',
  ],
  condition: ['a real person stays at the counter', 'people who struggle today get to test it first'],
  build: [
    'And a {friendly guide|buddy} could {walk|go} with you the first {time|three times}.',
    'What if the {slowest|newest} person in the room {designed|got to draw} the first {page|hour}?',
    'It might come with {pictures|songs|colours} in place of {instructions|forms}, so {a child|anyone} could {lead|explain it}.',
  ],
  shortPro: ['It opens doors.', 'Beginners would manage.', 'My mother could use it.'],
  shortCon: ['It fits people like us.', 'Who gets locked out?', 'Think of the newcomers.', 'One login too many.'],
  becausePro: ['it opens the door for people who gave up', 'what works for beginners works for everybody'],
  becauseCon: ['it is drawn for people like us', 'too many people would stand at a locked door'],
};

export const dignity: Aspect = {
  name: 'dignity',
  noun: 'how it makes people feel',
  spot: /\b(dignity|respect\w*|pride|proud|sham(?:e|ed|ing)|humiliat\w*|belong\w*|kind(?:ness)?|lonel\w*|joy\w*|feel(?:s|ing)?)\b/i,
  pro: [
    'Nobody should have to {prove|explain} their {bad luck|bank balance} at a counter, and <act> {spares them|ends} that.',
    'There is a {quiet|small} pride in things that simply work, and {people|guests} {notice|feel it}.',
    'Being {trusted|greeted} like an adult changes how <people> {behave|answer}.',
  ],
  con: [
    'There is something {cold|humiliating} in it, {however|no matter how} {smooth|efficient} it gets.',
    'It turns a <person> into {a case number|a row in a table}, and {they can tell|people know}.',
    'You can be {generous|helpful} in a way that makes {folk|others} feel {small|like beggars}.',
  ],
  ask: [
    'How would you feel {standing|waiting} on the {other|wrong} side of that {counter|screen}?',
    'Does anybody {leave|walk out} a little {taller|prouder}?',
    'Would we {accept|want} that for our own {parents|children}?',
  ],
  story: [
    '+ There was a boy who {whispered|lowered his voice} whenever he asked <place>; {after the change|a year later} he {just asked|stopped whispering}.',
    'I still remember the {clerk|receptionist} who used my name in {1998|my worst year}, and {nothing|not one thing} about the form.',
    '+ We painted the {waiting room|corridor} {yellow|together} and the shouting {stopped|went down}; explain that with {a spreadsheet|theory}.',
  ],
  number: [
    'When we asked {sixty|eighty} <people> what {hurt|bothered them} most, {forty|fifty} said the tone and {nine|six} said the price.',
    '+ {Two minutes|Ninety seconds} of {courtesy|eye contact} saved us {hours|a whole afternoon} of complaints, {every week|week in, week out}.',
  ],
  propose: [
    'Write the {first|welcome} sentence together with the people who will {hear|read} it.',
    'Drop every {question|form} that {makes people blush|we would hate to answer}.',
    'Measure whether they {come back|bring a friend}, since {shame|embarrassment} never {returns|comes twice}.',
  ],
  condition: ['nobody has to prove their bad luck at a counter', 'the tone is written together with those who will hear it'],
  build: [
    'And there could be {bread|tea|music} at the start, because people {open up|talk} with {warm hands|something in their hands}.',
    'What if every <person> got a {handwritten|personal} line at the end, {signed|with a first name}?',
    "I'd add a {wall|shelf} where the {small|funny} wins are {pinned up|kept} for {all|everyone} to see.",
  ],
  shortPro: ['Dignity counts.', 'People would feel trusted.', 'That spares people shame.'],
  shortCon: ['It feels cold.', 'People are not case numbers.', 'Would you want that yourself?', 'Mind the tone.'],
  becausePro: ['it spares people a small humiliation', 'being trusted changes how people behave'],
  becauseCon: ['it turns people into case numbers', 'it feels cold however smooth it gets'],
};
