import type { Installations } from './installations.ts';

export function memoryInstallations(): Installations {
  const secrets = new Map<string, string>();
  const members = new Map<string, { team: string; organisation: string }>();
  const id = (platform: string, team: string) => `${platform}/${team}`;
  return {
    async put(platform, team, secret) {
      secrets.set(id(platform, team), secret);
    },
    async get(platform, team) {
      return secrets.get(id(platform, team)) ?? secrets.get(members.get(id(platform, team))?.organisation ?? '');
    },
    async remove(platform, team) {
      secrets.delete(id(platform, team));
    },
    async join(platform, team, organisation) {
      members.set(id(platform, team), { team, organisation: id(platform, organisation) });
    },
    async leave(platform, organisation) {
      const left = [...members].filter(([, member]) => member.organisation === id(platform, organisation));
      for (const [key] of left) members.delete(key);
      return left.map(([, { team }]) => team);
    },
  };
}
