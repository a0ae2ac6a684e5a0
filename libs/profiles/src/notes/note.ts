import { type Author } from '../contacts/contact';

/** What a city writes for itself about an investor, a project, or both: a lead. No other city sees it. */
export interface Note {
  readonly id: string;
  readonly investorId: string | null;
  readonly projectId: string | null;
  readonly text: string;
  readonly tags: readonly string[];
  readonly pinned: boolean;
  /** Whether expert advisers whom its project is shown to see it. Their own notes always are. */
  readonly forAdvisers: boolean;
  readonly author: Author;
  readonly revision: number;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Who writes, and what may it: an adviser works on what is shown to it, an administrator on everybody's notes. */
export interface NoteAuthor extends Author {
  readonly role: 'administrator' | 'officer' | 'analyst' | 'adviser' | undefined;
}

/** A row of intake.note. */
export interface NoteRow {
  readonly id: string;
  readonly investor_id: string | null;
  readonly project_id: string | null;
  readonly text: string;
  readonly tags: readonly string[];
  readonly pinned: boolean;
  readonly for_advisers: boolean;
  readonly author_kind: Author['kind'];
  readonly author_id: string;
  readonly author_name: string;
  readonly revision: string;
  readonly created_at: Date;
  readonly updated_at: Date;
}

export function toNote(row: NoteRow): Note {
  return {
    id: row.id,
    investorId: row.investor_id,
    projectId: row.project_id,
    text: row.text,
    tags: row.tags,
    pinned: row.pinned,
    forAdvisers: row.for_advisers,
    author: { kind: row.author_kind, id: row.author_id, name: row.author_name },
    revision: Number(row.revision),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
