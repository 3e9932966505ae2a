/** What every page has in common, the way in, and the first page: these suites share one program and one browser. */
import './desk/frame.js';
import './desk/home.js';
import './desk/sign-in.js';
