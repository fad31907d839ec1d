import { z } from 'zod';

export const options = z.object({
  services: z.coerce.string().max(600).default('').describe('how many are asked, or their names with commas between them'),
});
