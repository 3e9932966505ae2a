import { parseArgs } from 'node:util';

/** The options of this process's command line; ends with the usage at `--help` and at an option that there is not. */
export function readOptions(usage, config) {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config).values;
  } catch (error) {
    console.error(`${error.message}\n${usage}`);
    process.exit(2);
  }
}
