import { type ApiDocument, breakingChanges } from './breaking-changes';
import {
  CLIENT_SCHEMA,
  clientSchemaText,
  committed,
  differences,
  OPENAPI,
  openApiText,
  RELEASED,
} from './api-document';

describe('the contract of the API', () => {
  it('is committed as the code gives it (npm run docs)', () => {
    const fresh = openApiText();
    expect(differences(JSON.parse(committed(OPENAPI)), JSON.parse(fresh))).toEqual([]);
    expect(committed(OPENAPI) === fresh).toBe(true);
  });

  it('breaks nothing that was released (npm run docs -- --release moves the line)', () => {
    const released = JSON.parse(committed(RELEASED)) as ApiDocument;
    expect(breakingChanges(released, JSON.parse(openApiText()) as ApiDocument)).toEqual([]);
  });

  it('has the client’s types generated from it (npm run docs)', () => {
    // Compared by lines, so that a failure shows those that differ.
    expect(clientSchemaText().split('\n')).toEqual(committed(CLIENT_SCHEMA).split('\n'));
  });
});
