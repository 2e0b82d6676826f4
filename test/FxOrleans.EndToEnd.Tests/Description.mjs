// Holds an API's description, and what the service answered, against each other: `node Description.mjs FILE`, where FILE is JSON
// { document, answers: [{ url, status, contentType, body, expected, method }] }. Prints what is wrong, a line each, and ends with 1; with 0 and
// how many answers it has seen when nothing is.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Validator } from '@seriousme/openapi-schema-validator';

const require = createRequire(import.meta.url);
const Ajv = require('ajv/dist/2020').default;
const { document, answers } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const faults = [];

const checked = await new Validator().validate(structuredClone(document));
if (!checked.valid) faults.push(...[checked.errors].flat().map((error) => `The document: ${error.instancePath ?? ''} ${error.message ?? error}`));

// A field that nothing describes is a fault as well.
for (const schema of Object.values(document.components.schemas)) {
  if (schema.properties !== undefined && schema.additionalProperties === undefined) schema.additionalProperties = false;
}

const ajv = new Ajv({ strict: false, allErrors: true });
require('ajv-formats')(ajv);
for (const format of ['decimal', 'int32', 'int64', 'double']) ajv.addFormat(format, true);
ajv.addSchema({ $id: 'api', components: document.components });
const compiled = new Map();
const resolve = (value) => (value?.$ref === undefined ? value : value.$ref.slice(2).split('/').reduce((at, name) => at[name], document));

function wrongWith(schema, value) {
  const text = JSON.stringify(schema);
  if (!compiled.has(text)) compiled.set(text, ajv.compile(JSON.parse(text.replaceAll('"#/components', '"api#/components'))));
  const validate = compiled.get(text);
  return validate(value) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

const operations = Object.entries(document.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })));
for (const { path, method, operation } of operations) {
  const name = `${method} ${path}`;
  for (const field of ['summary', 'operationId']) if (!operation[field]) faults.push(`${name} has no ${field}.`);
  if (!operation.tags?.every((tag) => document.tags.some((known) => known.name === tag))) faults.push(`${name} has no tag that is described.`);
  for (const parameter of operation.parameters ?? []) {
    if (!parameter.description || parameter.example === undefined) faults.push(`${name}: ${parameter.name} has no description or no example.`);
    else faults.push(...wrongWith(parameter.schema, parameter.example).map((fault) => `${name}: the example of ${parameter.name}: ${fault}`));
  }

  for (const [status, reference] of Object.entries(operation.responses)) {
    for (const [type, { schema, example, examples }] of Object.entries(resolve(reference).content ?? {})) {
      const shown = example === undefined ? Object.values(examples ?? {}).map(({ value }) => value) : [example];
      if (shown.length === 0 && status !== '503' && !type.startsWith('image/')) faults.push(`${name}: ${status} has no example.`);
      for (const value of shown) faults.push(...wrongWith(schema, value).map((fault) => `${name}: the example of ${status}: ${fault}`));
    }
  }
}

const seen = new Set();
for (const { url, status, contentType, body, expected, method } of answers) {
  const path = url.split('?')[0];
  const asked = operations.filter((one) => one.method === method);
  const { operation } = asked.find((one) => one.path === path) ?? asked.find((one) => new RegExp(`^${one.path.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path));
  const name = `${url}: ${status} ${contentType}`;
  if (expected !== null && status !== expected) faults.push(`${name}: it was to be ${expected}: ${body.slice(0, 200)}`);
  const response = resolve(operation.responses[status]);
  const described = response?.content?.[contentType];
  if (described === undefined) {
    faults.push(`${name}: nothing describes it: ${body.slice(0, 200)}`);
    continue;
  }

  seen.add(`${operation.operationId} ${status}`);
  if (contentType.endsWith('json')) faults.push(...wrongWith(described.schema, JSON.parse(body)).map((fault) => `${name}: ${fault}: ${body.slice(0, 200)}`));
}

for (const { operation } of operations) {
  const best = '200' in operation.responses ? 200 : 202; // What is only begun has no other.
  const hasNoEnd = resolve(operation.responses[best])?.content?.['text/event-stream'] !== undefined; // It was not asked for.
  if (!hasNoEnd && !seen.has(`${operation.operationId} ${best}`)) faults.push(`${operation.operationId} was never answered with ${best}.`);
}
console.log(faults.length === 0 ? `${answers.length} answers of ${operations.length} operations` : [...new Set(faults)].join('\n'));
process.exitCode = faults.length === 0 ? 0 : 1;
