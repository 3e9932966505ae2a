const { register } = require('node:module');
const { pathToFileURL } = require('node:url');

/** Teaches Node to load TypeScript, and to say in a stack where in it an error arose. Once in a process. */
register('./typescript-loader.mjs', pathToFileURL(__filename));
process.setSourceMapsEnabled(true);
