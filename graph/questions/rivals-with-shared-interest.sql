WITH effects AS MATERIALIZED (
  SELECT DISTINCT subject_number, subject_label, object_label AS interest
  FROM statements
  WHERE relation = 'advances' AND polarity = 'positive'
), rivals AS MATERIALIZED (
  SELECT
    one.interest,
    one.subject_number AS plan, one.subject_label AS proposal,
    two.subject_number AS other, two.subject_label AS rival
  FROM effects AS one
  JOIN effects AS two ON one.interest = two.interest AND one.subject_label <> two.subject_label
), opposed AS MATERIALIZED (
  SELECT rivals.*, against.subject_number AS opponent
  FROM rivals JOIN affirmed AS against ON against.object_number = rivals.other
  WHERE against.relation = 'opposes' AND against.object_class = 'Proposal'
)
SELECT DISTINCT opposed.interest, opposed.proposal, opposed.rival, backs.subject_label AS opponent
FROM opposed
JOIN affirmed AS backs ON backs.subject_number = opposed.opponent AND backs.object_number = opposed.plan
WHERE backs.relation IN ('proposes', 'supports')
ORDER BY interest, proposal, rival, opponent
