SELECT DISTINCT
  fear.subject_label AS actor,
  fear.object_label AS fear,
  cause.subject_label AS proposal,
  cause.quotation AS quotation
FROM affirmed AS fear
LEFT JOIN statements AS cause
  ON cause.object_label = fear.object_label AND cause.relation = 'advances' AND cause.polarity = 'positive'
WHERE fear.relation = 'fears'
ORDER BY actor, fear, proposal, quotation
