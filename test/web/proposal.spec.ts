/** What a reviewer does with one proposal: its suites share one program and one browser. */
import './proposal/decide.js';
import './proposal/drawing.js';
import './proposal/evidence.js';
import './proposal/modify.js';
