/** The two kinds of profile that Bole takes in. */
export type PartyKind = 'investor' | 'project';
