SELECT
  demand.subject_label AS actor,
  demand.object_label AS demand,
  address.object_label AS addressee,
  demand.certainty,
  demand.quotation
FROM statements AS demand
LEFT JOIN statements AS address
  ON address.subject_number = demand.object_number AND address.relation = 'addressedTo' AND address.polarity = 'positive'
WHERE demand.relation = 'demands' AND demand.polarity = 'positive'
ORDER BY actor, demand, addressee, demand.quotation, demand.certainty
