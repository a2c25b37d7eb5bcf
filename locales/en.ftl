### What the engine says, in English. The same keys stand in vi.ftl.
### Terms arrive as ready text. A fault: small first letter, no full stop, what is wrong; what would put it right.

## Faults in any YAML file

did-you-mean = ; did you mean `{ $name }`?

yaml-syntax = this cannot be read as YAML: { $what }; correct the line
second-document = a second document begins here, and one is read
anchor-used = anchors, aliases and tags (`&`, `*`, `!`) are not read; write the value out in full
too-deep = the file is nested deeper than { $most } levels; write it flatter
too-large = the file holds more than { $most } values; split it
duplicate-key = key `{ $key }` stands on line { $line } already; delete one of the two
unknown-key = unknown key `{ $key }`{ $hint } (known here: { $known })
unknown-kind = unknown word `{ $kind }`{ $hint } (known here: { $known })
missing-key = key `{ $key }` is missing; add it
wrong-shape = { $found } stands here; write { $expected }
bad-number = `{ $text }` is not a number here; write digits only, with `{ $mark }` as the decimal mark
bad-whole = `{ $text }` is not a whole number from { $least } to { $most }; correct it
bad-date = `{ $text }` is not a date; write year-month-day (`2018-06-20`) or day/month/year (`20/6/2018`)
bad-word = `{ $word }` is neither a number nor a word that this key takes; correct it
bad-encoding = the text is not UTF-8; save the file as UTF-8

shape-nothing = nothing
shape-word = a single word or number
shape-list = a list
shape-map = a map of keys
shape-one-key = a word, or a map with one key
shape-pair = a list of exactly two values

## Faults in criteria

no-criteria = no criteria are here; write an `index.yaml` with the set
area-missing = area file `{ $file }` cannot be opened; correct its name in `areas`, or add the file
repeated-id = id `{ $id }` is taken already, at { $first }; give one of the two an `id` of its own
repeated-code = code `{ $code }` is printed twice under one parent, here with id `{ $id }`; correct the code
no-rule-or-items = item { $item } has both `rule` and `items`, or neither; write exactly one of them
no-maximum = item { $item } has no maximum, or several; write exactly one of `max`, `bonus` and `deduction`
no-source = item { $item } has no source, and nothing above it has one; write `source` with the annex and item of the decision
children-sum = item { $item }: the items below it add up to { $sum } { $sum ->
        [one] point
       *[other] points
    }, its maximum is { $max }; correct one of them
total-sum = the areas add up to { $sum } { $sum ->
        [one] point
       *[other] points
    }, `total` is { $max }; correct one of them
shares-sum = item { $item }: the shares in `answerable` add up to { $sum } percent, not to 100; correct them
role-mixed = item { $item } stands below { $parent }, which is a bonus or a deduction, and is not the same; write the key of { $parent } (`bonus` or `deduction`) here too
points-negative = item { $item }: the rule can award { $least } { $least ->
        [one] point
       *[other] points
    }, the least is 0; correct its points, or write an item with `deduction`
unknown-field = unknown field `{ $field }`{ $hint } (fields are declared in `fields` of the item, of a node above it or of the set)
wrong-kind = field `{ $field }` is of kind { $kind }, here it must be of kind { $wanted }; declare it so, or name another field
unknown-option = field `{ $field }` has no option `{ $option }`{ $hint } (options are listed where the field is declared)
option-missing = field `{ $field }`: option `{ $option }` is not listed; a field of kind grade or ballots, and no other, has `options`, and its rule lists every one of them
field-unread = nothing reads field `{ $field }`; use it in a rule, or delete it
bands-gap = item { $item }: no band holds at { $at }{ $record }; widen a band, or add one
bands-overlap = item { $item }: at { $at } two bands hold, one awards { $first } { $first ->
        [one] point
       *[other] points
    }, the other { $second }{ $record }; make one end exclusive (`above`, `below`)
band-unreachable = item { $item }: no value falls in the band { $band }, because bands before it or the range of the value leave none; correct its bounds, or delete it
max-unreachable = item { $item }: the rule awards { $most } at most, the maximum is { $max }{ $record }; correct one of them
max-exceeded = item { $item }: the rule can award { $most }, the maximum is { $max }{ $record }; correct one of them
not-monotone = item { $item }: at { $at } the points go from { $first } to { $second }, against `better`{ $record }; correct the points, or `better`
zero-denominator = item { $item }: the denominator can be 0{ $record }; say what then holds with `if_none`: `not_applicable`, `zero` or `full`
over-fulfilment = item { $item }: the part can exceed the whole{ $record }; say what then holds with `over`: `cap`, `keep` or `refuse`
rescale-differs = `rescale_to` says { $to }, the maximum is { $max }; write the same figure in both
otherwise-misplaced = item { $item }: a case is not complete or not in its place; give every case but the last `if` and `then`, and the last only `otherwise`
anchors-order = item { $item }: there are fewer than two anchors, or they are out of order; write two or more, each `at` above the one before
step-bad = item { $item }: `step` is { $step }, it must be more than 0; write the points from one mark to the next
weights-bad = item { $item }: the percent of a respondent group cannot be worked out; write a `weight` above 0 and exactly one of `options`, `mean`, `satisfied_from`, `percent`; a `mean` has ends that differ and numbers for options
tiers-gap = group { $group }: a score of { $at } has no tier: { $why }; add a tier without `needs` that holds there, or widen one
needs-unmet = { $tier } holds only when its `needs` are met, and no tier after it holds without
no-bounds = no tier's bounds hold there
tiers-overlap = group { $group }: at { $at } both { $first } and { $second } hold; make one end exclusive (`above`, `below`)
unknown-tier = unknown tier `{ $tier }`{ $hint } (tiers are named in `tiers` of the group or of the set)
unknown-node = unknown code or id `{ $code }`{ $hint } (write one of an area, criterion or item of this set)
digits-bad = `rounding` keeps { $digits } digits, the most is 12; write fewer
accepts-nothing = finding `{ $finding }` is accepted here, and nothing from here down has it; delete this entry of `accepts`
unknown-finding = `{ $finding }` is not a finding that can be accepted{ $hint } (faults of writing are put right, not accepted)
bound-bad = { $why }
bounds-twice = `from` and `above` are both lower bounds, `to` and `below` both upper ones; write one of each at most
bounds-crossed = the lower bound { $low } is above the upper bound { $high }; correct one of them
bounds-target = a target is missing, or there are several; write exactly one of `at_least`, `more_than`, `at_most` and `less_than`
bounds-award = both `award` and `per_day` stand here, or neither; write exactly one of them
bounds-full = `full_from` is { $full }, `nothing_below` is { $floor }; write a `full_from` above 0 and not under `nothing_below`
bounds-long = more than a year of days off in a row; correct `from` or `to`

record = { $field } = { $figure }
with-record = { " " }(record: { $record })
word-yes = yes
word-no = no

## Faults in crosswalks between two years

crosswalk-other-set = the crosswalk says `{ $found }`, the set here is `{ $wanted }`; correct it, or use the crosswalk of this set
crosswalk-twice = item `{ $item }` of { $year } is mapped already at { $first }; name each item once
crosswalk-missing = item `{ $item }` of { $year } is not mapped; say what became of it, or list it under `{ $mend }`
crosswalk-relation = item `{ $item }` is said to be `{ $said }`, but { $why }; say `{ $found }`
crosswalk-title = its title went from “{ $was }” to “{ $is }”
crosswalk-code = its place went from { $was } to { $is }
crosswalk-max = its maximum went from { $was } to { $is }
crosswalk-rule = its rule went from { $was } to { $is }
crosswalk-balance = the earlier items have { $earlier } { $earlier ->
        [one] point
       *[other] points
    } together, the later { $later }; correct the lists, or write `re_weighted: true` if the maximum changed
comparison-refused = { $comparable } of { $total } { $total ->
        [one] point
       *[other] points
    } can be compared, less than the { $least } % asked for; lower the level, or compare only the items that stayed

## Faults in agencies and evidence

no-evidence = no evidence is here; add a CSV or YAML file of figures
no-register = no register of agencies is here; add `agencies.yaml` to this folder or the one above
repeated-agency = agency `{ $agency }` is registered twice; delete one entry, or give it a code of its own
unknown-agency = unknown agency `{ $agency }`{ $hint } (agencies are registered in `agencies.yaml`)
unknown-group = unknown group `{ $group }` of agency `{ $agency }`{ $hint } (groups are named in the criteria)
unknown-successor = unknown agency `{ $agency }` in `merged_into` or `split_into`{ $hint } (write the code of a registered agency)
weight-bad = agency `{ $agency }`: a past that is pooled by weights needs its `weight`, above 0; write it (staff, people or dossiers, the same for all)
wrong-year = the figure is of year `{ $year }`, the criteria are of { $set }; correct the year, or move the figure
agency-absent = agency `{ $agency }` does not exist on 31 December { $year }; correct the code, or `since` and `until` in the register
unknown-item = unknown item `{ $item }`{ $hint } (write the item's id; its code where it has none)
unknown-evidence-field = unknown field `{ $field }` at item { $item }{ $hint } (known here: { $known })
repeated-figure = field `{ $field }` of agency `{ $agency }` was given already, at { $first }; delete one of the two
csv-syntax = this line has { $cells } cells, the heading has { $columns }; put a text that contains the separator in quotes, and leave no cell out
column-missing = columns are missing: { $columns }; add them to the heading
unknown-column = unknown column `{ $column }`{ $hint } (known: { $known })
repeated-column = column `{ $column }` stands twice in the heading; delete one of the two
ambiguous-number = field `{ $field }`: `{ $text }` can be { $thousands } or { $decimal }; write `{ $thousands }` or `{ $text }0`
bad-figure = field `{ $field }`: `{ $text }` is not { $kind ->
    [yes_no] yes or no
    [count] a whole number
    [ballots] a whole number
    [percent] a number of percent
    [points] a number of points
    [date] a date
   *[other] a number
}; correct it, or leave it empty if it was not given
out-of-range = field `{ $field }`: { $figure } is not within { $least } to { $most }; correct the figure
mark-without-reason = agency `{ $agency }`, item { $item }: a mark of { $mark } is given without a reason; write the reason in `note`
mark-between-steps = agency `{ $agency }`, item { $item }: a mark of { $mark } is not in steps of { $step }; correct the mark
part-exceeds-whole = agency `{ $agency }`, item { $item }: the part is { $part }, the whole only { $whole }; correct the figures
denominator-zero = agency `{ $agency }`, item { $item }: { $part } is to be divided by { $whole }; correct the figures, or declare the item not applicable
applies-and-not = agency `{ $agency }`, item { $item }: declared not applicable, and a figure is given all the same; delete one of the two
tie-decision-bad = a decision on a tie is not complete; list two agencies or more in `order` and write the `reason`
unknown-lane = no lane `{ $lane }`{ $hint } (lanes: { $known })
wrong-lane = `{ $field }` does not belong in lane `{ $lane }`; write `claimed` in lane `self`, `granted` in lane `appraised` or `final`
panel-cannot = a panel scores each row by itself: { $what }; use `score` for one year after the other
panel-means = item `{ $which }` is held against the mean of others
panel-last-year = figure `{ $which }` is of the year before
panel-digits = percents are rounded to more than { $which } digits
panel-ties = group `{ $which }` parts ties by keys or decisions
panel-tiers = tiers of group `{ $which }` have needs, caps or a quota
panel-no-key = this row has no `{ $column }`; write it
panel-no-such-day = item `{ $item }` asks for a day that { $year } does not have; give the due date in full, or leave the year out of the table
panel-repeated-row = this agency has another row for { $year }; keep one of the two
unasked-column = no item has a figure called `{ $column }`{ $hint }; correct the column's name, take it out, or write `skip` for it in `columns.yaml`
column-not-there = table `{ $file }` has no column `{ $column }`{ $hint }; correct the name
table-not-there = there is no table `{ $file }`{ $hint }; correct the name of the file or the sheet
not-a-form = this is no self-assessment form: the hidden sheet `_par_index` is missing; use a form that the command `form` wrote
other-form = this form says `{ $theirs }` for `{ $key }`, it is read by `{ $ours }`; use the form of this set and year
forms-differ = `{ $field }`: here `{ $text }`, at { $first } `{ $known }`; agree on one value

## Faults in tables

table-unreadable = the table cannot be read: { $what }; save it again as CSV in UTF-8
table-empty = no heading with rows below it stands here; save the sheet with its heading in one row and its figures below
relation-bad = a relation is not complete; give `is` and exactly one of `sum`, `difference`, or `share` with `of`
table-damaged = it is damaged

## Bounds

bound-from = from { $at }
bound-above = above { $at }
bound-to = up to { $at }
bound-below = below { $at }
bound-both = { $low } and { $high }
bound-none = any value
no-band = in no band

## Values and conditions

value-quotient = { $of } / { $in } ({ $a }/{ $b })
value-sum = sum of ({ $parts })
value-mean = mean of ({ $parts })
value-difference = { $a } less { $b }
value-number-of = number of yes among ({ $fields })
condition-given = { $field } given
condition-not = not ({ $what })
condition-all = all of ({ $parts })
condition-any = any of ({ $parts })
condition-is = { $field } is one of ({ $options })
condition-reach = { $value } { $bound }
reach-at-least = at least { $target }
reach-more-than = more than { $target }
reach-at-most = at most { $target }
reach-less-than = less than { $target }
reached = reached
not-reached = not reached

## Reasons: what a rule found, step by step

step-yes = { $field }: yes → earns { $points }
step-no = { $field }: no → earns { $points }
step-state = { $field }: { $option } → earns { $points }
step-late = { $field }: due { $due }, sent { $sent }, { $late }: { $band } → earns { $points }
late-by = late by { $days } ({ $counted })
on-time-by = on time, early by { $days } ({ $counted })
on-time-exactly = on time ({ $counted })
days-calendar = calendar days
days-working = working days
per-day = { $points } off for each day late
step-band = { $value } = { $figure }: { $band } → earns { $points }
step-proportional = { $value } = { $figure }: { $how } → earns { $points }
in-proportion = in proportion, { $full } earning { $max }
in-full = the maximum from { $full } on
under-floor = below { $floor }, which earns nothing
step-reach = { $value } = { $figure }, { $bound } required: { $outcome }
step-all-held = every condition holds → earns { $points }
step-one-failed = does not hold: { $what } → earns 0
step-none = { $value } = { $figure }, 0 required → earns { $points }
step-gate-closed = the condition does not hold: { $what } → earns { $points }
step-case = the case that holds: { $what }
step-fixed = fixed points → earns { $points }
step-each = { $value } = { $figure }, { $each } for each, { $max } at most → earns { $points }
step-checklist-full = every part is there → earns { $points }
step-checklist = lacking: { $lacking } → earns { $points }
step-deduct-none = nothing taken off → earns { $points }
step-deduct = taken off: { $counted } → leaves { $points }
part = { $field } ({ $figure } × { $points })
step-judged = mark given: { $points } of { $max }
step-judged-by = mark given by { $by }: { $points } of { $max }
step-granted = granted { $points } of { $max }{ $who }: { $why }
step-by-the-facts = by the figures { $points }
said-by = { " " }({ $by })
said-on = { " " }({ $on })
said-by-on = { " " }({ $by }, { $on })
lane-self = self-scored
lane-appraised = appraised
lane-final = council
step-survey = survey: { $groups }; mean { $percent }% of { $max } → earns { $points }
respondents = { $field } { $percent }% (weight { $weight })
step-scale = { $value } = { $figure }, converted by the scale → earns { $points }
step-mean-reached = { $value } = { $figure }, at or above the mean of { $mean } → earns { $points }
step-mean-missed = { $value } = { $figure }, below the mean of { $mean } → earns { $points }
step-first-year = { $field }: no figure of last year to compare with
step-year-higher = { $field }: { $now }, higher than last year's { $before } → earns { $points }
step-year-same = { $field }: { $now }, the same as last year → earns { $points }
step-year-lower = { $field }: { $now }, lower than last year's { $before } → earns { $points }
step-none-to-divide = { $in } is 0
step-grown = something else does not apply, so the maximum grows from { $from } to { $to } → earns { $points }
step-missing = { $field }: not given
step-not-known = cannot be decided from the figures given: { $what }

## Reasons: what does not apply

not-applicable-because = reason: { $reason }
declared-by = declared by { $by }
confirmed-by = confirmed by { $by }
not-confirmed = declared not applicable, confirmed by nobody

## Standings: tiers

tier-needs-unmet = not { $tier }, these needs are not met: { $needs }
need-no-item-at-zero = no item at 0 points (at 0: { $items })
need-not-self-scored = no self-scoring sent
need-area = { $code } at { $from }% or more
no-tier-fits = { $figure } fits no tier
tier-capped = { $tier } at most: { $why }{ $source }
by-source = { " " }({ $source })
tier-quota = one tier lower: at most { $limit } of the group may be { $tier }

## Standings: ranks

unranked-because = not ranked: { $why }
unranked-sent-nothing = not ranked: sent nothing
unranked-nothing-applies = not ranked: no item applies
tie-shared = equal, ranked together
tie-by-keys = equal in the result, ranked by the set's keys
tie-undecided = equal in every key, ranked together until somebody decides
tie-decided = equal, order decided by { $by }: { $reason }{ $source }

## Comparison of two years

caveat-other-set = the sets differ: `{ $earlier }` and `{ $later }`
caveat-total = the total maximum went from { $earlier } to { $later } { $later ->
        [one] point
       *[other] points
    }: totals are compared by percent, not by points
caveat-new-area = area { $code } ({ $area }) is new: there is nothing to compare it with
caveat-dropped-area = area { $code } ({ $area }) is no longer assessed
caveat-area-max = the maximum of area { $code } ({ $area }) went from { $earlier } to { $later } { $later ->
        [one] point
       *[other] points
    }: it is compared by percent, not by points

## Reports: headings and columns

heading-title = { $title }, { $year }
heading-source = Source: { $source }
heading-notes = The criteria have { $notes ->
    [one] one accepted finding
   *[other] { $notes } accepted findings
}; `check` shows { $notes ->
    [one] it
   *[other] them
}
heading-compared = { $later } compared with { $earlier }
comparable-points = { $comparable } of { $total } { $total ->
        [one] point
       *[other] points
    } can be compared ({ $confirmed ->
    [yes] by the confirmed crosswalk
   *[no] by a drafted crosswalk that nobody confirmed
})
crosswalk-heading = Crosswalk from { $earlier } to { $later }: { $comparable } of { $total } { $total ->
        [one] point
       *[other] points
    } can be compared. Check each line, then keep it beside the index.yaml of { $later }.
heading-caveats = To note when comparing:
origin-documented = as in the document
origin-reconstructed = reconstructed from what was published
origin-made-up = made up, not a real decision
group-title = { $group } (ranked: { $ranked })
head-rank = Rank
head-agency = Agency
head-points = Points
head-max = Max
head-percent = Percent
head-tier = Tier
head-places = Places
head-ranks = Ranks
head-points-change = ± points
head-percent-change = ± % points
tier-counts = tiers: { $counts }
tier-count = { $tier } { $count }
no-tier-count = no tier { $count }
group-mean = group mean: { $mean }%

## Results book (XLSX)

sheet-overview = Overview
sheet-areas = Areas
sheet-items = Items
sheet-changes = Changes
sheet-most-lost = Most lost
sheet-losses = Loss ledger
sheet-sums = Losses added up
head-group = Group
head-code = Code
head-area = Area
head-item = Item
head-previous-rank = Rank in { $year }
head-notes = Notes
head-cause = Cause
head-objective = Objective reason
head-offices = Answerable
head-source = Source
head-ranked = Ranked
head-mean = Mean
head-best = Best
head-worst = Worst
head-no-tier = No tier
chart-tiers = Agencies by tier
chart-percents = Percent: { $group }
sheet-flows = Places through years
sheet-causes = Causes
sheet-waterfall = Waterfall
sheet-criteria = Changed criteria
sheet-rules = Under each year's rules
sheet-sureness = How sure
chart-flows = Places through the years: { $group }
chart-sureness = Places and the { $level }% sets for all agencies together: { $group }
head-points-in = Points in { $year }
head-of-rules = { $what }: rules of { $rules }, facts of { $facts }
head-at-stake = Points touched
head-record = Example
head-whom = Whom it moves on the earlier year's facts
head-from = { $what }: from
head-to = { $what }: to
head-reach-down = May fall (places)
head-reach-up = May rise (places)
waterfall-told = Choose an agency in the cell below; the table and both charts follow. Blue rises, orange falls, grey is the whole change.
waterfall-title = Change by cause: { $measure }
book-page = Page { $page } of { $pages }
book-figures = Figures in cells are rounded as reports print them; exact figures are in the .json, .csv and .parquet files
book-areas = Percent and points by area; red: 50% or less, yellow: 75%, green: 100%
book-items = Points item by item; above the headings: the maximum in the decision
book-losses = Every point not given; they add up to maximum less points
mark-zero = scored, 0 points earned
mark-not-applicable = n/a
item-adds = bonus
item-takes = deduction

## Reports: what changed

newcomer = new
other-group = other group
percent-points-short = { $change } pp
origin-newcomer = not assessed the year before
origin-other-group = in group { $group } the year before
origin-merged-with = merged into it since: { $agencies }
origin-merged-from = formed by merger of: { $agencies }
origin-back-cast = its earlier results are those of { $parts }
leaver = { $agency }: no longer assessed
leaver-merged = { $agency }: merged into { $into }

## Reports: one agency explained

no-such-agency = unknown agency `{ $agency }`{ $hint }
summary-ranked = { $agency }: { $points } of { $max } { $max ->
        [one] point
       *[other] points
    }, { $percent }%, tier { $tier }, rank { $rank } of { $of }
summary-same = { $agency }: { $points } of { $max } { $max ->
        [one] point
       *[other] points
    }, { $percent }%, tier { $tier }, rank { $rank } of { $of }, the same as in { $year }
summary-up = { $agency }: { $points } of { $max } { $max ->
        [one] point
       *[other] points
    }, { $percent }%, tier { $tier }, rank { $rank } of { $of }, up { $places } since { $year }
summary-down = { $agency }: { $points } of { $max } { $max ->
        [one] point
       *[other] points
    }, { $percent }%, tier { $tier }, rank { $rank } of { $of }, down { $places } since { $year }
summary-unranked = { $agency }: { $points } of { $max } { $max ->
        [one] point
       *[other] points
    }, { $percent }%, tier { $tier }, not ranked
area-line = { $code } { $title }: { $points } of { $max } { $max ->
        [one] point
       *[other] points
    } ({ $percent }%), lost { $lost }
area-changed = { $code } { $title }: { $points } of { $max } { $max ->
        [one] point
       *[other] points
    } ({ $percent }%), lost { $lost }, against the year before { $change }
area-bonus = { $code } { $title }: adds { $points } { $points ->
        [one] point
       *[other] points
    }, { $most } at most
area-deduction = { $code } { $title }: takes { $points } { $points ->
        [one] point
       *[other] points
    } off, { $most } at most
item-line = { $code } { $title }: { $points } of { $max } { $max ->
        [one] point
       *[other] points
    }, lost { $lost }
item-bonus = { $code } { $title }: adds { $points } of { $max } { $max ->
        [one] point
       *[other] points
    }
item-deduction = { $code } { $title }: takes { $points } of { $max } { $max ->
        [one] point
       *[other] points
    } off
item-asks = evidence demanded: { $asks }
item-remark = remark: { $note }
item-why = why: { $why }
item-answerable = answerable: { $offices }
office-share = { $office } { $share }%
item-source = source: { $source }
item-document = document: { $document }
item-note = note: { $note }
status-missing = a figure that is needed was not given
status-not-submitted = nothing was sent for this item
status-not-applicable = not applicable
status-not-applicable-by-rule = not applicable by its rule
status-no-survey = no survey was held this year

## Reports: findings

severity-fault = fault
severity-note = note
accepted-because = accepted: { $reason }
check-sound = sets checked: { $sets }, no faults, notes: { $notes }
check-faulty = sets checked: { $sets }, faults: { $faults }, notes: { $notes }

## Reports: the audit of a published table

audit-columns = { $sheet }: columns taken as
audit-given = { " " }(as the mapping says)
audit-rounding = Rounding in use:
audit-rounding-truncate = { $column }: digits cut off, not rounded ({ $cut } fit cutting alone, { $up } half-up alone, { $either } both, { $neither } neither; decimals: { $digits })
audit-rounding-half-up = { $column }: rounded half up ({ $up } fit half-up alone, { $cut } cutting alone, { $either } both, { $neither } neither; decimals: { $digits })
audit-rounding-either = { $column }: half-up and cutting fit alike ({ $either } fit both, { $neither } neither; decimals: { $digits })
audit-rounding-mixed = { $column }: no one rounding ({ $up } fit half-up alone, { $cut } cutting alone, { $either } both, { $neither } neither; decimals: { $digits })
audit-clean = relations looked at: { $relations }, no contradictions
audit-contradicted = relations looked at: { $relations }, contradictions: { $contradictions }
audit-contradiction = contradiction
audit-wrong = { $row }, “{ $column }”: printed { $printed }, { $reconciled } would reconcile it
audit-one-wrong = { $row }: { $printed } stands there; one of the statements must be wrong
audit-or = or as likely: { $what }
audit-sum = { $row }: { $parts } = { $computed }, printed { $printed }
audit-balance = { $row }: pending should be { $parts } = { $computed }, printed { $printed }
audit-loss = { $row }: { $parts } = { $computed }, printed { $printed }
audit-difference = { $row }: the change is { $parts } = { $computed }, printed { $printed }
audit-share = { $row }: { $part } ÷ { $base } is { $computed }%, printed { $printed }
audit-rank = { $row }: with { $score } the place is { $computed }, printed { $printed }
audit-tier = { $row }: with { $score } the tier is { $computed }, printed { $printed }
audit-tier-bound = with { $score } the tier is { $tier }, which starts from { $from }; printed { $printed }
audit-tier-count = { $tier }: the list has { $found }, printed { $printed }
audit-agreement = { $row }: one table prints { $computed }, the other { $printed }
audit-ties = ties are treated two ways: equal scores of { $shared } share a place, equal scores of { $parted } do not
audit-unlisted = { $rows ->
    [one] one row carries
   *[other] { $rows } rows carry
} { $sum } { $sum ->
        [one] point
       *[other] points
    } of maximum, { $rest } short of 100: something is not listed
audit-expression = { $expression } = { $computed }, printed { $printed }
audit-capped = { $expression } = { $computed }, printed { $printed }; it follows only if capped at 100
audit-statements = one fact, different statements: { $statements }
audit-date = `{ $text }` is no date
audit-role-label = names of rows
audit-role-group = groups
audit-role-skip = not reckoned with
audit-role-rank = rank
audit-role-rank-change = change of rank
audit-role-points = points
audit-role-max = maximum
audit-role-percent = percent
audit-role-tier = tier
audit-role-loss = points lost
audit-role-change = change
audit-role-count = count
audit-role-opening = carried over
audit-role-received = received
audit-role-resolved = resolved
audit-role-pending = pending
audit-role-figure = figure
audit-role-id = id
audit-role-expression = expression
audit-role-published = published figure
audit-role-unit = unit
audit-role-kind = kind
audit-role-metric = metric
audit-role-document = document
audit-role-period = period
audit-role-agency = agency

## The loss ledger

losses-title = { $agency }: { $points } of { $max } { $max ->
        [one] point
       *[other] points
    }, { $lost } lost
head-lost = Lost
head-what = What
head-why = Why
head-share = Share
head-agencies = Agencies
most-lost = { $group }: items on which most was lost
head-causes = Causes
the-total = (the total)
no-office = (nobody named as answerable)
objective = objective reason: { $reason }
list = { $parts }
cause-late = late
cause-missing = figures missing
cause-not-submitted = not submitted
cause-below = below the mark
cause-not-met = demand not met
cause-survey = survey
cause-violation = violation
cause-judgement = judgement
cause-not-accepted = not accepted as claimed or as not applicable
cause-extra = bonus or deduction
cause-arithmetic = rounding, rescaling, cap
no-such-group = no group `{ $group }`{ $hint }

## What if, and advice

effect-none = nobody moves
effect-title = agencies that move: { $moved } of { $of }
head-change = Change
head-gain = Gain
head-move = Mend
head-mends = Mends
head-cost = Cost
no-such-tier = no tier `{ $tier }`; known: { $known }
advice-title = { $agency }: { $points } of { $max } { $max ->
        [one] point
       *[other] points
    }, tier { $tier }, rank { $rank }
advice-goal = Goal: { $goal }
goal-tier = tier { $tier } or better
goal-rank = rank { $rank } or better
goal-points = { $points } { $points ->
        [one] point
       *[other] points
    } or more
goal-more = { $points } { $points ->
        [one] point
       *[other] points
    } more
advice-plan = Plan { $number} ({ $cost }): { $points } { $points ->
        [one] point
       *[other] points
    }, { $percent }%, tier { $tier }, rank { $rank } if the others stay
advice-move = { $field }: { $from } → { $to }
not-given = not given
cost-counted = mends: { $mends }, moved by { $moves }
cost-priced = cost { $price }, mends: { $mends }, moved by { $moves }
advice-reached = the goal is reached already
advice-proved = proved: of all sets of the { $levers } mends looked at, none cheaper than the first plan reaches the goal
advice-gap = not proved the cheapest: the first plan is { $cost }; no plan can be under { $bound }
advice-open = no plan was found; none can be under { $bound }
advice-none = { $levers ->
    [one] the one mend looked at does not reach the goal
   *[other] no set of the { $levers } mends looked at reaches the goal
}; the most is { $most } { $most ->
        [one] point
       *[other] points
    }
advice-shared = held fixed, for several items read them: { $figures }
advice-frontier = The most points at each price

## Before everything is in

outlook-title = { $agency }: between { $least } and { $most } of { $max } { $max ->
        [one] point
       *[other] points
    }
outlook-percent = percent: between { $least } and { $most }
outlook-tier = tier: certain { $certain }, possible { $possible }
no-tier = none
outlook-loose = so many items may yet turn out not to apply that not every way was tried: of percent and tier nothing is certain, and the points hold as long as these items apply
outlook-parts = confirmed { $confirmed }, pending with others { $pending }, still possible { $possible }, lost for good { $lost }
head-due = Due
head-at-most = At most
head-whose = From
whose-own = the agency
whose-others = others

## What a later set changes
difference-heading = { $title }: { $later } against { $earlier }
difference-totals = Total { $before } → { $after } { $after ->
        [one] point
       *[other] points
    }; { $comparable } of them mean the same in both years
difference-none = nothing changes
difference-item = { $items } { $title } ({ $relation }): maximum { $max }, points at stake { $stake }
difference-witness = For example { $record }: the rules of { $earlier } { $before }, those of { $later } { $after }
awards-points = award { $points }
awards-nothing = award nothing, having no answer
difference-no-witness = No record of figures can show it: the rules read ballots, means or last year's figures
difference-unanswered = The facts of { $year } do not answer this: anything from 0 to the maximum is possible
difference-nobody = On the earlier year's facts no agency gains or loses
difference-moved = On the earlier year's facts { $gain } gain and { $lose } lose points; most: { $most }
difference-agencies = Agencies on the facts of { $facts }, under their own rules → under those of { $rules }
relation-same = the same
relation-renamed = renamed
relation-moved = moved
relation-re-weighted = re-weighted
relation-rule-changed = rule changed
relation-split = split
relation-merged = merged
relation-regrouped = regrouped
relation-new = new
relation-dropped = dropped
the-day = { $day }

## Why points and places changed
movement-heading = Why points and places changed, { $later } against { $earlier }
movement-places = Places
movement-points = Points
movement-percent-points = Percentage points
movement-cause = Cause
movement-year = { $year }
movement-newcomer = { $agency }: nothing of the earlier year stands for it
movement-sentence = { $agency }: { $steps }
movement-back-cast = Its earlier results are those of: { $parts }
back-cast-part = { $agency } ({ $share }%)
moved-rank = { $step } (rank { $earlier } → { $later })
moved-up = up { $size } { $unit }
moved-down = down { $size } { $unit }
moved-not = { $unit } unchanged
unit-places = places
unit-points = points
unit-percent-points = percentage points
factor-own = Own performance
factor-others = Others' performance
factor-criteria = Criteria
factor-not-applicable = What does not apply
factor-roster = Who is ranked
factor-appraisal = Appraisal
factor-survey = Survey
aspect-weights = maxima
aspect-rules = rules
aspect-new = new items
aspect-dropped = dropped items
aspect-sums = adding up, rounding
movement-aspect = { "  " }of these: { $aspect }

## Every year under every year's rules
matrix-title = Under the rules of { $year }: { $title }
matrix-facts = facts of { $year }
matrix-place = { $percent }% (rank { $rank })
matrix-percent = { $percent }%
matrix-open = The facts of { $facts } do not answer items { $items }: each counts from 0 to its maximum

## Word documents after Decree 30/2020/NĐ-CP

deadline-past = the deadline { $deadline } is before the day of the document, { $date }; correct one of them
blank-issuer = [ISSUING BODY]
blank-number = ………/………
blank-place = ………
blank-date = …/…/……
blank-short-date = ../../....
blank-recipients = - ………;
blank-title = [TITLE OF THE SIGNATORY]
blank-name = [Full name]
document-number = No.: { $number }
place-and-date = { $place }, { $date }
long-date = { $day }/{ $month }/{ $year }
recipients = Recipients:
recipient = – { $recipient }
basis-source = Pursuant to { $source }
document-reconstructed = Note: the criteria are reconstructed from published results; this is not an official document.
document-made-up = Note: the criteria and the figures are made up; this is not an official document.
agency-note = { $agency } – { $note }.
area-named = { $code }. { $title }
item-named = { $code } { $title }
point = – { $text }
head-total = Total
head-rank-in = Rank in { $year }
head-places-moved = Places moved
head-points-moved = Points moved

annex = Annex
annex-number = Annex { $number }
annex-title = { $title }, { $year }
annex-attached = (Attached to Decision No. { $number } of { $date } of { $issuer })
annex-ranking = 1. Ranking
annex-areas = 2. Index of every area (%)
area-legend = The areas: { $areas }.

round-kind = REPORT
round-title = Results: { $title }, { $year }
round-results = Results
round-areas = Results by area
round-movements = Changes of rank since the year before
round-most-lost = Items on which most points were lost
round-notes = Points to bear in mind
round-mean = Agencies ranked: { $ranked }. The mean index is { $mean }%{ $moved }. Highest: { $best_of } with { $best }%; lowest: { $worst_of } with { $worst }%.
mean-rose = , { $points } percentage points more than in { $year }
mean-fell = , { $points } percentage points less than in { $year }
mean-same = , as in { $year }
tier-none = No tier
head-share-percent = Share (%)
head-mean-percent = Mean (%)
head-highest = Highest (%)
head-best-of = Highest agency
head-lowest = Lowest (%)
head-worst-of = Lowest agency
head-rank-before = Rank before
head-rank-now = Rank now
rows-risen = Risen
rows-fallen = Fallen
round-moved = Agencies that rose: { $risen }; that fell: { $fallen }.
head-points-lost = Points lost in all
head-agencies-lost = Agencies that lost

letter-subject = Re: the PAR-Index of { $year } and the items to be mended
letter-to = To: { $agency }.
letter-ranked = By the results of { $title } for { $year }, { $agency } got { $points } of { $max } { $max ->
        [one] point
       *[other] points
    } ({ $percent }%), tier { $tier }, rank { $rank } of { $of }{ $moved }{ $change }.
letter-unranked = By the results of { $title } for { $year }, { $agency } got { $points } of { $max } { $max ->
        [one] point
       *[other] points
    } ({ $percent }%), tier { $tier }, not ranked{ $moved }{ $change }.
letter-rank-rose = , { $places } places up on { $year } (rank { $rank } of { $of })
letter-rank-fell = , { $places } places down on { $year } (rank { $rank } of { $of })
letter-rank-same = , the same place as in { $year } (rank { $rank } of { $of })
points-rose = ; { $points } { $points ->
        [one] point
       *[other] points
    } more than in { $year }
points-fell = ; { $points } { $points ->
        [one] point
       *[other] points
    } less than in { $year }
percent-rose = ; { $points } percentage points more than in { $year }
percent-fell = ; { $points } percentage points less than in { $year }
points-same = ; as in { $year }
letter-areas = The results of each area, and why points were lost:
letter-area-title = { $code }. { $title }:
letter-area = { " " }{ $points } of { $max } { $max ->
        [one] point
       *[other] points
    } ({ $percent }%), { $lost } { $lost ->
        [one] point
       *[other] points
    } below the maximum{ $change }.
letter-area-full = { " " }{ $points } of { $max } { $max ->
        [one] point
       *[other] points
    } ({ $percent }%), the maximum{ $change }.
letter-area-absent = { " " }does not apply.
letter-area-bonus = { " " }{ $points } { $points ->
        [one] point
       *[other] points
    } added{ $change }.
letter-area-deduction = { " " }{ $points } { $points ->
        [one] point
       *[other] points
    } taken away{ $change }.
letter-lost = – { $code } { $title } ({ $points } { $points ->
        [one] point
       *[other] points
    } lost): { $why }.
letter-given = – { $code } { $title } ({ $points } { $points ->
        [one] point
       *[other] points
    } given): { $why }.
letter-earning = , which{ " " }
letter-documents = documents: { $documents }
letter-answerable = Answerable: { $offices }.
office-points = { $office } ({ $points } { $points ->
        [one] point
       *[other] points
    })
letter-summary = By area:
head-percent-got = Share (%)
letter-tasks = To mend the above, { $agency } is asked to have its offices and staff do the following by { $deadline }:
office-lost = { $office }: { $points } { $points ->
        [one] point
       *[other] points
    }
head-demand = Demand, level to be reached
demand-move = { $field }: from { $from } to { $to }
demand-moves = { $moves } (the item earns { $gain } { $gain ->
        [one] point
       *[other] points
    } more)
demand-late = Keep to the deadline
demand-missing = Give all the figures
demand-not-submitted = Send all figures and documents
demand-below = Raise the result to a higher level
demand-not-met = Do all that is demanded
demand-survey = Raise the satisfaction of those surveyed
demand-violation = Let no violation happen
demand-judgement = Do better work; explain and send documents for reconsideration
demand-not-accepted = Send the grounds on which the item does not apply
demand-extra = Let no points be taken away
demand-arithmetic = None: lost by rounding, rescaling or a cap
demand-documents = : { $asks }
letter-close = { $agency } is asked to carry this out in earnest.
letter-area-above = { " " }{ $points } of { $max } { $max ->
        [one] point
       *[other] points
    } ({ $percent }%), { $lost } { $lost ->
        [one] point
       *[other] points
    } above the maximum by bonuses{ $change }.
annex-mean = Mean
annex-tiers = Tiers: { $counts }.
round-close = This is the report on { $title }, { $year }.

## The web page of results

page-skip = Skip to the content
page-views = Parts of the page
page-language = Language
page-league = League table
page-years = Two years compared
page-search = Find an agency (marks may be left out)
page-group = Group
page-tier = Tier
page-reset = Clear
page-all = All
page-no-tier = No tier
page-nobody = No agency fits
page-count = { $shown } of { $all } agencies
page-pages = Pages of the table
page-paper = Paper carries the first { $most } rows only; filter the table to print others
page-first = First
page-previous = Previous
page-of = Page { $page } of { $pages }
page-next = Next
page-last = Last
page-up = up { $count }
page-down = down { $count }
page-and-more = and { $count } more
page-groups = Each group in figures
page-ranked = (ranked: { $count })
page-mean = Group mean
page-best = Group best
page-worst = Group worst
page-above = ↑ One above
page-below = ↓ One below
page-of-ranked = of { $of }
page-of-max = of { $max }
page-was = { $year }: { $what }
page-area = Area
page-areas = Areas against the group
page-areas-told = Percent of the applicable maximum. Mean and best are of those ranked in the group.
page-areas-chart = Chart of the areas of { $agency } against the mean and the best of its group; the table below has the figures
page-bonus = bonus
page-deduction = deduction
page-documented = documented
page-reconstructed = reconstructed
page-made-up = made up
page-origin = Criteria: { $origin }
page-lost = Points lost: { $lost }
page-by-cause = By cause
page-by-office = By responsible office
page-office = Answerable
page-documents = Documents
page-notes = Notes
page-source = Source
page-every-item = Points of every item
page-item = Item
page-details-losses = This page has too many agencies to carry reasons and documents; `par-index explain … --agency { $code }` shows them
page-details-none = This page has too many agencies to carry each loss; `par-index explain … --agency { $code }` shows them
page-came = New, merged or moved agencies
page-left = Agencies no longer assessed
page-places = Ranks in the two years
page-places-told = Solid: up or the same; dashed: down.
page-moves-told = In a group of more than { $most } agencies only those that rose or fell most are drawn, with their ranks in both years.
page-places-chart = Chart of the ranks in { $earlier } and { $later }; the table below has the figures
page-causes-points = Points
page-causes-places = Place
page-causes-told = Each bar is the part of one cause; to the right is better. The parts add up to the change exactly; printed figures are rounded.
page-causes-chart = Chart of the causes that changed the { $what } of { $agency }; the figures are in the table below
page-changes = Changed criteria
page-changes-told = The number in front is how many points the change touches.
page-max = maximum { $max }
page-history = Several years
page-history-chart = Chart of the places in { $years }; the figures are in the table below
page-places-through = Places in { $years }
page-lines-told = The group has more than { $most } agencies: only the first { $most } of the last year are drawn. Solid: rose or stayed; dashed: fell.
page-spread = The group's mean and spread
page-rules = Each year under each year's rules
page-rules-told = What if one year's facts were scored by another year's rules: percent and place. Bold is that year as published; where the old facts do not answer, a range stands, never a guess. The darker a cell, the higher the percent.
page-lower = lower
page-higher = higher
page-rules-of = Rules of { $year }
page-place = place { $rank }
page-published = as published
page-sureness = How sure the ranks are
page-whiskers = Place, the first at the left
page-whisker-rank = published place
page-whisker-interval = { $level }% interval of the agency alone
page-whisker-set = { $level }% set for all agencies together
page-made = Made by par-index; every figure is computed exactly and rounded as the criteria say. It opens without a network.
page-no-script = This page needs JavaScript to show its figures; please turn it on in your browser.

## How sure the ranks are

robustness-title = How sure the ranks are: the survey's ballots drawn again { $replicates } times, seed { $seed }, level { $level }%
robustness-held = Held fixed, having no counts of options: { $figures }
robustness-group = { $group } ({ $ranked } ranked; { $ballots } ballots drawn each time)
robustness-no-ballots = No item is scored from counts of options, so there is nothing to draw again
robustness-top = Among the first { $top } in at least { $level }% of replicates: { $agencies }
robustness-top-none = Nobody is among the first { $top } in at least { $level }% of replicates
robustness-undecided = { $undecided } of { $pairs } pairs of agencies cannot be told apart (all pairs together, level { $level }%)
weights-title = If the items' maxima were others
weights-kept = The first { $k } stay the same as long as no maximum moves by more than { $within }%, up or down; first to change places: { $agencies } ({ $judged } of { $pairs } pairs judged)
weights-kept-always = The first { $k } stay the same though maxima move by up to 100% ({ $judged } of { $pairs } pairs judged)
weights-kept-unknown = The first { $k }: cannot be judged, because other items apply to each ({ $pairs } pairs)
weights-swap = { $behind } comes level with { $ahead } when { $moved } { $moved ->
        [one] point
       *[other] points
    } of maxima move: { $shifts }
weights-swap-level = { $behind } and { $ahead } are level already
weights-swap-never = { $behind } never comes level with { $ahead }, however the maxima are shared out
weights-swap-unknown = { $behind } and { $ahead }: cannot be judged, because other items apply to each
weights-shift = { $points } from { $from } to { $to }
weights-full = Everyone has full marks: { $items }
cliffs-title = The smallest move of a figure that brings the most points
head-percent-interval = Percent interval
head-rank-interval = Rank interval
head-rank-set = Joint rank set
head-top = In the first { $top }
head-nominal = Weight (%)
head-effective = Effective (%)
head-moved-without = Left out: moved
head-farthest = Farthest

## Several years

history-title = The years { $years }
history-no-alpha = Cronbach's alpha of the survey cannot be had: the evidence holds counts of options, not single ballots
alpha-needs-ballots = Cronbach's alpha cannot be had from counts of options; it needs every ballot (--ballots)
alpha-title = Cronbach's alpha of { $survey } ({ $questions } questions)
alpha-of = Of
alpha-complete = Complete ballots
alpha-incomplete = With a question left out
alpha = Cronbach's alpha
alpha-everyone = Everyone
head-percent-in = { $year } (%)
head-slope = % points a year
head-year = Year
head-deviation = Deviation
head-least = Least
head-most = Most
head-before = Before
head-after = After
head-relation = Relation
convergence-behind = Those behind catch up: for each percentage point ahead at first, { $beta } percentage points later (β, { $agencies } agencies); the standard deviation went from { $first } to { $last } (σ)
convergence-ahead = Those behind do not catch up: for each percentage point ahead at first, { $beta } percentage points later (β, { $agencies } agencies); the standard deviation went from { $first } to { $last } (σ)
convergence-none = Whether those behind catch up cannot be told: all were alike at first ({ $agencies } agencies); the standard deviation went from { $first } to { $last } (σ)
flows-title = Mean points from { $earlier } to { $later } ({ $agencies } agencies): { $total } { $total ->
        [one] point
       *[other] points
    }, of which { $rest } by rounding and rescaling

## Where to look first

review-queue = The appraisal queue ({ $shown } of { $all } self-scored items)
review-factors = At stake = points the total would lose × how often this item was cut, (cut + 1) ÷ (agencies + 2) × (places and tiers that would be lost + 1)
head-stake = At stake
head-cut = Cut
review-above-facts = Self-scores above what the agency’s own figures give ({ $count })
review-claims-more = { $agency }, { $item }: claims { $claimed } { $claimed ->
        [one] point
       *[other] points
    }, its own figures give { $facts } [{ $place }]
review-tier-edges = Within { $within } { $within ->
        [one] point
       *[other] points
    } of where a tier begins ({ $count })
review-neighbours = Neighbours in rank within { $within } { $within ->
        [one] point
       *[other] points
    } ({ $count })
review-more = and { $more } more; JSON and CSV hold all, `--top` shows more
review-uneven = The same facts, different points ({ $count })
review-used-twice = One document for several claims ({ $count })
review-outside-year = Documents dated outside the year ({ $count })
review-under-percent = { $agency }: { $figure }%, { $points } { $points ->
        [one] point
       *[other] points
    } short of { $tier } (from { $edge }%)
review-under-points = { $agency }: { $figure } { $figure ->
        [one] point
       *[other] points
    }, { $points } short of { $tier } (from { $edge })
review-over-percent = { $agency }: { $figure }%, { $tier } (from { $edge }%) by { $points } { $points ->
        [one] point
       *[other] points
    }
review-over-points = { $agency }: { $figure } { $figure ->
        [one] point
       *[other] points
    }, { $tier } (from { $edge }) by { $points }
review-behind = { $behind } (rank { $rank }) is { $points } { $points ->
        [one] point
       *[other] points
    } behind { $ahead } (rank { $ahead_rank })
review-level = { $behind } (rank { $rank }) is level with { $ahead } (rank { $ahead_rank })
review-same-facts = { $item }: { $marks }; the same facts: { $facts }
review-mark = { $points } { $points ->
        [one] point
       *[other] points
    } for { $agencies }
review-reason = the reason “{ $reason }”
review-shared = { $document }: several agencies claim with it: { $claims }
review-twice = { $document }: for several items: { $claims }
review-twice-same-page = { $document }: for several items, the same page or none named: { $claims }
review-claim = { $agency } { $item }{ $page } [{ $place }]
review-page = { " " }({ $page })
review-after-year = { $agency }, { $item }: { $document } is dated { $date }, after the year [{ $place }]
review-before-year = { $agency }, { $item }: { $document } is dated { $date }, before the year [{ $place }]

## Lanes

lanes-title = { $agency }: by its own figures { $facts }, appraised { $appraised }, council { $last } { $last ->
        [one] point
       *[other] points
    }
lanes-inferred = ( ): nothing claimed, so what its own figures give. The last line adds up the items, before anything above them is rescaled or rounded.
lanes-sum = Sum of the items
lane-facts = by the figures
lane-trail = { $lane }: { $points } { $points ->
        [one] point
       *[other] points
    }{ $who }{ $why }
lane-why = { ": " }{ $why }
head-claimed = Claimed
head-facts = By its figures
head-appraised = Appraised
head-final = Council
head-not-granted = Not granted

## The self-assessment workbook

form-summary = Summary
form-needs-register = the set has several peer groups ({ $groups }); name the evidence folder that holds the register
form-steps = Working
form-steps-why = This sheet works the points out, a step a row; nothing is typed here. “?” means a figure is missing, “–” that it does not apply.
form-further = Further lines
form-further-why = One line each for what the sheets above have no cell for: a figure taken back, an appraiser’s declaration or confirmation that something does not apply, the document behind a mark, another signature. Mostly empty.
form-lane = Lane
form-field = Figure
form-further-value = Value
form-further-document = Document: number; date; page; title
form-by = By
form-on = On
form-step = Step
form-result = Comes to
form-typed = Typed
form-row = Row
form-area = Area
form-nominal = Maximum
form-applicable = Applicable maximum
form-percent = Percent
form-total = Total
form-tier = Tier
form-no-tier = no tier
form-demoted = One tier down, beyond the quota of { $tier } in the peer group (the appraiser fills this in)
form-signer-self = Scored by, on
form-signer-appraised = Appraised by, on
form-signer-final = Council, on
form-own-figures = General figures
form-heading = Self-assessment form: { $title }, { $year }
form-agency = Agency: { $agency } ({ $code })
form-source = By: { $source }
form-how = Write in the yellow cells only. Points, percents and the tier follow by the decision's own rules.
form-code = Code
form-title = Criterion, figure
form-max = Maximum
form-rule = How points are earned
form-value = Declared figure
form-not-applicable = Does not apply: why
form-declared-by = Declared by
form-confirmed-by = Confirmed by
form-document = Document number
form-date = Document date
form-page = Page
form-document-title = Document title
form-note = Note
form-points = Points computed
form-claimed = Self-score
form-appraised = Appraised score
form-appraised-too = Appraised: points or figure
form-why = Why
form-final = Council's score
form-final-too = Council: points or figure
form-objective = Objective cause
form-yes = Yes
form-no = No
form-no-figure = no figure yet
form-kind-yes-no = choose yes or no
form-kind-count = whole number, { $range }
form-kind-amount = decimal number, { $range }
form-kind-percent = percent, { $range }
form-kind-points = mark, { $range }
form-kind-steps = points in steps of { $step }, from 0 to { $most }
form-kind-date = day/month/year
form-kind-grade = choose one: { $options }
form-kind-ballots = ballots for “{ $option }”
form-range = from { $least } to { $most }
form-range-from = { $least } or more
form-range-to = up to { $most }
form-range-any = any number
form-bonus = bonus, at most
form-deduction = deduction, at most
form-last-year = { $field } (last year)
form-mean = Mean of all for { $value }
form-mean-why = filled in by the appraiser: one form does not know the others' figures

## Rules in plain words

value-share = percent of { $of } in { $in }
value-ratio = { $of } ÷ { $in }
rule-parts = { $first }; { $rest }
rule-earns = { $what }: { $points } { $points ->
        [one] point
       *[other] points
    }
rule-yes-no = { $field }: yes { $yes } { $yes ->
        [one] point
       *[other] points
    }, no { $no } { $no ->
        [one] point
       *[other] points
    }
rule-states = { $field }: { $options }
rule-lateness = { $counted } late of { $field } against { $due }: { $bands }
rule-per-day = { $field } late against { $due }: { $max } { $max ->
        [one] point
       *[other] points
    } less { $points } for each of the { $counted } late, at least { $floor } { $floor ->
        [one] point
       *[other] points
    } left
rule-days-late = { $counted } late of { $field } against { $due }
rule-bands = { $value }: { $bands }
rule-compared = { $value }, rounded to be compared
rule-proportional = { $value } divided by { $full } times { $max } { $max ->
        [one] point
       *[other] points
    }; from { $full } on { $max } { $max ->
        [one] point
       *[other] points
    }
rule-proportional-from = { $value } divided by { $full } times { $max } { $max ->
        [one] point
       *[other] points
    }; under { $floor } 0 points, from { $full } on { $max } { $max ->
        [one] point
       *[other] points
    }
rule-reach = { $what }: { $max } { $max ->
        [one] point
       *[other] points
    }; otherwise 0 points
rule-all = all conditions ({ $parts }): { $max } { $max ->
        [one] point
       *[other] points
    }; one lacking: 0 points
rule-none = { $value } is 0: { $max } { $max ->
        [one] point
       *[other] points
    }; above 0: 0 points
rule-gate = { $needs } is needed, without it { $points } { $points ->
        [one] point
       *[other] points
    }; with it: { $then }
rule-best-of = the best of: { $rules }
rule-cases = { $cases }
rule-case = if { $what }: { $then }
rule-otherwise = in all other cases: { $then }
rule-fixed = { $points } { $points ->
        [one] point
       *[other] points
    }
rule-each = { $value }, { $points } { $points ->
        [one] point
       *[other] points
    } for each, at most { $max } { $max ->
        [one] point
       *[other] points
    }
rule-checklist = what is met adds up: { $parts }
rule-deduct = { $max } { $max ->
        [one] point
       *[other] points
    } less for each occurrence: { $parts }; at least { $floor } { $floor ->
        [one] point
       *[other] points
    } left
rule-judged = a mark from 0 to { $max }{ $step }
rule-judged-by = { $by } gives 0 to { $max } { $max ->
        [one] point
       *[other] points
    }{ $step }
rule-step = , in steps of { $step } { $step ->
        [one] point
       *[other] points
    }
rule-survey = { $max } { $max ->
        [one] point
       *[other] points
    } times the weighted mean percent of the groups: { $groups }
rule-group = { $field }, weight { $weight }, { $way }
rule-ballots = mean percent of the options chosen ({ $options })
rule-option = { $option } { $percent }%
rule-scale-mean = the mean on a scale from { $from } to { $to }
rule-percent-given = a percent already computed
rule-weights = weights of the groups with ballots
rule-all-ballots = all ballots
rule-scale = { $value } by anchors, straight lines between them: { $anchors }
rule-mean = { $value } at or above { $mean }: { $reached } { $reached ->
        [one] point
       *[other] points
    }; below: { $missed } { $missed ->
        [one] point
       *[other] points
    }
rule-mean-known = the common mean { $mean }
rule-mean-group = the mean of the peer group
rule-mean-all = the mean of all agencies
rule-last-year = { $field } against last year: higher { $higher } { $higher ->
        [one] point
       *[other] points
    }; the same { $same } { $same ->
        [one] point
       *[other] points
    }; lower { $lower } { $lower ->
        [one] point
       *[other] points
    }; no figure of last year: { $first }
rule-first-year-absent = does not apply

## The sheet “Working” of the form

working-declared = declared not to apply
working-confirmed = confirmed
working-absent = does not apply (1), declared but not confirmed (−1)
working-held = points by the rule, or – where it does not apply
working-sent-figure = sent: { $field }
working-sent-word = sent: a declaration that it does not apply
working-sent = something was sent
working-applies = something applies
working-option = { $field }: { $option }
working-most = maximum as it has grown
working-awarded = points, cut and rounded
working-points = points
working-max = applicable maximum
working-sum = points of the parts
working-sum-max = maxima of the parts
working-cut = bonus or deduction, cut
working-rescaled = to be rescaled, as something does not apply
working-rate = rate of rescaling
working-heirs = parts that take over a maximum
working-share = maximum that each takes over
working-growth = growth of the maximum
working-percent = percent
working-printed = as printed
working-printed-percent = percent as printed
working-tier-figure = what the tier looks at
working-tier-fits = fits the tier { $tier }
working-tier-first = tier by the result, the best is 0
working-tier-cap = tier after the cap
working-demoted = one tier down by the quota
working-tier-quota = tier after the quota
working-tier = tier
working-at-zero = criteria at 0 points
working-self-scored = it scored itself

## Faults in measures, registers and surveys

no-measures = no `measures.yaml` is here; write one beside `index.yaml`, or name it
nothing-counted = `{ $name }` counts nothing; write `counts` or `sums`, or `questions` and `options`
unknown-measure = unknown name `{ $name }`{ $hint } (known here: { $known })
repeated-measure = name `{ $name }` is taken, or has a meaning of its own; choose another
column-kind = column `{ $column }` holds { $kind }, here it must hold { $wanted }; declare it so, or name another column
day-bounds = `day` of column `{ $column }` takes exactly one of `before`, `to`, `on`, `from`, `after`; write one
period-backwards = the period starts on { $from } and ends on { $to }; correct one of them
too-many-options = a question has { $options } options, the most is { $most }; write fewer
fed-twice = figure `{ $figure }` is fed at { $first } already; delete one of the two
feed-kind = figure `{ $figure }` is of kind { $kind }, what feeds it here fits { $wanted }; declare it so, or feed another
feed-rounding = `{ $name }` feeds evidence and nothing says how it is rounded; write `rounding` with `digits` and `mode`
feed-options = figure `{ $figure }` has the options { $options }, the ballots have { $answers }; write the same in the same order
feed-answers = the survey does not give `{ $figure }`; write `satisfied_from`, or options that are numbers for a mean
register-column-missing = missing columns: { $columns }{ $hint } (columns here: { $known })
register-agency = column “{ $column }”: unknown agency `{ $word }`{ $hint }; lines like it: { $lines }, the first is here; correct it, or register the agency in `agencies.yaml`
register-word = column “{ $column }”: `{ $word }` is none of the words declared{ $hint }; lines like it: { $lines }, the first is here; correct it, or add the word to `measures.yaml`
register-day = column “{ $column }”: `{ $text }` is not a date; write year-month-day (`2023-06-15`) or day/month/year (`15/6/2023`)
register-number = column “{ $column }”: `{ $text }` is not a whole number from 0; correct it
cell-empty = column “{ $column }” is empty; fill it in, or write `empty: yes` for the column
days-backwards = “{ $later }” is { $second }, earlier than “{ $earlier }”, { $first }; correct one of the two
case-repeated = this case stands at { $first } already; delete one of the lines
ballot-repeated = this ballot stands at { $first} already, and is counted; if they are one, delete a line
line-identity = { $identity } does not hold: the left side is { $sum }, the right side { $is }; correct the line
identity-broken = agency { $agency }: { $identity } does not hold: the left side is { $sum }, the right side { $is }; correct the register, or the conditions in `measures.yaml`
more-lines = { $lines } more lines have the fault `{ $fault }`; put those shown right and run again
cell-word = words
cell-day = days
cell-whole = whole numbers
register-quote-open = a quote opens here and is not closed
register-encoding = encoding { $what } is not read; write the file with plain or dictionary encoding

## Reports: measures

measures-file = { $file }: { $lines } lines
measures-left-out = outside the period, not counted: { $lines } lines
measures-year = Year
measures-lines = Lines
measures-respondents = Respondents
measures-ballots = Ballots
measures-straight-lined = All alike
measures-satisfied = Satisfied (%)
measures-mean = Mean
measures-holds = { $identity }: holds for every agency
measures-holds-in-lines = { $identity }: holds in every line
measures-fed = Figures of evidence fed: { $figures }
