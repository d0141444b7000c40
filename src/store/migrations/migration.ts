import type { Engine } from '../engine.ts';

/** One step of the database's form. Steps are never changed once released; a new need is a new step. */
export interface Migration {
  /** The file's name: steps run in the order of their names. */
  readonly name: string;
  /** The statements, in the SQL that every engine speaks. */
  statements(engine: Pick<Engine, 'text'>): readonly string[];
}
