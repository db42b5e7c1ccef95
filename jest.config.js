import { availableParallelism } from 'node:os';

/** Jest runs the TypeScript as it stands; worker threads and child processes in tests run the build (npm run build). */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/clients/'],
  modulePathIgnorePatterns: ['<rootDir>/test/clients/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  // Many tests wait for clocks and disks: on two cores both are used.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Module graphs that test files leave behind make collecting slow: a worker that has grown is made anew.
  workerIdleMemoryLimit: '800MB',
  // On a busy machine; a test that hangs is told by its name all the same.
  testTimeout: 60_000,
  testSequencer: '<rootDir>/test/support/sequencer.js',
};
