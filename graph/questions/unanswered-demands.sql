SELECT DISTINCT
  demand.subject_label AS actor,
  demand.object_label AS demand,
  address.object_label AS addressee
FROM affirmed AS demand
JOIN affirmed AS address ON address.subject_number = demand.object_number
ANTI JOIN (
  SELECT subject_number, object_number FROM statements WHERE relation IN ('supports', 'opposes') AND object_class = 'Proposal'
) AS answer
  ON answer.subject_number = address.object_number AND answer.object_number = demand.object_number
WHERE demand.relation = 'demands' AND address.relation = 'addressedTo'
ORDER BY actor, demand, addressee
