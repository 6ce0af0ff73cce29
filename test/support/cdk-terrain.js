/** Preloaded with `node --require`: resolves `cdktf` to CDK Terrain, as the alias in package.json would. */
const Module = require("node:module");

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const name = request.replace(/^cdktf(?=$|\/)/, "cdktn");
  return resolve.call(this, name, ...rest);
};
