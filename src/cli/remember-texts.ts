import { lexiconReader, type TextReader, type TextReading } from '../cx/text/text-reader.ts';

/** Reads with the shipped lexicons, each text once: a command that scores many past days meets the same texts on each of them. */
export function rememberTexts(): TextReader {
  const known = new Map<string, TextReading>();
  return {
    version: lexiconReader.version,
    read(text, language) {
      const key = `${language ?? ''} ${text}`;
      const reading = known.get(key) ?? lexiconReader.read(text, language);
      known.set(key, reading);
      return reading;
    },
  };
}
