// How long other people's readers take for the file that the portal's own reads, checks and de-duplicates. They only parse:
// every row becomes an array of strings. It prints and asserts nothing.

import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { inferSchema, initParser } from 'udsv';

const [file, runs] = process.argv.slice(2);
const bytes = readFileSync(file);
const readers = {
  PapaParse: (text) => Papa.parse(text, { skipEmptyLines: true }).data.length,
  uDSV: (text) => initParser(inferSchema(text)).stringArrs(text).length,
};

for (const [name, read] of Object.entries(readers)) {
  const times = [];
  let rows = 0;
  for (let run = 0; run < Number(runs); run += 1) {
    const started = performance.now();
    rows = read(new TextDecoder().decode(bytes));
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  console.log(`${name}: ${rows} rows, decoded and parsed only: ${times[Math.floor(times.length / 2)].toFixed(1)} ms`);
}
