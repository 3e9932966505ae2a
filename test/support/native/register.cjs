const { register } = require('node:module');
const { pathToFileURL } = require('node:url');
const { SourceMapSupport } = require('@jest/source-map');
const { sourceMaps } = require('./translation.cjs');

/** Teaches Node to load TypeScript, and to say in a stack where in it an error arose. Once in a process. */
register('./typescript-loader.mjs', pathToFileURL(__filename));
new SourceMapSupport().install(sourceMaps);
