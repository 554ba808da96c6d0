SELECT DISTINCT
  demand.subject_label AS actor,
  demand.object_label AS demand,
  address.object_label AS addressee
FROM affirmed AS demand
JOIN affirmed AS address ON address.subject = demand.object
ANTI JOIN (
  SELECT subject, object FROM statements WHERE relation IN ('supports', 'opposes') AND object_class = 'Proposal'
) AS answer
  ON answer.subject = address.object AND answer.object = demand.object
WHERE demand.relation = 'demands' AND address.relation = 'addressedTo'
ORDER BY actor, demand, addressee
