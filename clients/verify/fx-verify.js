// Verifies receipts of FxOrleans (payload fxr/1): the signature, and every digit of the price from the evidence in the receipt, by the
// arithmetic of docs/prices.md and docs/receipts.md. One file, no dependencies, no code of the service; Node 20 or newer, and browsers.
//
//   node fx-verify.js FILE [--jwks FILE|URL] [--log URL]     0 when all holds, 1 when something does not, 2 when something cannot be read
//   import { verify } from './fx-verify.js'      await verify(receipt, jwks) → { signature, digits, log, faults, difference, payload }

const VERSION = 'fxr/1';
const MAX_LENGTH = 256 * 1024;

/** Checks a compact JWS against a JWK set (an object; without one the signature is left unchecked). Null for what is no compact JWS. */
export async function verify(receipt, jwks) {
  const jws = parseJws(receipt);
  if (jws === null) return null;
  const signature = jwks === undefined || jwks === null ? undefined : await signatureFault(jws, jwks);
  const digits = await digitsFault(jws.payload);
  return {
    signature: signature === undefined ? 'not_checked' : signature === null ? 'valid' : 'invalid',
    digits: digits.fault === null ? 'valid' : digits.fault === 'unsupported_version' ? 'not_checked' : 'invalid',
    log: 'not_checked',
    faults: [signature, digits.fault].filter((fault) => typeof fault === 'string'),
    difference: digits.difference,
    payload: digits.payload,
  };
}

/** The same of a file's text: a compact JWS, or the JSON answer of POST /receipts, whose id must be the payload's. */
export async function verifyText(text, jwks) {
  text = text.trim();
  if (!text.startsWith('{')) return verify(text, jwks);
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    return null;
  }

  if (typeof answer.receipt !== 'string') return null;
  const verified = await verify(answer.receipt, jwks);
  if (verified !== null && answer.id !== (await idOf(answer.receipt))) {
    verified.digits = 'invalid';
    verified.difference = "the id beside the receipt is another receipt's";
    if (!verified.faults.includes('digest_mismatch')) verified.faults.push('digest_mismatch');
  }

  return verified;
}

/** The id of a receipt: the base64url SHA-256 of its payload. Null for what is no compact JWS. */
export async function idOf(receipt) {
  const jws = parseJws(receipt);
  return jws === null ? null : digest(jws.payload);
}

/** Whether the answer of GET /log/proof proves that the log holds a receipt: RFC 9162, section 2.1.3.2, to a root that a trusted key signed. */
export async function holds(receipt, proof, jwks) {
  const id = await idOf(receipt);
  const checkpoint = parseJws(proof?.checkpoint);
  if (id === null || checkpoint === null || (await signatureFault(checkpoint, jwks)) !== null || checkpoint.header.typ !== 'fxr-checkpoint') return false;
  const { index, size, root, hashes } = proof;
  let signed;
  try {
    signed = parseJson(checkpoint.payload, 2);
  } catch {
    return false;
  }

  if (signed.root !== root || signed.size !== size || !Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size || !Array.isArray(hashes)) return false;
  let [at, last] = [BigInt(index), BigInt(size) - 1n];
  let hash = await node(0, fromBase64(id));
  for (const text of hashes) {
    const sibling = typeof text === 'string' ? fromBase64(text) : null;
    if (sibling === null || last === 0n) return false;
    if (at % 2n === 1n || at === last) {
      hash = await node(1, sibling, hash);
      while (at % 2n === 0n && at !== 0n) [at, last] = [at / 2n, last / 2n];
    } else {
      hash = await node(1, hash, sibling);
    }

    [at, last] = [at / 2n, last / 2n];
  }

  return last === 0n && toBase64(hash) === root;
}

async function node(prefix, ...parts) {
  const bytes = new Uint8Array(1 + parts.reduce((total, part) => total + part.length, 0));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }

  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** What holds and what does not, in one sentence. */
export function sentence({ signature, digits, log, faults, difference }) {
  const held = { valid: ' The log holds it.', invalid: ' The log does not hold it (not_logged).', not_checked: '' }[log];
  const signed = { valid: 'The signature is valid', invalid: `The signature is not valid (${faults[0]})`, not_checked: 'The signature was not checked' }[signature];
  if (digits === 'valid') return `${signed}, ${signature === 'valid' ? 'and' : 'though'} the evidence gives every digit of the price.${held}`;
  const code = faults.filter((fault) => fault !== 'not_logged').at(-1);
  return digits === 'not_checked'
    ? `${signed}; the digits were not computed (${code}: ${difference}).${held}`
    : `${signed}, ${signature === 'valid' ? 'but' : 'and'} the evidence does not give the digits (${code}: ${difference}).${held}`;
}

// ---- the JWS (RFC 7515) ---------------------------------------------------------------------------------------------------------------

const utf8 = new TextEncoder();

function parseJws(text) {
  const parts = typeof text === 'string' && text.length <= MAX_LENGTH ? text.split('.') : [];
  if (parts.length !== 3) return null;
  const [head, payload, signature] = parts.map(fromBase64);
  if (head === null || payload === null || signature === null) return null;
  try {
    const header = parseJson(head, 2);
    return isObject(header) ? { header, payload, signature, signed: utf8.encode(`${parts[0]}.${parts[1]}`) } : null;
  } catch {
    return null;
  }
}

// The algorithm is ours to say, not the header's: it may only agree. What it calls critical we do not know.
async function signatureFault({ header, payload, signature, signed }, jwks) {
  if (header.alg !== 'ES256' || 'crit' in header) return 'bad_signature';
  const key = await findKey(jwks, header.kid);
  if (key === null) return 'unknown_key';
  if (signature.length !== 64) return 'bad_signature';
  try {
    const { kty, crv, x, y } = key;
    const imported = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    if (!(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, imported, signature, signed))) return 'bad_signature';
  } catch {
    return 'bad_signature';
  }

  const at = header.iat;
  return Number.isSafeInteger(at) && at >= (key.nbf ?? 0) && at <= (key.exp ?? Infinity) ? null : 'key_not_valid_then';
}

// A key goes by its thumbprint (RFC 7638), so that none can pass under another's name.
async function findKey(jwks, kid) {
  for (const key of Array.isArray(jwks?.keys) ? jwks.keys : []) {
    if (key?.kty === 'EC' && key.crv === 'P-256' && typeof key.x === 'string' && typeof key.y === 'string' && key.kid === kid) {
      if ((await digest(utf8.encode(`{"crv":"P-256","kty":"EC","x":"${key.x}","y":"${key.y}"}`))) === kid) return key;
    }
  }

  return null;
}

async function digest(bytes) {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

function toBase64(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

// Null unless it is the one text for its bytes: no padding, no spaces, no spare bits.
function fromBase64(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (unit) => unit.charCodeAt(0));
  let last = '';
  if (bytes.length % 3 !== 0) last = toBase64(bytes.subarray(bytes.length - (bytes.length % 3)));
  return text.endsWith(last) ? bytes : null;
}

// ---- JSON in one form (RFC 8785) ------------------------------------------------------------------------------------------------------

// JSON.parse takes a member twice and keeps the last: here that is a fault, as half of a surrogate pair is.
function parseJson(bytes, depth) {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  let at = 0;
  const value = read(depth);
  space();
  if (at !== text.length) throw new SyntaxError('There is more than one value.');
  return value;

  function read(deep) {
    space();
    if (text[at] === '"') return string();
    if (text[at] === '{' || text[at] === '[') {
      if (deep === 0) throw new SyntaxError('It is nested too deep.');
      return text[at] === '{' ? object(deep - 1) : array(deep - 1);
    }

    const plain = /(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)/y;
    plain.lastIndex = at;
    const found = plain.exec(text)?.[0];
    if (found === undefined) throw new SyntaxError(`There is no value at ${at}.`);
    at += found.length;
    return JSON.parse(found);
  }

  function object(deep) {
    const members = Object.create(null);
    at++;
    for (let first = true; ; first = false) {
      space();
      if (take('}', first)) return members;
      if (!first) expect(',');
      space();
      const name = string();
      if (name in members) throw new SyntaxError(`'${name}' is there twice.`);
      space();
      expect(':');
      members[name] = read(deep);
    }
  }

  function array(deep) {
    const items = [];
    at++;
    for (let first = true; ; first = false) {
      space();
      if (take(']', first)) return items;
      if (!first) expect(',');
      items.push(read(deep));
    }
  }

  function string() {
    const quoted = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
    quoted.lastIndex = at;
    const found = quoted.exec(text)?.[0];
    if (found === undefined) throw new SyntaxError(`There is no string at ${at}.`);
    at += found.length;
    const value = JSON.parse(found);
    if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(value)) throw new SyntaxError('Half of a surrogate pair.');
    return value;
  }

  function take(end) {
    if (text[at] !== end) return false;
    at++;
    return true;
  }

  function expect(sign) {
    if (text[at++] !== sign) throw new SyntaxError(`There is no '${sign}' at ${at - 1}.`);
  }

  function space() {
    while (text[at] === ' ' || text[at] === '\t' || text[at] === '\n' || text[at] === '\r') at++;
  }
}

// Receipts hold no JSON numbers: theirs are strings.
function canonical(value) {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object') throw new SyntaxError('A receipt holds no JSON numbers.');
  return `{${Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sameBytes(one, other) {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

// ---- the digits -----------------------------------------------------------------------------------------------------------------------

async function digitsFault(bytes) {
  let payload;
  try {
    payload = parseJson(bytes, 12);
    if (!isObject(payload) || !sameBytes(utf8.encode(canonical(payload)), bytes)) throw new SyntaxError('It has another form.');
  } catch {
    return { fault: 'digest_mismatch', difference: 'the payload is not in the form of RFC 8785, so that its digest names nothing' };
  }

  try {
    if (payload.v !== VERSION) return { fault: 'unsupported_version', difference: `this verifier knows ${VERSION} alone`, payload };
    check(isObject(payload.policy), 'there is no policy');
    if (text(payload, 'policy_sha256') !== (await digest(utf8.encode(canonical(payload.policy))))) {
      return { fault: 'digest_mismatch', difference: 'policy_sha256 is of another policy', payload };
    }

    recompute(payload);
    return { fault: null, payload };
  } catch (wrong) {
    if (wrong instanceof Difference || wrong instanceof RangeError) return { fault: 'recomputation_differs', difference: wrong.message, payload };
    throw wrong;
  }
}

class Difference extends Error {}

function check(holds, message) {
  if (!holds) throw new Difference(message);
}

function same(name, computed, given) {
  check(computed === given, `${name} is ${given}, the evidence gives ${computed}`);
}

function recompute(payload) {
  const legs = list(payload, 'legs');
  check((legs.length === 0) === isObject(payload.market), 'there is either a market or there are legs');
  const markets = (legs.length === 0 ? [{ ...payload.market, quotes: payload.quotes, learned: payload.learned }] : legs).map((leg) => market(leg, payload.policy));
  const [from, to] = split(text(payload, 'pair'));
  const path = [markets[0].from];
  for (const leg of markets) {
    check(leg.from === path[path.length - 1], 'the legs do not follow one another');
    path.push(leg.to);
  }

  check(path[0] === from && path[path.length - 1] === to, `the legs lead from ${path[0]} to ${path[path.length - 1]}`);
  same('via', path.slice(1, -1).join(), list(payload, 'via').join());
  const exact = markets.length === 1 && !markets[0].inverted;
  const turn = (value) => (exact ? value : round(value, 15));
  const mid = turn(product(markets, 'price', 'price'));
  const bid = least(mid, turn(product(markets, 'bid', 'ask')));
  const ask = most(mid, turn(product(markets, 'ask', 'bid')));
  same('price', show(mid), text(payload, 'price'));
  same('bid', show(bid), text(payload, 'bid'));
  same('ask', show(ask), text(payload, 'ask'));
  same('confidence', show(exact ? markets[0].confidence : crossConfidence(markets, mid)), text(payload, 'confidence'));
  const at = largest(markets.map((leg) => leg.at));
  const staleAt = smallest(markets.map((leg) => leg.staleAt));
  const crossed = markets.length > 1;
  same('timestamp', smallest(markets.map((leg) => leg.timestamp)), time(payload, 'timestamp'));
  same('at', at, time(payload, 'at'));
  same('status', at > staleAt ? 'stale' : markets.every((leg) => leg.quorate) ? 'live' : 'indicative', payload.status);
  usage(payload, markets);
  same('sources', Math.min(...markets.map((leg) => leg.sources)), Number(text(payload, 'sources')));
  same('simulated', markets.some((leg) => leg.simulated), payload.simulated);
  same('epoch', sum(markets.map((leg) => (crossed ? Math.max(0, leg.epoch - 1_700_000_000_000) : leg.epoch))), whole(payload, 'epoch'));
  same('sequence', sum(markets.map((leg) => leg.sequence)), whole(payload, 'sequence'));
}

// Reasons are the engine's judgement, in part by the calendars of markets: told, and held against what the evidence shows.
function usage(payload, markets) {
  const reasons = list(payload, 'reasons');
  const refused = reasons.some((reason) => ['stale', 'disputed', 'peg_broken'].includes(reason));
  same('usage', text(payload, 'usage'), refused ? 'refuse' : reasons.length > 0 ? 'indicative' : 'firm');
  check(payload.status !== 'stale' || reasons.includes('stale'), "it is stale, and 'stale' is none of its reasons");
  check(!markets.some((leg) => leg.disputed) || reasons.includes('disputed'), "it is disputed, and 'disputed' is none of its reasons");
}

// One market's decision: its numbers must follow from its quotes.
function market(leg, policy) {
  check(isObject(leg), 'a leg is no object');
  const { learned } = leg;
  check(isObject(learned), 'there are no learned values');
  for (const name of ['centre', 'scale', 'threshold']) double(learned, name); // Told, and not computed with.
  for (const name of ['confirmed', 'held']) flag(learned, name);
  const quotes = list(leg, 'quotes').map(quote);
  const kept = quotes.filter((one) => one.kept);
  check(kept.length > 0, 'no quote is kept');
  for (const one of kept) {
    check(one.kind === leg.kind && one.reason === null && compare(one.bid, one.value) <= 0 && compare(one.ask, one.value) >= 0 && one.weight > 0, `the quote of ${one.provider} cannot have been kept`);
  }

  const mid = median(kept, 'value');
  const spread = kept.some((one) => compare(one.bid, one.ask) !== 0);
  const disputed = flag(learned, 'disputed');
  const sources = disputed ? 1 : new Set(kept.map((one) => one.group)).size;
  const timestamp = largest(kept.map((one) => one.timestamp));
  const live = leg.kind === 'live';
  const maxAge = seconds(policy, 'maxAge');
  const followed = live && kept.every((one) => one.age <= maxAge) && sources >= whole(policy, 'quorum') && !disputed;
  const name = text(leg, 'pair');
  same(`${name}: price`, show(mid), text(leg, 'price'));
  same(`${name}: bid`, show(spread ? least(mid, median(kept, 'bid')) : mid), text(leg, 'bid'));
  same(`${name}: ask`, show(spread ? most(mid, median(kept, 'ask')) : mid), text(leg, 'ask'));
  same(`${name}: sources`, sources, whole(leg, 'sources'));
  same(`${name}: confidence`, show(confidence(mid, sources, learned)), text(leg, 'confidence'));
  same(`${name}: timestamp`, timestamp, time(leg, 'timestamp'));
  const quorate = flag(leg, 'quorate');
  if (leg.rests_on === null || leg.rests_on === undefined) same(`${name}: quorate`, followed, quorate);
  else rests(leg, followed, quorate, name);
  if (live) same(`${name}: fresh_until`, timestamp + maxAge, time(leg, 'fresh_until'));
  whole(leg, 'degraded'); // What else decided on its usage.
  for (const told of ['wide', 'peg_broken']) flag(leg, told);
  check(weighs(quotes, kept), `${name}: a weight is not trust × quality × age ÷ group`);
  const inverted = flag(leg, 'inverted');
  const [base, counter] = split(name);
  return {
    from: inverted ? counter : base,
    to: inverted ? base : counter,
    inverted,
    price: mid,
    bid: positive(leg, 'bid'),
    ask: positive(leg, 'ask'),
    confidence: number(leg, 'confidence'),
    relative: Number(text(leg, 'confidence')) / Number(text(leg, 'price')),
    timestamp,
    at: time(leg, 'at'),
    disputed: flag(leg, 'disputed'),
    staleAt: live ? timestamp + maxAge : time(leg, 'fresh_until'),
    quorate,
    sources,
    simulated: flag(leg, 'simulated'),
    epoch: whole(leg, 'epoch'),
    sequence: whole(leg, 'sequence'),
  };
}

// A decision that left its price as it was: the quotes are those of an earlier one, and only the quorum may have been lost since.
function rests(leg, followed, quorate, name) {
  const earlier = leg.rests_on;
  check(isObject(earlier), `'rests_on' is no object`);
  same(`${name}: quorate then`, followed, flag(earlier, 'quorate'));
  const before = whole(earlier, 'epoch') === whole(leg, 'epoch') && whole(earlier, 'sequence') < whole(leg, 'sequence') && time(earlier, 'at') <= time(leg, 'at');
  check(before && (followed || !quorate), `${name}: it is not what the decision that it rests on came to`);
}

function quote(json) {
  check(isObject(json), 'a quote is no object');
  check(['live', 'periodic', 'fixing'].includes(json.kind), `there is no kind '${json.kind}'`);
  check(json.reason === null || typeof json.reason === 'string', "'reason' is missing or no string");
  return {
    provider: text(json, 'provider'),
    value: positive(json, 'value'),
    bid: positive(json, 'bid'),
    ask: positive(json, 'ask'),
    timestamp: time(json, 'timestamp'),
    age: seconds(json, 'age'),
    weight: double(json, 'weight'),
    kept: flag(json, 'kept'),
    reason: json.reason,
    kind: text(json, 'kind'),
    group: text(json, 'group'),
    trust: double(json, 'trust'),
    quality: double(json, 'quality'),
  };
}

// Half of the weight lies on either side; where exactly half ends at a value, the middle between it and the next.
function median(kept, side) {
  const total = sum(kept.map((one) => one.weight));
  const rows = kept.map((one) => ({ value: one[side], weight: one.weight })).sort((a, b) => compare(a.value, b.value));
  let below = 0;
  for (let i = 0; i < rows.length - 1; i++) {
    below += rows[i].weight;
    if (Math.abs(below - total / 2) <= 1e-9 * total) return divide(add(rows[i].value, rows[i + 1].value), TWO);
    if (below > total / 2) return rows[i].value;
  }

  return rows[rows.length - 1].value;
}

const MEDIAN_ERRORS = [1, 0.7071, 0.6698, 0.5461, 0.5356, 0.4634, 0.4587, 0.4101, 0.4075];

function confidence(mid, sources, learned) {
  const [deviation, freedom, variance, doubt] = ['deviation', 'freedom', 'variance', 'doubt'].map((name) => double(learned, name));
  const z = 1.96;
  const t = freedom > 0 ? z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom * freedom) : z;
  const error = t * (MEDIAN_ERRORS[sources - 1] ?? Math.sqrt(Math.PI / (2 * sources))) * deviation;
  const relative = Math.max(0.00001, Math.sqrt(error * error + z * z * variance), doubt);
  return round(multiply(mid, fromDouble(Math.min(relative, 1e6))), 4);
}

function crossConfidence(markets, mid) {
  const relatives = markets.map((leg) => leg.relative);
  const root = Math.sqrt(sum(relatives.map((relative) => relative * relative)));
  return round(multiply(mid, fromDouble(Math.max(...relatives, Math.min(1, root)))), 4);
}

// Of a fixing, the newest that voted halves the others for each day that they are behind; a group's voters share one weight.
function weighs(quotes, kept) {
  const isShare = (one, decay) => {
    const share = (one.trust * one.quality * decay) / one.weight;
    const voters = Math.round(share);
    return voters >= 1 && voters <= quotes.filter((other) => other.group === one.group).length && Math.abs(share - voters) <= 1e-9 * voters;
  };
  if (kept[0].kind !== 'fixing') return kept.every((one) => isShare(one, 1));
  return quotes.filter((one) => one.kind === 'fixing').some(({ timestamp: newest }) =>
    kept.every((one) => one.timestamp <= newest && isShare(one, 0.5 ** (Number(newest - one.timestamp) / 864e9))));
}

// Straight legs multiply, inverted ones divide, in one division.
function product(markets, straight, inverted) {
  const factors = markets.map((leg) => ({ value: leg.inverted ? leg[inverted] : leg[straight], inverted: leg.inverted }));
  const of = (turned) => factors.filter((factor) => factor.inverted === turned).reduce((all, factor) => multiply(all, factor.value), ONE);
  const [numerator, denominator] = [of(false), of(true)];
  if (compare(denominator, ONE) === 0) return numerator;
  if (compare(numerator, TINY) >= 0 && compare(denominator, TINY) >= 0) return divide(numerator, denominator);
  let value = ONE; // What makes it larger goes first, so that no digit falls below a decimal's scale on the way.
  for (const larger of [true, false]) {
    for (const factor of factors) {
      if ((compare(factor.value, ONE) >= 0 !== factor.inverted) === larger) value = factor.inverted ? divide(value, factor.value) : multiply(value, factor.value);
    }
  }

  return value;
}

// ---- decimals: 96 bits and at most 28 decimals, rounded half to even, as the service computes ------------------------------------------

const LIMIT = 1n << 96n;
const ONE = { units: 1n, scale: 0 };
const TWO = { units: 2n, scale: 0 };
const TINY = { units: 1n, scale: 10 };

function number(json, name) {
  const given = text(json, name);
  check(/^(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?$/.test(given), `'${name}' is not written as receipts write it`);
  return decimal(given);
}

function positive(json, name) {
  const value = number(json, name);
  check(value.units > 0n, `'${name}' is not above 0`);
  return value;
}

function decimal(given) {
  const [digits, decimals = ''] = given.split('.');
  const value = { units: BigInt(digits + decimals), scale: decimals.length };
  if (value.units >= LIMIT || value.scale > 28) throw new RangeError(`${given} has too many digits`);
  return value;
}

// What a double is at 15 digits.
function fromDouble(value) {
  if (!Number.isFinite(value)) throw new RangeError('the evidence leaves the range of decimals');
  const [digits, exponent] = value.toExponential(14).split('e').map((part, i) => (i === 0 ? part.replace('.', '') : Number(part)));
  const scale = 14 - exponent;
  return scale >= 0 ? fit(BigInt(digits), 10n ** BigInt(scale)) : fit(BigInt(digits) * 10n ** BigInt(-scale), 1n);
}

function add(a, b) {
  const scale = Math.max(a.scale, b.scale);
  return fit(raise(a, scale) + raise(b, scale), 10n ** BigInt(scale));
}

function multiply(a, b) {
  return fit(a.units * b.units, 10n ** BigInt(a.scale + b.scale));
}

function divide(a, b) {
  return fit(a.units * 10n ** BigInt(b.scale), b.units * 10n ** BigInt(a.scale));
}

function fit(numerator, denominator) {
  for (let scale = 28; scale >= 0; scale--) {
    const units = halfEven(numerator * 10n ** BigInt(scale), denominator);
    if (units < LIMIT) return trim({ units, scale });
  }

  throw new RangeError('the evidence leaves the range of decimals');
}

function halfEven(numerator, denominator) {
  const [quotient, rest] = [numerator / denominator, (numerator % denominator) * 2n];
  return rest > denominator || (rest === denominator && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

/** Rounds half to even at that many significant digits. */
function round(value, digits) {
  const excess = value.units.toString().length - digits;
  if (excess <= 0) return value;
  const units = halfEven(value.units, 10n ** BigInt(excess));
  const scale = value.scale - excess;
  return trim(scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 });
}

function trim(value) {
  let { units, scale } = value;
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale--;
  }

  return { units, scale };
}

function raise(value, scale) {
  return value.units * 10n ** BigInt(scale - value.scale);
}

function compare(a, b) {
  const scale = Math.max(a.scale, b.scale);
  const [one, other] = [raise(a, scale), raise(b, scale)];
  return one < other ? -1 : one > other ? 1 : 0;
}

const least = (a, b) => (compare(a, b) <= 0 ? a : b);
const most = (a, b) => (compare(a, b) >= 0 ? a : b);

function show(value) {
  const { units, scale } = trim(value);
  const digits = units.toString().padStart(scale + 1, '0');
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

// ---- members --------------------------------------------------------------------------------------------------------------------------

function text(json, name) {
  check(typeof json[name] === 'string', `'${name}' is missing or no string`);
  return json[name];
}

function flag(json, name) {
  check(typeof json[name] === 'boolean', `'${name}' is missing or no boolean`);
  return json[name];
}

function list(json, name) {
  check(Array.isArray(json[name]), `'${name}' is missing or no array`);
  return json[name];
}

function double(json, name) {
  if (json[name] === null) return NaN;
  const given = text(json, name);
  check(/^-?[0-9]+(?:\.[0-9]+)?(?:E[+-][0-9]+)?$/.test(given), `'${name}' is no number`);
  return Number(given);
}

function whole(json, name) {
  const given = text(json, name);
  check(/^(?:0|[1-9][0-9]*)$/.test(given) && Number.isSafeInteger(Number(given)), `'${name}' is no whole number`);
  return Number(given);
}

// In units of 100 ns, which is how finely the service tells time.
function seconds(json, name) {
  const given = text(json, name);
  check(/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]{0,6}[1-9])?$/.test(given), `'${name}' are no seconds`);
  const [digits, decimals = ''] = given.split('.');
  return BigInt(digits + decimals.padEnd(7, '0'));
}

function time(json, name) {
  const given = text(json, name);
  const parts = /^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{3}|[0-9]{7}))?Z$/.exec(given);
  const wall = parts === null ? NaN : Date.parse(`${parts[1]}Z`);
  check(!Number.isNaN(wall) && new Date(wall).toISOString().startsWith(parts[1]) && !/^000$|0000$/.test(parts[2] ?? ''), `'${name}' is no time`);
  return BigInt(Date.parse(`${parts[1]}Z`)) * 10_000n + BigInt((parts[2] ?? '').padEnd(7, '0'));
}

function split(pair) {
  const sides = pair.split('/');
  check(sides.length === 2 && sides[0] !== sides[1], `'${pair}' is no pair`);
  return sides;
}

const sum = (values) => values.reduce((total, value) => total + value, 0);
const largest = (values) => values.reduce((one, other) => (one > other ? one : other));
const smallest = (values) => values.reduce((one, other) => (one < other ? one : other));

// ---- the command line -----------------------------------------------------------------------------------------------------------------

async function main(args) {
  const { readFile } = await import('node:fs/promises');
  const options = {};
  const files = [];
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--jwks' || args[i] === '--log') options[args[i].slice(2)] = args[++i] ?? '';
    else files.push(args[i]);
  }

  if (files.length !== 1 || options.jwks === '' || options.log === '' || (options.log !== undefined && options.jwks === undefined)) {
    console.error('node fx-verify.js FILE [--jwks FILE|URL] [--log URL]; a log is only believed with keys');
    return 2;
  }

  const [file] = files;
  try {
    const source = options.jwks;
    const jwks = source === undefined ? undefined : JSON.parse(/^https?:/.test(source) ? await (await fetch(source)).text() : await readFile(source, 'utf8'));
    const given = await readFile(file, 'utf8');
    const verified = await verifyText(given, jwks);
    if (verified === null) {
      console.error(`${file} holds no receipt: neither a compact JWS nor the answer of POST /receipts.`);
      return 2;
    }

    if (options.log !== undefined) {
      const receipt = given.trim().startsWith('{') ? JSON.parse(given).receipt : given.trim();
      const answer = await fetch(`${options.log.replace(/\/$/, '')}/log/proof?receipt=${await idOf(receipt)}`);
      verified.log = answer.ok && (await holds(receipt, await answer.json(), jwks)) ? 'valid' : 'invalid';
      if (verified.log === 'invalid') verified.faults.push('not_logged');
    }

    console.log(sentence(verified));
    return verified.faults.length === 0 ? 0 : 1;
  } catch (wrong) {
    console.error(`The receipt was not verified: ${wrong.message}`);
    return 2;
  }
}

if (globalThis.process?.argv?.[1] !== undefined && import.meta.url === (await import('node:url')).pathToFileURL(await (await import('node:fs/promises')).realpath(process.argv[1])).href) {
  process.exitCode = await main(process.argv.slice(2));
}
