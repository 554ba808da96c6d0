WITH backed AS MATERIALIZED (
  SELECT DISTINCT subject_number, subject_label, object_number, object_label
  FROM affirmed
  WHERE relation = 'supports' AND object_class = 'Proposal'
)
SELECT DISTINCT a.object_label AS proposal, a.subject_label AS actor, b.subject_label AS opponent
FROM backed AS a
JOIN backed AS b ON a.object_number = b.object_number
JOIN opponents ON one = a.subject_number AND other = b.subject_number
JOIN nodes AS first ON first.number = one
JOIN nodes AS second ON second.number = other
WHERE first.iri < second.iri
ORDER BY proposal, actor, opponent
