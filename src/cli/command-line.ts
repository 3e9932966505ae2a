import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Who called asked how to call. */
export class HelpAsked extends Error {}

/** A call that the command does not take; the message ends with how it is called. */
export class WrongCall extends Error {}

/**
 * The options and arguments of this process's command line.
 * @param usage how the command is called, and in the lines after that what it does
 * @throws HelpAsked at `--help`; WrongCall at an option that there is not, or that is given without its value
 */
export function readCommandLine<T extends ParseArgsConfig>(
  usage: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  const args = process.argv.slice(2);
  if (args.some((argument) => argument === '--help' || argument === '-h')) throw new HelpAsked(usage);
  try {
    return parseArgs<T>({ args, ...config });
  } catch (error) {
    // Node's own refusal of an unknown or incomplete option.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
      throw new WrongCall(`${error.message}\n${usage}`);
    throw error;
  }
}
