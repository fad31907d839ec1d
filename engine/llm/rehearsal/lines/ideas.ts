const PLACES =
  '{a bakery|a lighthouse|a school band|a night train|a corner shop|a football terrace|a choir rehearsal|a market stall|a repair café|a small theatre|a mountain hut|a village fair|a barber|a fire station|a kindergarten|a skating rink|a bookshop|a ferry}';
const GIFTS =
  '{a bell|a big table|a box of chalk|a guest book|a pot of soup|an open mic|a map on the wall|a swap shelf|a lucky dip|a photo booth|a paper crown|a red sofa|a wishing tree|a stamp card|a brass band|a lantern|a puzzle|a seed packet}';
const WHO =
  '{the quietest neighbour|a retired engineer|a teenager|the newest arrival|a grandmother|the night shift|somebody from the kitchen|a pair of strangers|the youngest in the room|a poet|the caretaker|a volunteer|a different guest each time|the loudest sceptic}';
const DOES =
  '{opens the doors|tells one story|chooses the song|draws the next page|hands over the keys|picks the colour|invents a rule|thanks somebody|tastes first|keeps the diary|rings in the evening|names the hero of the week|swaps places with the boss|shows a trick}';
const WHEN =
  '{each Friday|once a month|at full moon|every first Tuesday|in the dark months|on rainy days|between two seasons|at breakfast|just before closing|on birthdays|whenever ten people have gathered|at the turn of the year}';

/** Ideas that anybody could add to anything; most of each line is chosen, so that they hardly ever come out alike. */
export const IDEAS: readonly string[] = [
  `${WHEN}, ${WHO} ${DOES}.`,
  `Put ${GIFTS} beside it, and let ${WHO} look after it.`,
  `Think of ${PLACES}, and bring that mood to <thing>.`,
  `From <know> I would bring ${GIFTS}.`,
  `A rule I'd love: ${WHO} ${DOES}, ${WHEN}.`,
  `Let <thing> meet ${PLACES} ${WHEN}.`,
  `There is room for ${GIFTS} and ${GIFTS} too.`,
  `${WHO} could start, with ${GIFTS}, and ${WHO} would follow.`,
  `We'd know that it works when ${WHO} ${DOES} unasked.`,
  `And ${WHEN} it moves to ${PLACES}.`,
  `Half ${PLACES}, half <thing>: that is my picture.`,
  `My <people> would bring ${GIFTS}, I am sure of it.`,
  `First ${GIFTS}, then ${WHO}, then everybody.`,
  `With ${WHO} as host, <thing> gets a face.`,
  `Hide ${GIFTS} in it, so that ${WHO} finds it ${WHEN}.`,
  `I hear ${PLACES} in that, ${WHEN}, with ${WHO} in the middle.`,
];
