import type { Command } from 'commander';
import type { Output } from './output.ts';

/** Adds one verb to the program. */
export type AddCommand = (program: Command, output: Output, exit: (code: number) => void) => void;
