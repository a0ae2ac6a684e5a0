/** Where the engines of this run are; set by engines.setup.ts before the first test. */
export const KAFKA_VARIABLE = 'BOLE_TEST_KAFKA';
export const ELASTICSEARCH_VARIABLE = 'BOLE_TEST_ELASTICSEARCH';

export function kafkaBrokers(): readonly string[] {
  return [set(KAFKA_VARIABLE)];
}

export function elasticsearchUrl(): string {
  return set(ELASTICSEARCH_VARIABLE);
}

function set(variable: string): string {
  const value = process.env[variable];
  if (value === undefined)
    throw new Error('No engines: run this spec by `npx jest --selectProjects engines`.');
  return value;
}
