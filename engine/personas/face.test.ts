import { expect, it } from 'vitest';
import { avatarSvg } from './avatar.ts';
import { avatarPng } from './avatar-png.ts';
import { drawnAs, faceOf } from './face.ts';
import { library } from './library.ts';

const nurse = { id: 'anna-secret-name-1a2b', face: 'anna-secret-name-1a2b', gender: 'female', age: 47 };

it('names a face of the library by its persona, and any other by nothing that tells of one', () => {
  for (const persona of library) expect(faceOf(persona)).toBe(persona.id);
  expect(faceOf(nurse)).toMatch(/^own-[0-9a-f]{24}-f1$/);
  expect(faceOf(nurse)).not.toContain('anna');
});

it('draws the same portrait wherever it is shown', () => {
  const drawn = avatarSvg(faceOf(nurse));
  expect(avatarSvg(nurse.id, nurse)).toBe(drawn);
  expect(avatarSvg(nurse.face, { gender: 'female', age: 47 })).toBe(drawn);
  expect(avatarSvg(faceOf({ ...nurse, gender: 'male' }))).not.toBe(drawn);
  expect(avatarPng(faceOf(nurse))?.subarray(1, 4).toString()).toBe('PNG');
});

it('takes the face of the library that a persona of a team was given for a seed only', () => {
  const [first] = library;
  expect(faceOf({ ...nurse, face: first?.id })).toMatch(/^own-/);
  expect(faceOf({ ...nurse, face: '' })).toBe(faceOf({ ...nurse, face: undefined }));
});

it('draws nobody under a name that was not made here', () => {
  for (const name of ['', 'nobody', nurse.id, 'own-xyz-f1', `${faceOf(nurse)}0`, '../x']) {
    expect(drawnAs(name), name).toBeUndefined();
    expect(avatarPng(name), name).toBeUndefined();
  }
});
