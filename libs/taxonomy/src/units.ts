/** Mu 亩 in a hectare: one mu is exactly 1/15 hectare. */
export const MU_PER_HECTARE = 15;

export function muToHectares(mu: number): number {
  return mu / MU_PER_HECTARE;
}

export function hectaresToMu(hectares: number): number {
  return hectares * MU_PER_HECTARE;
}
