import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UserError } from '../../engine/errors.ts';

/** The options and words of one of our commands. Throws UserError for what it does not take. */
export function parsedArgs<const Options extends NonNullable<ParseArgsConfig['options']>>(
  command: string,
  args: string[],
  options: Options,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const [told] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UserError(`${told}. Run npm run ${command} -- --help to see what there is.`, 'VALIDATION_ERROR', { cause: error });
  }
}
