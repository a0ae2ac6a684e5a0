/** Who may see a project: everyone, the cities that share a cluster with its own, or its own city alone. */
export function audienceOf(visibility: 'public' | 'cluster' | 'city', city: string): string {
  return visibility === 'public' ? 'public' : `${visibility}:${city}`;
}
