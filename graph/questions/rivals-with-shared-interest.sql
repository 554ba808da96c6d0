WITH effects AS MATERIALIZED (
  SELECT DISTINCT subject, subject_label, object_label AS interest
  FROM statements
  WHERE relation = 'advances' AND polarity = 'positive'
), rivals AS MATERIALIZED (
  SELECT one.interest, one.subject AS plan, one.subject_label AS proposal, two.subject AS other, two.subject_label AS rival
  FROM effects AS one JOIN effects AS two ON one.interest = two.interest AND one.subject_label <> two.subject_label
), opposed AS MATERIALIZED (
  SELECT rivals.*, against.subject AS opponent
  FROM rivals JOIN affirmed AS against ON against.object = rivals.other
  WHERE against.relation = 'opposes' AND against.object_class = 'Proposal'
)
SELECT DISTINCT opposed.interest, opposed.proposal, opposed.rival, backs.subject_label AS opponent
FROM opposed JOIN affirmed AS backs ON backs.subject = opposed.opponent AND backs.object = opposed.plan
WHERE backs.relation IN ('proposes', 'supports')
ORDER BY interest, proposal, rival, opponent
