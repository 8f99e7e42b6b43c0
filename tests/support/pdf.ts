// What stands in a PDF that Chromium has written: how many pages, how large, and which text. Enough of the format for that and
// no more: text is glyph numbers, and every font brings a table from those to characters.

import { inflateSync } from 'node:zlib';

export interface Pdf {
  /** Width and height of each page, in whole millimetres. */
  pages: { width: number; height: number }[];
  /** The text, as every font would read it. */
  text: string;
}

export function readPdf(file: Buffer): Pdf {
  const raw = file.toString('latin1');
  const pages = [...raw.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(([, width, height]) => ({
    width: Math.round((Number(width) / 72) * 25.4),
    height: Math.round((Number(height) / 72) * 25.4),
  }));
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, body]) => {
    try {
      return [inflateSync(Buffer.from(body, 'latin1')).toString('latin1')];
    } catch {
      return []; // not packed: a picture, or a font
    }
  });
  const maps = streams.filter((stream) => stream.includes('begincmap')).map(characters);
  const runs = streams
    .filter((stream) => /\bTJ?\b/i.test(stream) && stream.includes('BT'))
    .flatMap((stream) => [...stream.matchAll(/BT([\s\S]*?)ET/g)].map(([, text]) => [...text.matchAll(/<([0-9A-Fa-f]+)>/g)].map(([, glyphs]) => glyphs).join('')));
  const read = (map: Map<string, string>) => runs.map((run) => (run.match(/.{4}/g) ?? []).map((glyph) => map.get(glyph.toUpperCase()) ?? '').join('')).join('\n');
  return { pages, text: maps.map(read).join('\n\n') };
}

/** A font's table: four digits of a glyph to a character. */
function characters(stream: string): Map<string, string> {
  const map = new Map<string, string>();
  const letter = (hex: string) => String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16)));
  for (const [, body] of stream.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph, text] of body.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g)) map.set(glyph.toUpperCase(), letter(text));
  }
  for (const [, body] of stream.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first, last, text] of body.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g)) {
      const [from, to, unit] = [first, last, text].map((hex) => parseInt(hex, 16));
      for (let glyph = from; glyph <= to; glyph += 1) {
        map.set(glyph.toString(16).toUpperCase().padStart(4, '0'), String.fromCharCode(unit + glyph - from));
      }
    }
  }
  return map;
}
