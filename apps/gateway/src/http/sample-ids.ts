/** Parties of the samples, for examples that run wherever they are loaded; a spec holds them to samples/. */
export const SAMPLE_INVESTOR_ID = 'inv_kyhes8xwjx2f0grhmxde';
export const SAMPLE_PROJECT_ID = 'prj_hcnmjpm8m7qj3ty6fc33';
