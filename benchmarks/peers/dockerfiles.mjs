// usage: node dockerfiles.mjs dockerfilelint|dockerfile-utils|dockerfile_lint FOLDER
// Judges all Dockerfiles of a folder with one linter, by its own defaults, and prints how many things it said.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const [linter, folder] = process.argv.slice(2);

const linters = {
  dockerfilelint() {
    const { run } = require('dockerfilelint');
    return text => run('.', text).length;
  },
  'dockerfile-utils'() {
    const { validate } = require('dockerfile-utils');
    return text => validate(text).length;
  },
  dockerfile_lint() {
    const Linter = require('dockerfile_lint');
    const rules = new Linter();
    return text => { const said = rules.validate(text); return said.error.count + said.warn.count + said.info.count; };
  },
};

const judge = linters[linter]();
let files = 0, findings = 0;
for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true }))
  if (entry.isFile() && entry.name.startsWith('Dockerfile')) {
    findings += judge(fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));
    files++;
  }
console.log(`${files} files, ${findings} findings`);
