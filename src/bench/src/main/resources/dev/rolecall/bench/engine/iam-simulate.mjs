// Puts requests to @cloud-copilot/iam-simulate, which stands in the folder given, and which is no part of this project.
//
//   node iam-simulate.mjs time FOLDER     one JSON object on standard input: the policies of a case, `requests` and
//                                         `seconds`; on standard output how many nanoseconds a decision takes (the
//                                         median of passes over all requests), then a decision on every line
//   node iam-simulate.mjs decide FOLDER   a case on every line of standard input; on standard output a line for each,
//                                         with its `name`, `decision`, what the `core` decides, and `problems` of the policies
//
// What is timed is the package's core alone: its policies are loaded and its requests are made beforehand.
import { createInterface } from 'node:readline';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [command, folder] = process.argv.slice(2);
const modules = resolve(folder, 'node_modules', '@cloud-copilot');
const load = (...path) => import(pathToFileURL(join(modules, ...path)).href);
// The package exports no way to decide by policies that were loaded before, so this reaches inside.
const simulator = (...path) => load('iam-simulate', 'dist', 'esm', ...path);

const language = await load('iam-policy', 'dist', 'esm', 'index.js');
const { authorize } = await simulator('core_engine', 'CoreSimulatorEngine.js');
const { AwsRequestImpl } = await simulator('request', 'request.js');
const { RequestContextImpl } = await simulator('requestContext.js');
const { DiscoveryContextKeyConstraints } = await simulator('context_keys', 'discoveryContextKeyConstraints.js');

const constraints = new DiscoveryContextKeyConstraints([]);

function documentsOf(given) {
  const name = (kind, index) => `${kind} ${index}`;
  const named = (kind, documents) => (documents ?? []).map((policy, index) => ({ name: name(kind, index), policy }));
  const levels = (kind, all) => (all ?? []).map((level, index) => named(name(kind, index), level));
  return {
    identity: named('identityPolicies', given.identityPolicies),
    boundaries: named('boundaries', given.boundaries),
    session: named('sessionPolicy', given.sessionPolicy ? [given.sessionPolicy] : []),
    resource: named('resourcePolicy', given.resourcePolicy ? [given.resourcePolicy] : []),
    scps: levels('scps', given.scps),
    rcps: levels('rcps', given.rcps),
  };
}

// Raw text is a document as it was written; what JSON.parse makes of it is what any program here would get.
const parsed = (policy) => (typeof policy === 'string' ? JSON.parse(policy) : policy);

function loaded(documents) {
  const all = (list) => list.map(({ name, policy }) => language.loadPolicy(parsed(policy), { name }));
  const levels = (list) => list.map((level, index) => ({ orgIdentifier: `level ${index}`, policies: all(level) }));
  return {
    identityPolicies: all(documents.identity),
    sessionPolicy: all(documents.session)[0],
    resourcePolicy: all(documents.resource)[0],
    permissionBoundaries: documents.boundaries.length > 0 ? all(documents.boundaries) : undefined,
    serviceControlPolicies: levels(documents.scps),
    resourceControlPolicies: levels(documents.rcps),
    vpcEndpointPolicies: undefined,
    simulationParameters: { simulationMode: 'Strict', discoveryContextKeyConstraints: constraints },
  };
}

function requestOf(asked) {
  const texts = (value) => (Array.isArray(value) ? value.map(String) : String(value));
  const context = Object.fromEntries(Object.entries(asked.context ?? {}).map(([key, value]) => [key, texts(value)]));
  return new AwsRequestImpl(
    asked.principal === 'anonymous' ? { type: 'Anonymous' } : asked.principal,
    { resource: asked.wildcardOnlyAction ? '*' : asked.resource, accountId: asked.resourceAccount },
    asked.action,
    new RequestContextImpl(context),
    asked.wildcardOnlyAction === true,
  );
}

function problemsOf(documents, isTrust) {
  const checks = [
    [documents.identity, language.validateIdentityPolicy],
    [documents.boundaries, language.validateIdentityPolicy],
    [documents.session, language.validateSessionPolicy],
    [documents.resource, isTrust ? language.validateTrustPolicy : language.validateResourcePolicy],
    [documents.scps.flat(), language.validateServiceControlPolicy],
    [documents.rcps.flat(), language.validateResourceControlPolicy],
  ];
  return checks.flatMap(([list, validate]) =>
    list.flatMap(({ name, policy }) => {
      try {
        return validate(parsed(policy)).map(({ path, message }) => `${name}.${path}: ${message}`);
      } catch (error) {
        return [`${name}: ${error.message}`];
      }
    }),
  );
}

function decide(text) {
  const given = JSON.parse(text);
  const { name, request } = given;
  const documents = documentsOf(given);
  const isTrust = /^sts:/i.test(request.action) && /^arn:aws:iam::\d+:role\//.test(request.resource);
  const problems = problemsOf(documents, isTrust);
  let core;
  try {
    core = authorize({ ...loaded(documents), request: requestOf(request) }).result;
  } catch (error) {
    core = 'Error';
    problems.push(error.message);
  }
  const decision = problems.length > 0 ? 'PolicyError' : core;
  return { name, decision, core, problems };
}

function time({ requests, seconds, ...policies }) {
  const fixed = loaded(documentsOf(policies));
  const asked = requests.map((request) => ({ ...fixed, request: requestOf(request) }));
  const decisions = asked.map((one) => authorize(one).result);
  const passes = [];
  const end = performance.now() + seconds * 1000;
  do {
    const begin = process.hrtime.bigint();
    for (const one of asked) {
      authorize(one);
    }
    passes.push(Number(process.hrtime.bigint() - begin) / asked.length);
  } while (performance.now() < end || passes.length < 3);
  passes.sort((a, b) => a - b);
  return [passes[passes.length >> 1], ...decisions];
}

if (command === 'time') {
  let text = '';
  for await (const chunk of process.stdin) {
    text += chunk;
  }
  console.log(time(JSON.parse(text)).join('\n'));
} else {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') {
      console.log(JSON.stringify(decide(line)));
    }
  }
}
