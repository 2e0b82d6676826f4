// Ends with 0 if this Node.js is new enough to build the page (Vite's own requirement). Plain old script, so that an old one can say no.
var version = process.versions.node.split('.').map(Number);
var major = version[0];
var minor = version[1];
process.exit(major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19) ? 0 : 1);
