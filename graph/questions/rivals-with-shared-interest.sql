WITH effects AS (
  SELECT DISTINCT subject, object_label AS interest
  FROM statements
  WHERE relation = 'advances' AND polarity = 'positive'
)
SELECT DISTINCT
  one.interest,
  backs.object_label AS proposal,
  against.object_label AS rival,
  against.subject_label AS opponent
FROM direct AS against
JOIN direct AS backs ON backs.subject = against.subject AND backs.object_label <> against.object_label
JOIN effects AS one ON one.subject = backs.object
JOIN effects AS two ON two.subject = against.object AND two.interest = one.interest
WHERE against.relation = 'opposes'
  AND against.object_class = 'Proposal'
  AND backs.relation IN ('proposes', 'supports')
ORDER BY interest, proposal, rival, opponent
