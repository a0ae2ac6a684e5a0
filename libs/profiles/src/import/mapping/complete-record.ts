import { type ImportTarget } from '../import-kind';
import { languageOf } from './cell-value';
import { type RecordDraft } from './record-draft';

/** Fills in what follows from the rest of a row. What is guessed is marked as estimated. */
export function completeRecord(
  draft: RecordDraft,
  target: ImportTarget,
  options: { readonly importedAtMs: number; readonly partySource: string },
): void {
  switch (target.kind) {
    case 'investors':
      completeVersion(draft, options.importedAtMs);
      completeRegistration(draft);
      completeContacts(draft);
      return;
    case 'projects':
      completeVersion(draft, options.importedAtMs);
      return;
    case 'signals':
      for (const party of ['investor', 'project'])
        if (draft.get(`${party}.sourceId`) !== undefined && draft.get(`${party}.source`) === undefined)
          draft.put(`${party}.source`, options.partySource);
      return;
  }
}

function completeVersion(draft: RecordDraft, importedAtMs: number): void {
  if (draft.get('version') === undefined) draft.put('version', importedAtMs);
}

/** An LEI has 20 characters; a number of any other length is checked as a unified social credit code. */
function completeRegistration(draft: RecordDraft): void {
  const id = draft.get('registration.id');
  if (typeof id !== 'string' || draft.get('registration.scheme') !== undefined) return;
  draft.put('registration.scheme', id.length === 20 ? 'lei' : 'uscc');
}

/** Nobody agreed to anything that the file does not say; the language is guessed from the name. */
function completeContacts(draft: RecordDraft): void {
  const contacts = draft.get('contacts');
  if (!Array.isArray(contacts)) return;
  let guessed = false;
  contacts.forEach((_, at) => {
    const name = draft.get(`contacts.${at}.name`);
    if (draft.get(`contacts.${at}.consent.status`) === undefined)
      draft.put(`contacts.${at}.consent.status`, 'unknown');
    if (typeof name !== 'string' || draft.get(`contacts.${at}.locale`) !== undefined) return;
    draft.put(`contacts.${at}.locale`, languageOf(name) === 'zh' ? 'zh-CN' : 'en');
    guessed = true;
  });
  if (!guessed) return;
  const estimated = draft.get('estimated');
  draft.put('estimated', [...(Array.isArray(estimated) ? (estimated as unknown[]) : []), 'contacts.locale']);
}
