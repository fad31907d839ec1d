import { expect, it } from 'vitest';
import { services } from '../formats/council/council.fixture.ts';
import { chosenServices } from './chosen.ts';

const ADD = 'An admin can add more in the panel under Services, or with: npm run services -- add.';

it('says what there is and where more come from, where too few services are there', () => {
  expect(() => chosenServices({ services: 4 }, services(1))).toThrow(`There is 1 service here, not 4. ${ADD}`);
  expect(() => chosenServices({ services: 4 }, services(3))).toThrow(`There are 3 services here, not 4. ${ADD}`);
  expect(() => chosenServices({}, services(1))).toThrow(`A council needs 2 to 8 services. There is: Service 1. ${ADD}`);
  expect(() => chosenServices({ services: 'Service 2' }, services(2))).toThrow(/There is: Service 1, Service 2\.$/);
  expect(chosenServices({ services: 'service 2, s1' }, services(2)).map(({ id }) => id)).toEqual(['s2', 's1']);
});
