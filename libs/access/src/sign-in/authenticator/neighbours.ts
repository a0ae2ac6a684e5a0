/** SQL for the cities that share with the city of `column` through a cluster. */
export function neighboursOf(column: string): string {
  return `array(select distinct other.city from access.cluster_city as own
    join access.cluster_city as other using (cluster_id)
    where own.city = ${column} and other.city <> own.city order by other.city)`;
}
