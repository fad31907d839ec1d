import type { Persona } from '../../types.ts';
import { common, withArticle } from './english.ts';

/** Whom and where a person speaks of when they speak of work. */
export type Setting = { people: string; person: string; place: string };

const SETTINGS: readonly (readonly [RegExp, Setting])[] = [
  [/teach|school|educat|professor|lectur|tutor/i, { people: 'students', person: 'student', place: 'at school' }],
  [
    /nurs|doctor|physician|surgeon|health|medic|therap|psych|pharma|care/i,
    { people: 'patients', person: 'patient', place: 'at the clinic' },
  ],
  [
    /driver|transport|transit|logistic|rail|pilot|mobility/i,
    { people: 'passengers', person: 'passenger', place: 'at the depot' },
  ],
  [/law|legal|attorney|judge|solicitor/i, { people: 'clients', person: 'client', place: 'in my practice' }],
  [/farm|agri|garden|forest/i, { people: 'neighbours', person: 'neighbour', place: 'on the farm' }],
  [
    /shop|retail|store|chef|cook|restaurant|baker|barista|hotel|hospitality|sales|market/i,
    { people: 'customers', person: 'customer', place: 'in the shop' },
  ],
  [/journal|report|editor|writer|author|media|librar/i, { people: 'readers', person: 'reader', place: 'in the newsroom' }],
  [
    /design|software|developer|programm|engineer|tech|product|data|cyber|security|ux/i,
    { people: 'users', person: 'user', place: 'in our team' },
  ],
  [/accountan|financ|econom|bank|audit|insur|invest|consult/i, { people: 'clients', person: 'client', place: 'at the office' }],
  [
    /social work|charity|ngo|nonprofit|non-profit|volunteer|youth|pastor|priest|imam/i,
    { people: 'families', person: 'mother', place: 'at the centre' },
  ],
  [
    /council|civil|policy|government|public|mayor|politic|admin|planner|urban/i,
    { people: 'residents', person: 'resident', place: 'at the town hall' },
  ],
  [
    /electric|plumb|carpent|build|construct|mechanic|craft|factory|manufactur|weld/i,
    { people: 'customers', person: 'customer', place: 'on site' },
  ],
  [
    /scien|research|statistic|physic|biolog|chemi|academ/i,
    { people: 'participants', person: 'participant', place: 'in the lab' },
  ],
  [/student|pupil|apprentice/i, { people: 'classmates', person: 'classmate', place: 'on campus' }],
  [/artist|music|actor|film|photograph|dance|theat/i, { people: 'guests', person: 'guest', place: 'at the theatre' }],
  [
    /founder|entrepreneur|ceo|director|manager|business|owner/i,
    { people: 'customers', person: 'customer', place: 'at the company' },
  ],
  [/retire|pension|parent|home/i, { people: 'neighbours', person: 'neighbour', place: 'in my street' }],
];

const ANYWHERE: Setting = { people: 'people', person: 'colleague', place: 'at work' };

export function settingOf(persona: Persona): Setting {
  for (const text of [persona.profession, persona.field])
    for (const [pattern, setting] of SETTINGS) if (pattern.test(text)) return setting;
  return ANYWHERE;
}

/** "a bus driver", also for somebody who has retired from it. */
export function jobOf(persona: Persona): string | undefined {
  const job = common(
    persona.profession
      .replace(/^(?:retired|former|ex)[- ]/i, '')
      .replace(/[,(;/].*$/, '')
      .trim(),
  );
  return job === '' ? undefined : withArticle(job);
}
