WITH stances AS (
  SELECT
    subject_number,
    subject_label,
    object_label,
    CASE WHEN (relation = 'opposes') = (polarity = 'negative') THEN 'for' ELSE 'against' END AS stance,
    coalesce("date", document_date) AS said,
    quotation
  FROM statements
  WHERE certainty = 'asserted'
    AND (relation IN ('supports', 'opposes') OR (relation = 'proposes' AND polarity = 'positive'))
)
SELECT
  earlier.subject_label AS actor,
  earlier.object_label AS object,
  earlier.stance AS before,
  earlier.said AS "from",
  later.stance AS after,
  later.said AS "to",
  earlier.quotation AS "quotationBefore",
  later.quotation AS "quotationAfter"
FROM stances AS earlier
JOIN stances AS later
  ON earlier.subject_number = later.subject_number
  AND earlier.object_label = later.object_label
  AND earlier.stance <> later.stance
  AND earlier.said < later.said
ORDER BY actor, object, "from", "to", "quotationBefore", "quotationAfter", before
