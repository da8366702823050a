// usage: node cel.mjs bufbuild|cel-js DEPLOYMENT EXPRESSIONS
// Prints what a peer takes to plan and to evaluate all expressions, in nanoseconds, each expression measured on its own.
import fs from 'node:fs';

const [peer, deployment, list] = process.argv.slice(2);
const object = JSON.parse(fs.readFileSync(deployment, 'utf8'));
const expressions = JSON.parse(fs.readFileSync(list, 'utf8'));

// Both know integers as BigInt; the one wants maps besides.
const convert = (value, map) =>
  typeof value === 'number' && Number.isInteger(value) ? BigInt(value)
    : Array.isArray(value) ? value.map(item => convert(item, map))
      : value !== null && typeof value === 'object' ? map(Object.entries(value).map(([key, item]) => [key, convert(item, map)]))
        : value;

async function bufbuild() {
  const cel = await import('@bufbuild/cel');
  const { strings } = await import('@bufbuild/cel/ext');
  const environment = cel.celEnv({ funcs: strings });
  return { plan: text => cel.plan(environment, cel.parse(text).expr), input: { object: convert(object, entries => new Map(entries)) } };
}

async function celJs() {
  const { Environment } = await import('@marcbachmann/cel-js');
  const environment = new Environment({ unlistedVariablesAreDyn: false, homogeneousAggregateLiterals: false, enableOptionalTypes: true })
    .registerVariable('object', 'dyn');
  return { plan: text => environment.parse(text), input: { object: convert(object, Object.fromEntries) } };
}

// Warms up, then takes the median of five times of at least 20 ms of processor time.
function nanoseconds(work) {
  let count = 1, times = [];
  for (let round = -3; round < 5;) {
    const start = process.cpuUsage();
    for (let i = 0; i < count; i++) work();
    const { user, system } = process.cpuUsage(start);
    const taken = 1e3 * (user + system);
    if (taken < 20e6) count = Math.max(count + 1, Math.ceil(count * Math.min(20, 25e6 / taken)));
    else if (++round > 0) times.push(taken / count);
  }
  return times.sort((a, b) => a - b)[times.length >> 1];
}

const { plan, input } = await (peer === 'bufbuild' ? bufbuild() : celJs());
let evaluating = 0, planning = 0;
for (const { name, text, expected } of expressions) {
  const program = plan(text);
  if (program(input) !== expected) throw new Error(`${peer} gives ${program(input)} for ${name}`);
  evaluating += nanoseconds(() => program(input));
  planning += nanoseconds(() => plan(text));
}
console.log(`evaluate ${evaluating.toFixed(1)}`);
console.log(`plan ${planning.toFixed(1)}`);
