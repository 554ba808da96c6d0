WITH allies AS (
  SELECT subject_number AS ally, subject_label AS supporter, object_number AS friend, object_label AS opponent
  FROM affirmed
  WHERE relation = 'allyOf'
  UNION
  SELECT object_number, object_label, subject_number, subject_label FROM affirmed WHERE relation = 'allyOf'
), odds AS MATERIALIZED (
  SELECT DISTINCT ally, supporter, opponent, against.object_number AS plan
  FROM allies JOIN affirmed AS against ON against.subject_number = friend
  WHERE against.relation = 'opposes' AND against.object_class = 'Proposal'
)
SELECT DISTINCT backs.object_label AS proposal, supporter, opponent
FROM odds JOIN affirmed AS backs ON backs.subject_number = ally AND backs.object_number = plan
WHERE backs.relation IN ('proposes', 'supports')
ORDER BY proposal, supporter, opponent
