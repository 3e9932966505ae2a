const { join, relative } = require('node:path');
const { fileURLToPath } = require('node:url');

const root = join(__dirname, '..', '..', '..');
const cache = join(root, 'node_modules', '.cache', 'resolutionflow-tests');

/** Whether Node is to be given a translation of what is at that URL. */
const isTypeScript = (url) => url?.startsWith('file:') && new URL(url).pathname.endsWith('.ts');

/** Where the translation of a source is kept: one for each, so that it grows no further. Its map is beside it. */
const translationOf = (filename) => join(cache, `${relative(root, filename)}.js`);
const mapOf = (filename) => `${translationOf(filename)}.map`;

/**
 * Where Jest finds the map of a translation, by the URL that is in a stack trace. It is read when a trace is asked for,
 * while Node's own way reads each map as it loads a module.
 */
class KeptSourceMaps extends Map {
  get(url) {
    return isTypeScript(url) ? mapOf(fileURLToPath(url)) : undefined;
  }
}

module.exports = { root, isTypeScript, translationOf, mapOf, sourceMaps: new KeptSourceMaps() };
