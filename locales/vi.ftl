### Những câu phần mềm nói ra, bằng tiếng Việt. Các khóa giống hệt trong en.ftl.
### Số và tên đã là chữ sẵn. Câu báo lỗi: chữ đầu viết thường, không chấm cuối câu, nói cái sai; rồi cách sửa.

## Lỗi trong mọi tệp YAML

did-you-mean = ; có phải ý là `{ $name }`?

yaml-syntax = không đọc được theo cú pháp YAML: { $what }; sửa lại dòng này
second-document = một văn bản thứ hai bắt đầu ở đây, mỗi tệp chỉ được có một
anchor-used = không dùng neo, bí danh và thẻ (`&`, `*`, `!`); viết đầy đủ giá trị ra
too-deep = tệp lồng quá { $most } cấp; viết ít cấp hơn
too-large = tệp có hơn { $most } giá trị; tách thành nhiều tệp
duplicate-key = khóa `{ $key }` đã có ở dòng { $line }; bỏ một trong hai
unknown-key = không có khóa `{ $key }`{ $hint } (các khóa dùng được ở đây: { $known })
unknown-kind = không có từ `{ $kind }`{ $hint } (các từ dùng được ở đây: { $known })
missing-key = thiếu khóa `{ $key }`; bổ sung khóa này
wrong-shape = ở đây đang là { $found }; cần viết { $expected }
bad-number = `{ $text }` không phải là số ở đây; chỉ viết chữ số, dấu thập phân là `{ $mark }`
bad-whole = `{ $text }` không phải là số nguyên từ { $least } đến { $most }; sửa lại
bad-date = `{ $text }` không phải là ngày; viết năm-tháng-ngày (`2018-06-20`) hoặc ngày/tháng/năm (`20/6/2018`)
bad-word = `{ $word }` không phải là số, cũng không phải là từ mà khóa này nhận; sửa lại
bad-encoding = nội dung không theo bảng mã UTF-8; lưu lại tệp theo UTF-8

shape-nothing = chỗ trống
shape-word = một từ hoặc một số
shape-list = một danh sách
shape-map = một nhóm khóa
shape-one-key = một từ, hoặc một nhóm có đúng một khóa
shape-pair = một danh sách có đúng hai giá trị

## Lỗi trong bộ tiêu chí

no-criteria = ở đây không có bộ tiêu chí; viết bộ tiêu chí vào tệp `index.yaml`
area-missing = không mở được tệp lĩnh vực `{ $file }`; sửa tên tệp trong `areas`, hoặc bổ sung tệp
repeated-id = mã `{ $id }` đã dùng ở { $first }; đặt `id` riêng cho một trong hai mục
repeated-code = số hiệu `{ $code }` in hai lần trong cùng một mục cha, ở đây là mục có mã `{ $id }`; sửa lại số hiệu
no-rule-or-items = mục { $item } có cả `rule` và `items`, hoặc không có gì; viết đúng một trong hai
no-maximum = mục { $item } không có điểm tối đa, hoặc có nhiều; viết đúng một trong ba khóa `max`, `bonus`, `deduction`
no-source = mục { $item } không ghi căn cứ, các mục cấp trên cũng không; ghi phụ lục và mục của quyết định vào `source`
children-sum = các mục con của mục { $item } cộng lại được { $sum } điểm, điểm tối đa của mục là { $max }; sửa một trong hai
total-sum = các lĩnh vực cộng lại được { $sum } điểm, `total` là { $max }; sửa một trong hai
shares-sum = mục { $item }: tỷ lệ trách nhiệm trong `answerable` cộng lại được { $sum } phần trăm, không phải 100; sửa lại các tỷ lệ
role-mixed = mục { $item } nằm trong mục { $parent } là điểm cộng hoặc điểm trừ, nhưng không cùng loại; viết ở đây cùng khóa với mục { $parent } (`bonus` hoặc `deduction`)
points-negative = mục { $item }: cách tính điểm có thể cho { $least } điểm, thấp nhất phải là 0; sửa lại số điểm, hoặc viết thành mục `deduction`
unknown-field = không có trường `{ $field }`{ $hint } (khai báo trường trong `fields` của mục, của mục cấp trên hoặc của cả bộ tiêu chí)
wrong-kind = trường `{ $field }` thuộc loại { $kind }, ở đây phải thuộc loại { $wanted }; khai báo lại trường, hoặc dùng trường khác
unknown-option = trường `{ $field }` không có lựa chọn `{ $option }`{ $hint } (các lựa chọn được liệt kê ở nơi khai báo trường)
option-missing = trường `{ $field }`: chưa liệt kê lựa chọn `{ $option }`; chỉ trường loại grade và ballots có `options`, và cách tính điểm phải nêu đủ các lựa chọn
field-unread = không cách tính điểm nào dùng trường `{ $field }`; dùng trường này để tính điểm, hoặc bỏ đi
bands-gap = mục { $item }: tại { $at } không có khoảng điểm nào{ $record }; mở rộng một khoảng, hoặc thêm khoảng mới
bands-overlap = mục { $item }: tại { $at } có hai khoảng điểm chồng nhau, một khoảng cho { $first } điểm, khoảng kia cho { $second }{ $record }; cho một đầu mút không thuộc khoảng (`above`, `below`)
band-unreachable = mục { $item }: không giá trị nào rơi vào khoảng { $band }, vì các khoảng viết trước hoặc phạm vi của giá trị không chừa lại; sửa các đầu mút, hoặc bỏ khoảng này
max-unreachable = mục { $item }: cách tính điểm cho nhiều nhất { $most } điểm, điểm tối đa là { $max }{ $record }; sửa một trong hai
max-exceeded = mục { $item }: cách tính điểm có thể cho { $most } điểm, điểm tối đa là { $max }{ $record }; sửa một trong hai
not-monotone = mục { $item }: tại { $at } điểm đi từ { $first } sang { $second }, trái với `better`{ $record }; sửa số điểm, hoặc sửa `better`
zero-denominator = mục { $item }: mẫu số có thể bằng 0{ $record }; nêu cách xử lý bằng `if_none`: `not_applicable`, `zero` hoặc `full`
over-fulfilment = mục { $item }: tử số có thể lớn hơn mẫu số{ $record }; nêu cách xử lý bằng `over`: `cap`, `keep` hoặc `refuse`
rescale-differs = `rescale_to` ghi { $to } điểm, điểm tối đa là { $max }; ghi cùng một số ở cả hai chỗ
otherwise-misplaced = mục { $item }: có trường hợp chưa đủ hoặc sai chỗ; mỗi trường hợp viết `if` và `then`, riêng trường hợp cuối chỉ viết `otherwise`
anchors-order = mục { $item }: các mốc ít hơn hai hoặc không theo thứ tự; viết từ hai mốc trở lên, `at` của mốc sau lớn hơn mốc trước
step-bad = mục { $item }: `step` là { $step }, phải lớn hơn 0; ghi số điểm chênh giữa hai mức chấm liền nhau
weights-bad = mục { $item }: không tính được tỷ lệ của một nhóm đối tượng điều tra; ghi `weight` lớn hơn 0 và đúng một trong các khóa `options`, `mean`, `satisfied_from`, `percent`; với `mean`, hai đầu thang khác nhau và lựa chọn là số
tiers-gap = khối { $group }: kết quả { $at } không được xếp loại: { $why }; thêm một mức không có `needs` bao được kết quả này, hoặc mở rộng một mức
needs-unmet = mức { $tier } chỉ đạt khi đủ các điều kiện trong `needs`, và không mức nào sau đó nhận khi thiếu điều kiện
no-bounds = không mức nào có khoảng bao được kết quả này
tiers-overlap = khối { $group }: tại { $at } cả mức { $first } và mức { $second } cùng đạt; cho một đầu mút không thuộc khoảng (`above`, `below`)
unknown-tier = không có mức xếp loại `{ $tier }`{ $hint } (các mức được đặt tên trong `tiers` của khối hoặc của bộ tiêu chí)
unknown-node = không có số hiệu hoặc mã `{ $code }`{ $hint } (ghi số hiệu hoặc mã của một lĩnh vực, tiêu chí hoặc tiêu chí thành phần trong bộ này)
digits-bad = `rounding` giữ { $digits } chữ số thập phân, nhiều nhất là 12; ghi ít hơn
accepts-nothing = ở đây chấp nhận phát hiện `{ $finding }`, nhưng từ đây trở xuống không có; bỏ dòng này trong `accepts`
unknown-finding = `{ $finding }` không phải là phát hiện có thể chấp nhận{ $hint } (lỗi viết sai thì sửa, không chấp nhận)
bound-bad = { $why }
bounds-twice = `from` và `above` cùng là đầu dưới, `to` và `below` cùng là đầu trên; mỗi đầu chỉ viết một khóa
bounds-crossed = đầu dưới { $low } lớn hơn đầu trên { $high }; sửa một trong hai
bounds-target = thiếu chỉ tiêu, hoặc có nhiều chỉ tiêu; viết đúng một trong các khóa `at_least`, `more_than`, `at_most`, `less_than`
bounds-award = có cả `award` và `per_day`, hoặc không có khóa nào; viết đúng một trong hai
bounds-full = `full_from` là { $full }, `nothing_below` là { $floor }; viết `full_from` lớn hơn 0 và không nhỏ hơn `nothing_below`
bounds-long = nghỉ liền hơn một năm; sửa `from` hoặc `to`

record = { $field } = { $figure }
with-record = { " " }(ví dụ: { $record })
word-yes = có
word-no = không

## Lỗi trong bảng đối chiếu tiêu chí hai năm

crosswalk-other-set = bảng đối chiếu ghi `{ $found }`, bộ tiêu chí ở đây là `{ $wanted }`; sửa lại, hoặc dùng bảng đối chiếu của bộ này
crosswalk-twice = mục `{ $item }` của năm { $year } đã được đối chiếu tại { $first }; mỗi mục chỉ ghi một lần
crosswalk-missing = mục `{ $item }` của năm { $year } chưa được đối chiếu; ghi quan hệ của mục này, hoặc ghi vào `{ $mend }`
crosswalk-relation = mục `{ $item }` được ghi là `{ $said }` nhưng { $why }; ghi là `{ $found }`
crosswalk-title = tên đã đổi từ “{ $was }” thành “{ $is }”
crosswalk-code = vị trí đã đổi từ { $was } sang { $is }
crosswalk-max = điểm tối đa đã đổi từ { $was } sang { $is }
crosswalk-rule = cách chấm đã đổi từ { $was } thành { $is }
crosswalk-balance = các mục năm trước cộng lại { $earlier } điểm, các mục năm sau { $later }; sửa lại danh sách, hoặc ghi `re_weighted: true` nếu điểm tối đa đã đổi
comparison-refused = so sánh được { $comparable } trên { $total } điểm, ít hơn mức { $least } % đã đặt; hạ mức này, hoặc chỉ so sánh các mục còn giữ nguyên

## Lỗi trong danh sách cơ quan và số liệu

no-evidence = ở đây không có số liệu kê khai; thêm tệp số liệu CSV hoặc YAML
no-register = ở đây không có danh sách cơ quan; thêm `agencies.yaml` vào thư mục này hoặc thư mục cấp trên
repeated-agency = cơ quan `{ $agency }` có hai lần trong danh sách; bỏ một, hoặc đặt mã riêng
unknown-agency = không có cơ quan `{ $agency }`{ $hint } (các cơ quan được ghi trong `agencies.yaml`)
unknown-group = không có khối `{ $group }` của cơ quan `{ $agency }`{ $hint } (các khối được đặt tên trong bộ tiêu chí)
unknown-successor = không có cơ quan `{ $agency }` ở `merged_into` hoặc `split_into`{ $hint } (ghi mã của một cơ quan trong danh sách)
weight-bad = cơ quan `{ $agency }`: kết quả năm trước gộp theo trọng số cần `weight` lớn hơn 0; ghi vào (biên chế, dân số hoặc số hồ sơ, cùng một loại cho mọi cơ quan)
wrong-year = số liệu của năm `{ $year }`, bộ tiêu chí của năm { $set }; sửa lại năm, hoặc chuyển số liệu đi
agency-absent = cơ quan `{ $agency }` không tồn tại vào ngày 31/12/{ $year }; sửa lại mã, hoặc sửa `since` và `until` trong danh sách cơ quan
unknown-item = không có mục `{ $item }`{ $hint } (ghi mã của mục; không có mã thì ghi số hiệu)
unknown-evidence-field = không có trường `{ $field }` ở mục { $item }{ $hint } (các trường dùng được ở đây: { $known })
repeated-figure = trường `{ $field }` của cơ quan `{ $agency }` đã được khai tại { $first }; bỏ một trong hai
csv-syntax = dòng này có { $cells } ô, dòng tiêu đề có { $columns }; đặt đoạn chữ có dấu phân cách vào trong dấu ngoặc kép, và không bỏ ô nào
column-missing = thiếu cột: { $columns }; bổ sung vào dòng tiêu đề
unknown-column = không có cột `{ $column }`{ $hint } (các cột dùng được: { $known })
repeated-column = cột `{ $column }` có hai lần trong dòng tiêu đề; bỏ một trong hai
ambiguous-number = trường `{ $field }`: `{ $text }` có thể là { $thousands } hoặc { $decimal }; viết `{ $thousands }` hoặc `{ $text }0`
bad-figure = trường `{ $field }`: `{ $text }` không phải là { $kind ->
    [yes_no] có hoặc không
    [count] số nguyên
    [ballots] số nguyên
    [percent] số phần trăm
    [points] số điểm
    [date] ngày
   *[other] số
}; sửa lại, hoặc để trống nếu không có số liệu
out-of-range = trường `{ $field }`: { $figure } nằm ngoài phạm vi từ { $least } đến { $most }; sửa lại số liệu
mark-without-reason = cơ quan `{ $agency }`, mục { $item }: chấm { $mark } điểm mà không nêu lý do; ghi lý do vào `note`
mark-between-steps = cơ quan `{ $agency }`, mục { $item }: { $mark } điểm không theo bậc { $step }; sửa lại điểm chấm
part-exceeds-whole = cơ quan `{ $agency }`, mục { $item }: tử số là { $part }, mẫu số chỉ có { $whole }; sửa lại số liệu
denominator-zero = cơ quan `{ $agency }`, mục { $item }: { $part } phải chia cho { $whole }; sửa lại số liệu, hoặc khai mục này không áp dụng
applies-and-not = cơ quan `{ $agency }`, mục { $item }: đã khai không áp dụng mà vẫn có số liệu; bỏ một trong hai
tie-decision-bad = quyết định xử lý trường hợp bằng nhau chưa đủ; ghi từ hai cơ quan trở lên vào `order` và ghi lý do vào `reason`
unknown-lane = không có vòng chấm `{ $lane }`{ $hint } (các vòng dùng được: { $known })
wrong-lane = `{ $field }` không thuộc vòng `{ $lane }`; `claimed` chỉ ghi ở vòng `self`, `granted` chỉ ghi ở vòng `appraised` hoặc `final`
panel-cannot = bảng nhiều năm chấm từng dòng riêng: { $what }; hãy dùng `score` cho từng năm
panel-means = mục `{ $which }` so với mức trung bình của các cơ quan khác
panel-last-year = số liệu `{ $which }` là của năm trước
panel-digits = tỷ lệ phần trăm được làm tròn tới quá { $which } chữ số thập phân
panel-ties = nhóm `{ $which }` phân định đồng hạng theo tiêu chí phụ hoặc quyết định
panel-tiers = xếp loại của nhóm `{ $which }` có điều kiện, mức trần hoặc hạn mức tỷ lệ
panel-no-key = dòng này không có `{ $column }`; hãy ghi vào
panel-no-such-day = mục `{ $item }` đòi một ngày mà năm { $year } không có; hãy ghi đủ ngày tháng năm của hạn, hoặc bỏ năm đó khỏi bảng
panel-repeated-row = cơ quan này đã có một dòng khác cho năm { $year }; chỉ giữ một dòng
unasked-column = không mục nào có số liệu tên `{ $column }`{ $hint }; sửa tên cột, bỏ cột này, hoặc khai `skip` trong `columns.yaml`
column-not-there = bảng `{ $file }` không có cột `{ $column }`{ $hint }; sửa lại tên cột
table-not-there = không có bảng `{ $file }`{ $hint }; sửa lại tên tệp hoặc tên trang tính
not-a-form = tệp này không phải là biểu tự chấm: thiếu trang tính ẩn `_par_index`; dùng biểu do lệnh `form` tạo ra
other-form = biểu này có `{ $key }` là `{ $theirs }`, đang đọc theo `{ $ours }`; dùng biểu của đúng bộ tiêu chí, đúng năm
forms-differ = `{ $field }`: ở đây ghi `{ $text }`, tại { $first } ghi `{ $known }`; thống nhất một giá trị

## Lỗi trong bảng số liệu

table-unreadable = không đọc được bảng số liệu: { $what }; lưu lại thành tệp CSV theo UTF-8
table-empty = không có dòng tiêu đề với các dòng số liệu bên dưới; lưu bảng với tiêu đề ở một dòng, số liệu bên dưới
relation-bad = quan hệ chưa đủ; viết `is` và đúng một trong `sum`, `difference`, hoặc `share` cùng `of`
table-damaged = tệp bị hỏng

## Đầu mút

bound-from = từ { $at } trở lên
bound-above = trên { $at }
bound-to = đến { $at }
bound-below = dưới { $at }
bound-both = { $low }, { $high }
bound-none = mọi giá trị
no-band = không thuộc khoảng điểm nào

## Giá trị và điều kiện

value-quotient = { $of } / { $in } ({ $a }/{ $b })
value-sum = tổng của ({ $parts })
value-mean = trung bình của ({ $parts })
value-difference = { $a } trừ { $b }
value-number-of = số nội dung đạt trong ({ $fields })
condition-given = có số liệu { $field }
condition-not = không ({ $what })
condition-all = đủ các điều kiện ({ $parts })
condition-any = có ít nhất một điều kiện ({ $parts })
condition-is = { $field } là một trong ({ $options })
condition-reach = { $value } { $bound }
reach-at-least = tối thiểu { $target }
reach-more-than = trên { $target }
reach-at-most = tối đa { $target }
reach-less-than = dưới { $target }
reached = đạt
not-reached = không đạt

## Lý do: kết quả từng bước tính điểm

step-yes = { $field }: có → { $points } điểm
step-no = { $field }: không → { $points } điểm
step-state = { $field }: { $option } → { $points } điểm
step-late = { $field }: hạn { $due }, gửi { $sent }, { $late }: { $band } → { $points } điểm
late-by = chậm { $days } ngày ({ $counted })
on-time-by = đúng hạn, sớm { $days } ngày ({ $counted })
on-time-exactly = đúng hạn ({ $counted })
days-calendar = ngày lịch
days-working = ngày làm việc
per-day = mỗi ngày chậm trừ { $points } điểm
step-band = { $value } = { $figure }: { $band } → { $points } điểm
step-proportional = { $value } = { $figure }: { $how } → { $points } điểm
in-proportion = tính theo tỷ lệ, đạt { $full } được { $max } điểm
in-full = từ { $full } trở lên được điểm tối đa
under-floor = dưới { $floor } không được điểm
step-reach = { $value } = { $figure }, yêu cầu { $bound }: { $outcome }
step-all-held = đạt đủ các điều kiện → { $points } điểm
step-one-failed = không đạt: { $what } → 0 điểm
step-none = { $value } = { $figure }, yêu cầu bằng 0 → { $points } điểm
step-gate-closed = không đạt điều kiện: { $what } → { $points } điểm
step-case = thuộc trường hợp: { $what }
step-fixed = điểm ấn định → { $points } điểm
step-each = { $value } = { $figure }, mỗi trường hợp { $each } điểm, tối đa { $max } điểm → { $points } điểm
step-checklist-full = đủ các nội dung → { $points } điểm
step-checklist = chưa đạt: { $lacking } → { $points } điểm
step-deduct-none = không bị trừ điểm → { $points } điểm
step-deduct = bị trừ: { $counted } → còn { $points } điểm
part = { $field } ({ $figure } × { $points })
step-judged = điểm chấm: { $points }/{ $max }
step-judged-by = { $by } chấm { $points }/{ $max } điểm
step-granted = được chấm { $points }/{ $max } điểm{ $who }: { $why }
step-by-the-facts = theo số liệu được { $points } điểm
said-by = { " " }({ $by })
said-on = { " " }({ $on })
said-by-on = { " " }({ $by }, { $on })
lane-self = tự chấm
lane-appraised = thẩm định
lane-final = hội đồng
step-survey = điều tra xã hội học: { $groups }; bình quân { $percent }% của { $max } điểm → { $points } điểm
respondents = { $field } { $percent }% (trọng số { $weight })
step-scale = { $value } = { $figure }, quy đổi theo thang điểm → { $points } điểm
step-mean-reached = { $value } = { $figure }, bằng hoặc cao hơn bình quân chung { $mean } → { $points } điểm
step-mean-missed = { $value } = { $figure }, thấp hơn bình quân chung { $mean } → { $points } điểm
step-first-year = { $field }: không có số liệu năm trước để so sánh
step-year-higher = { $field }: { $now }, cao hơn năm trước ({ $before }) → { $points } điểm
step-year-same = { $field }: { $now }, bằng năm trước → { $points } điểm
step-year-lower = { $field }: { $now }, thấp hơn năm trước ({ $before }) → { $points } điểm
step-none-to-divide = { $in } bằng 0
step-grown = mục khác không áp dụng nên điểm tối đa tăng từ { $from } lên { $to } → { $points } điểm
step-missing = { $field }: không có số liệu
step-not-known = số liệu đã có chưa đủ để xét: { $what }

## Lý do: không áp dụng

not-applicable-because = lý do: { $reason }
declared-by = do { $by } khai
confirmed-by = do { $by } xác nhận
not-confirmed = đã khai không áp dụng, chưa ai xác nhận

## Xếp loại

tier-needs-unmet = chưa được xếp mức { $tier }, do chưa đạt điều kiện: { $needs }
need-no-item-at-zero = không có tiêu chí 0 điểm (đang 0 điểm: { $items })
need-not-self-scored = không tự chấm điểm
need-area = mục { $code } đạt từ { $from }% trở lên
no-tier-fits = kết quả { $figure } không thuộc mức xếp loại nào
tier-capped = xếp loại cao nhất là { $tier }: { $why }{ $source }
by-source = { " " }({ $source })
tier-quota = hạ một mức: trong khối có nhiều nhất { $limit } cơ quan được xếp mức { $tier }

## Xếp hạng

unranked-because = không xếp hạng: { $why }
unranked-sent-nothing = không xếp hạng: không gửi số liệu
unranked-nothing-applies = không xếp hạng: không có tiêu chí nào áp dụng
tie-shared = bằng nhau, xếp cùng hạng
tie-by-keys = kết quả bằng nhau, xếp hạng theo các chỉ tiêu phụ
tie-undecided = bằng nhau ở mọi chỉ tiêu phụ, tạm xếp cùng hạng, chờ cấp có thẩm quyền quyết định
tie-decided = bằng nhau, thứ tự do { $by } quyết định: { $reason }{ $source }

## So sánh hai năm

caveat-other-set = hai năm dùng hai bộ tiêu chí khác nhau: `{ $earlier }` và `{ $later }`
caveat-total = tổng điểm tối đa đổi từ { $earlier } sang { $later }: so sánh tổng theo tỷ lệ phần trăm, không theo điểm
caveat-new-area = lĩnh vực { $code } ({ $area }) là mới: không có số năm trước để so sánh
caveat-dropped-area = lĩnh vực { $code } ({ $area }) không còn được đánh giá
caveat-area-max = điểm tối đa của lĩnh vực { $code } ({ $area }) đổi từ { $earlier } sang { $later }: so sánh theo tỷ lệ phần trăm, không theo điểm

## Báo cáo: tiêu đề và cột

heading-title = { $title }, năm { $year }
heading-source = Căn cứ: { $source }
heading-notes = Bộ tiêu chí có { $notes } lưu ý được chấp nhận; xem bằng lệnh `check`
heading-compared = So sánh năm { $later } với năm { $earlier }
comparable-points = So sánh được { $comparable } trên { $total } điểm ({ $confirmed ->
    [yes] theo bảng đối chiếu đã xác nhận
   *[no] theo bảng đối chiếu do máy đề xuất, chưa có người xác nhận
})
crosswalk-heading = Đối chiếu tiêu chí năm { $earlier } với năm { $later }: so sánh được { $comparable } trên { $total } điểm. Soát từng dòng rồi lưu cạnh index.yaml năm { $later }.
heading-caveats = Lưu ý khi so sánh:
origin-documented = theo đúng văn bản
origin-reconstructed = dựng lại từ kết quả đã công bố
origin-made-up = giả định, không phải văn bản thật
group-title = { $group } (xếp hạng { $ranked } cơ quan)
head-rank = Hạng
head-agency = Cơ quan
head-points = Điểm
head-max = Tối đa
head-percent = Chỉ số (%)
head-tier = Xếp loại
head-places = Bậc
head-ranks = Thứ hạng
head-points-change = ± điểm
head-percent-change = ± điểm %
tier-counts = xếp loại: { $counts }
tier-count = { $tier } { $count }
no-tier-count = không xếp loại { $count }
group-mean = bình quân chung: { $mean }%

## Sổ kết quả (XLSX)

sheet-overview = Tổng quan
sheet-areas = Lĩnh vực
sheet-items = Tiêu chí
sheet-changes = Thay đổi
sheet-most-lost = Mất điểm nhiều nhất
sheet-losses = Sổ điểm mất
sheet-sums = Cộng điểm mất
head-group = Khối
head-code = Mã
head-area = Lĩnh vực
head-item = Tiêu chí
head-previous-rank = Hạng năm { $year }
head-notes = Ghi chú
head-cause = Nguyên nhân
head-objective = Lý do khách quan
head-offices = Trách nhiệm
head-source = Căn cứ
head-ranked = Được xếp hạng
head-mean = Bình quân
head-best = Cao nhất
head-worst = Thấp nhất
head-no-tier = Không xếp loại
chart-tiers = Số cơ quan theo xếp loại
chart-percents = Chỉ số (%): { $group }
sheet-flows = Thứ hạng qua các năm
sheet-causes = Nguyên nhân
sheet-waterfall = Thác nước
sheet-criteria = Thay đổi bộ tiêu chí
sheet-rules = Theo quy tắc mỗi năm
sheet-sureness = Độ chắc chắn
chart-flows = Thứ hạng qua các năm: { $group }
chart-sureness = Thứ hạng và tập hạng { $level }% chung cho mọi cơ quan: { $group }
head-points-in = Điểm năm { $year }
head-of-rules = { $what }: quy tắc { $rules }, số liệu { $facts }
head-at-stake = Điểm liên quan
head-record = Ví dụ
head-whom = Tác động trên số liệu năm trước
head-from = { $what }: từ
head-to = { $what }: đến
head-reach-down = Có thể tụt (bậc)
head-reach-up = Có thể lên (bậc)
waterfall-told = Chọn cơ quan ở ô bên dưới; bảng và hai biểu đồ đổi theo. Thanh màu lam là tăng, màu cam là giảm, màu xám là tổng thay đổi.
waterfall-title = Thay đổi theo nguyên nhân: { $measure }
book-page = Trang { $page }/{ $pages }
book-figures = Số trong ô đã làm tròn như báo cáo in; số chính xác ở tệp .json, .csv, .parquet
book-areas = Chỉ số (%) và điểm theo lĩnh vực; đỏ: 50% trở xuống, vàng: 75%, xanh: 100%
book-items = Điểm từng tiêu chí; hàng trên tên cột: điểm tối đa theo quyết định
book-losses = Từng điểm chưa đạt, cộng lại bằng điểm tối đa trừ điểm đạt
mark-zero = đã chấm, được 0 điểm
mark-not-applicable = KAD
item-adds = điểm cộng
item-takes = điểm trừ

## Báo cáo: thay đổi so với năm trước

newcomer = mới
other-group = khối khác
percent-points-short = { $change } đ%
origin-newcomer = năm trước chưa được đánh giá
origin-other-group = năm trước xếp ở khối { $group }
origin-merged-with = đã nhận sáp nhập: { $agencies }
origin-merged-from = hình thành do sáp nhập: { $agencies }
origin-back-cast = kết quả năm trước lấy từ { $parts }
leaver = { $agency }: không còn được đánh giá
leaver-merged = { $agency }: đã sáp nhập vào { $into }

## Báo cáo: giải thích điểm của một cơ quan

no-such-agency = không có cơ quan `{ $agency }`{ $hint }
summary-ranked = { $agency }: { $points }/{ $max } điểm, chỉ số { $percent }%, xếp loại { $tier }, hạng { $rank }/{ $of }
summary-same = { $agency }: { $points }/{ $max } điểm, chỉ số { $percent }%, xếp loại { $tier }, hạng { $rank }/{ $of }, giữ nguyên thứ hạng so với năm { $year }
summary-up = { $agency }: { $points }/{ $max } điểm, chỉ số { $percent }%, xếp loại { $tier }, hạng { $rank }/{ $of }, tăng { $places } bậc so với năm { $year }
summary-down = { $agency }: { $points }/{ $max } điểm, chỉ số { $percent }%, xếp loại { $tier }, hạng { $rank }/{ $of }, giảm { $places } bậc so với năm { $year }
summary-unranked = { $agency }: { $points }/{ $max } điểm, chỉ số { $percent }%, xếp loại { $tier }, không xếp hạng
area-line = { $code } { $title }: { $points }/{ $max } điểm ({ $percent }%), mất { $lost }
area-changed = { $code } { $title }: { $points }/{ $max } điểm ({ $percent }%), mất { $lost }, so với năm trước { $change }
area-bonus = { $code } { $title }: cộng { $points } điểm, tối đa { $most }
area-deduction = { $code } { $title }: trừ { $points } điểm, tối đa { $most }
item-line = { $code } { $title }: { $points }/{ $max } điểm, mất { $lost }
item-bonus = { $code } { $title }: cộng { $points }/{ $max } điểm
item-deduction = { $code } { $title }: trừ { $points }/{ $max } điểm
item-asks = tài liệu yêu cầu: { $asks }
item-remark = chú thích: { $note }
item-why = diễn giải: { $why }
item-answerable = trách nhiệm: { $offices }
office-share = { $office } { $share }%
item-source = căn cứ: { $source }
item-document = tài liệu kiểm chứng: { $document }
item-note = ghi chú: { $note }
status-missing = thiếu số liệu cần để chấm
status-not-submitted = không gửi số liệu cho mục này
status-not-applicable = không áp dụng
status-not-applicable-by-rule = không áp dụng theo cách tính điểm
status-no-survey = năm nay không điều tra xã hội học

## Báo cáo: kết quả kiểm tra

severity-fault = lỗi
severity-note = lưu ý
accepted-because = được chấp nhận: { $reason }
check-sound = đã kiểm tra { $sets } bộ tiêu chí, không có lỗi, { $notes } lưu ý
check-faulty = đã kiểm tra { $sets } bộ tiêu chí, { $faults } lỗi, { $notes } lưu ý

## Báo cáo: kiểm tra bảng số liệu đã công bố

audit-columns = { $sheet }: các cột được hiểu là
audit-given = { " " }(theo khai báo)
audit-rounding = Cách làm tròn đang dùng:
audit-rounding-truncate = { $column }: cắt bỏ chữ số, không làm tròn ({ $cut } số chỉ hợp cắt bỏ, { $up } chỉ hợp làm tròn, { $either } hợp cả hai, { $neither } không hợp cách nào; số chữ số thập phân: { $digits })
audit-rounding-half-up = { $column }: làm tròn thường ({ $up } số chỉ hợp làm tròn, { $cut } chỉ hợp cắt bỏ, { $either } hợp cả hai, { $neither } không hợp cách nào; số chữ số thập phân: { $digits })
audit-rounding-either = { $column }: làm tròn hay cắt bỏ đều hợp ({ $either } số hợp cả hai, { $neither } không hợp cách nào; số chữ số thập phân: { $digits })
audit-rounding-mixed = { $column }: không theo một cách ({ $up } số chỉ hợp làm tròn, { $cut } chỉ hợp cắt bỏ, { $either } hợp cả hai, { $neither } không hợp cách nào; số chữ số thập phân: { $digits })
audit-clean = đã xét { $relations } quan hệ, không có mâu thuẫn
audit-contradicted = đã xét { $relations } quan hệ, { $contradictions } mâu thuẫn
audit-contradiction = mâu thuẫn
audit-wrong = { $row }, “{ $column }”: in { $printed }, phải là { $reconciled } thì khớp
audit-one-wrong = { $row }: in { $printed }; một trong các số phải sai
audit-or = hoặc, cũng có thể: { $what }
audit-sum = { $row }: { $parts } = { $computed }, in { $printed }
audit-balance = { $row }: số tồn phải là { $parts } = { $computed }, in { $printed }
audit-loss = { $row }: { $parts } = { $computed }, in { $printed }
audit-difference = { $row }: chênh lệch là { $parts } = { $computed }, in { $printed }
audit-share = { $row }: { $part } ÷ { $base } là { $computed }%, in { $printed }
audit-rank = { $row }: với { $score } thì hạng là { $computed }, in { $printed }
audit-tier = { $row }: với { $score } thì xếp loại { $computed }, in { $printed }
audit-tier-bound = với { $score } thì xếp loại { $tier }, tính từ { $from }; in { $printed }
audit-tier-count = { $tier }: danh sách có { $found }, in { $printed }
audit-agreement = { $row }: bảng này in { $computed }, bảng kia in { $printed }
audit-ties = bằng điểm được xử lý theo hai cách: cùng { $shared } thì chung hạng, cùng { $parted } thì khác hạng
audit-unlisted = { $rows } dòng chỉ chiếm { $sum } điểm tối đa, còn thiếu { $rest } so với 100: có phần không được nêu
audit-expression = { $expression } = { $computed }, in { $printed }
audit-capped = { $expression } = { $computed }, in { $printed }; chỉ đúng nếu chặn trên ở 100
audit-statements = một sự việc, số liệu khác nhau: { $statements }
audit-date = `{ $text }` không phải ngày tháng
audit-role-label = tên dòng
audit-role-group = nhóm
audit-role-skip = không xét
audit-role-rank = thứ hạng
audit-role-rank-change = thay đổi thứ hạng
audit-role-points = điểm đạt
audit-role-max = điểm tối đa
audit-role-percent = tỷ lệ phần trăm
audit-role-tier = xếp loại
audit-role-loss = điểm mất
audit-role-change = thay đổi
audit-role-count = số lượng
audit-role-opening = kỳ trước chuyển sang
audit-role-received = tiếp nhận
audit-role-resolved = đã giải quyết
audit-role-pending = đang giải quyết
audit-role-figure = số liệu
audit-role-id = mã số
audit-role-expression = phép tính
audit-role-published = số công bố
audit-role-unit = đơn vị tính
audit-role-kind = loại
audit-role-metric = chỉ tiêu
audit-role-document = văn bản
audit-role-period = kỳ
audit-role-agency = cơ quan

## The loss ledger

losses-title = { $agency }: { $points }/{ $max } điểm, mất { $lost } điểm
head-lost = Mất
head-what = Nội dung
head-why = Nguyên nhân
head-share = Tỷ trọng
head-agencies = Số cơ quan
most-lost = { $group }: tiêu chí mất điểm nhiều nhất
head-causes = Nguyên nhân, điểm
the-total = (tổng điểm)
no-office = (chưa xác định đơn vị chịu trách nhiệm)
objective = nguyên nhân khách quan: { $reason }
list = { $parts }
cause-late = chậm thời hạn
cause-missing = thiếu số liệu
cause-not-submitted = không gửi
cause-below = chưa đạt mức
cause-not-met = chưa đạt yêu cầu
cause-survey = kết quả điều tra xã hội học
cause-violation = có vi phạm
cause-judgement = điểm chấm của người có thẩm quyền
cause-not-accepted = tự chấm hoặc khai không áp dụng nhưng không được chấp nhận
cause-extra = điểm cộng, điểm trừ
cause-arithmetic = làm tròn, quy đổi, khống chế
no-such-group = không có khối `{ $group }`{ $hint }

## What if, and advice

effect-none = không cơ quan nào thay đổi
effect-title = số cơ quan thay đổi: { $moved }/{ $of }
head-change = Thay đổi
head-gain = Tăng
head-move = Khắc phục
head-mends = Số việc
head-cost = Chi phí
no-such-tier = không có mức xếp loại `{ $tier }`; các mức: { $known }
advice-title = { $agency }: { $points }/{ $max } điểm, xếp loại { $tier }, hạng { $rank }
advice-goal = Mục tiêu: { $goal }
goal-tier = xếp loại { $tier } trở lên
goal-rank = hạng { $rank } trở lên
goal-points = từ { $points } điểm trở lên
goal-more = tăng { $points } điểm
advice-plan = Phương án { $number} ({ $cost }): { $points } điểm, { $percent }%, xếp loại { $tier }, hạng { $rank } nếu các cơ quan khác giữ nguyên
advice-move = { $field }: { $from } → { $to }
not-given = chưa có
cost-counted = { $mends } việc, mức thay đổi { $moves }
cost-priced = chi phí { $price }, { $mends } việc, mức thay đổi { $moves }
advice-reached = đã đạt mục tiêu
advice-proved = đã chứng minh: trong mọi tập hợp của { $levers } cách khắc phục đã xét, không có cách nào rẻ hơn phương án 1 mà đạt mục tiêu
advice-gap = chưa chứng minh là rẻ nhất: phương án 1 là { $cost }; không phương án nào dưới { $bound }
advice-open = chưa tìm được phương án; không phương án nào dưới { $bound }
advice-none = không tập hợp nào của { $levers } cách khắc phục đã xét đạt mục tiêu; cao nhất { $most } điểm
advice-shared = giữ nguyên vì nhiều tiêu chí cùng dùng: { $figures }
advice-frontier = Điểm cao nhất theo từng mức chi phí

## Before everything is in

outlook-title = { $agency }: từ { $least } đến { $most } trên { $max } điểm
outlook-percent = chỉ số: từ { $least } đến { $most }
outlook-tier = xếp loại: chắc chắn từ mức { $certain }, có thể đạt mức { $possible }
no-tier = không mức nào
outlook-loose = quá nhiều mục có thể thành không áp dụng nên không thử hết các khả năng: chưa chắc chắn được về chỉ số và xếp loại, khoảng điểm đúng khi các mục này được áp dụng
outlook-parts = đã chắc { $confirmed }, chờ nơi khác { $pending }, còn có thể đạt { $possible }, mất hẳn { $lost }
head-due = Hạn
head-at-most = Tối đa
head-whose = Từ
whose-own = cơ quan
whose-others = nơi khác

## Bộ tiêu chí sau thay đổi gì
difference-heading = { $title }: năm { $later } so với năm { $earlier }
difference-totals = Tổng điểm { $before } → { $after }; { $comparable } điểm giữ nguyên ý nghĩa ở cả hai năm
difference-none = không có thay đổi
difference-item = { $items } { $title } ({ $relation }): tối đa { $max }, điểm liên quan { $stake }
difference-witness = Ví dụ { $record }: theo năm { $earlier } { $before }, theo năm { $later } { $after }
awards-points = được { $points } điểm
awards-nothing = không chấm được
difference-no-witness = Không có bộ số liệu nào minh họa được: quy tắc dùng phiếu điều tra, mức bình quân hoặc số liệu năm trước
difference-unanswered = Số liệu năm { $year } không trả lời được: có thể từ 0 đến điểm tối đa
difference-nobody = Trên số liệu năm trước, không cơ quan nào tăng hay giảm điểm
difference-moved = Trên số liệu năm trước, { $gain } cơ quan tăng điểm, { $lose } cơ quan giảm điểm; nhiều nhất: { $most }
difference-agencies = Các cơ quan trên số liệu năm { $facts }: theo bộ tiêu chí của năm đó → theo bộ tiêu chí năm { $rules }
relation-same = giữ nguyên
relation-renamed = đổi tên
relation-moved = đổi vị trí
relation-re-weighted = đổi điểm tối đa
relation-rule-changed = đổi cách chấm
relation-split = tách
relation-merged = gộp
relation-regrouped = tách và gộp
relation-new = mới
relation-dropped = bỏ
the-day = { $day }

## Vì sao điểm và thứ hạng thay đổi
movement-heading = Vì sao điểm và thứ hạng thay đổi, năm { $later } so với năm { $earlier }
movement-places = Bậc
movement-points = Điểm
movement-percent-points = Điểm phần trăm
movement-cause = Nguyên nhân
movement-year = Năm { $year }
movement-newcomer = { $agency }: không có kết quả năm trước để so sánh
movement-sentence = { $agency }: { $steps }
movement-back-cast = Kết quả năm trước lấy từ: { $parts }
back-cast-part = { $agency } ({ $share } %)
moved-rank = { $step } (hạng { $earlier } → { $later })
moved-up = tăng { $size } { $unit }
moved-down = giảm { $size } { $unit }
moved-not = giữ nguyên { $unit }
unit-places = bậc
unit-points = điểm
unit-percent-points = điểm phần trăm
factor-own = Kết quả của cơ quan
factor-others = Kết quả của các cơ quan khác
factor-criteria = Bộ tiêu chí
factor-not-applicable = Nội dung không áp dụng
factor-roster = Danh sách xếp hạng
factor-appraisal = Thẩm định
factor-survey = Điều tra xã hội học
aspect-weights = điểm tối đa
aspect-rules = cách chấm điểm
aspect-new = nội dung mới
aspect-dropped = nội dung bị bỏ
aspect-sums = cách cộng điểm, làm tròn
movement-aspect = { "  " }trong đó: { $aspect }

## Mọi năm theo quy tắc của mọi năm
matrix-title = Theo quy tắc năm { $year }: { $title }
matrix-facts = số liệu năm { $year }
matrix-place = { $percent } % (hạng { $rank })
matrix-percent = { $percent } %
matrix-open = Số liệu năm { $facts } không trả lời các mục { $items }: mỗi mục tính từ 0 đến điểm tối đa

## Văn bản Word theo Nghị định 30/2020/NĐ-CP

deadline-past = hạn khắc phục { $deadline } trước ngày văn bản { $date }; sửa lại một trong hai
blank-issuer = [TÊN CƠ QUAN BAN HÀNH]
blank-number = ………/…………
blank-place = …………
blank-date = ngày … tháng … năm ……
blank-short-date = …/…/……
blank-recipients = - ……………;
blank-title = [CHỨC VỤ CỦA NGƯỜI KÝ]
blank-name = [Họ và tên]
document-number = Số: { $number }
place-and-date = { $place }, { $date }
long-date = ngày { $day } tháng { $month } năm { $year }
recipients = Nơi nhận:
recipient = - { $recipient }
basis-source = Căn cứ { $source }
document-reconstructed = Lưu ý: bộ tiêu chí được dựng lại từ kết quả đã công bố; văn bản này không phải văn bản chính thức.
document-made-up = Lưu ý: bộ tiêu chí và số liệu là giả định; văn bản này không phải văn bản chính thức.
agency-note = { $agency }: { $note }.
area-named = { $code }. { $title }
item-named = { $code } { $title }
point = - { $text }
head-total = Tổng cộng
head-rank-in = Hạng năm { $year }
head-places-moved = Tăng, giảm bậc
head-points-moved = Tăng, giảm điểm

annex = Phụ lục
annex-number = Phụ lục { $number }
annex-title = { $title }, năm { $year }
annex-attached = (Kèm theo Quyết định số { $number } { $date } của { $issuer })
annex-ranking = 1. Bảng xếp hạng
annex-areas = 2. Chỉ số theo từng lĩnh vực (%)
area-legend = Các lĩnh vực: { $areas }.

round-kind = BÁO CÁO
round-title = Kết quả { $title }, năm { $year }
round-results = Kết quả chung
round-areas = Kết quả theo lĩnh vực
round-movements = Thay đổi thứ hạng so với năm trước
round-most-lost = Tiêu chí mất điểm nhiều nhất
round-notes = Những điểm cần lưu ý
round-mean = Có { $ranked } cơ quan được xếp hạng. Chỉ số bình quân chung đạt { $mean }%{ $moved }. Cao nhất là { $best_of } với { $best }%; thấp nhất là { $worst_of } với { $worst }%.
mean-rose = , tăng { $points } điểm phần trăm so với năm { $year }
mean-fell = , giảm { $points } điểm phần trăm so với năm { $year }
mean-same = , bằng năm { $year }
tier-none = Không xếp loại
head-share-percent = Tỷ lệ (%)
head-mean-percent = Bình quân (%)
head-highest = Cao nhất (%)
head-best-of = Cơ quan cao nhất
head-lowest = Thấp nhất (%)
head-worst-of = Cơ quan thấp nhất
head-rank-before = Hạng năm trước
head-rank-now = Hạng năm nay
rows-risen = Tăng hạng
rows-fallen = Tụt hạng
round-moved = Có { $risen } cơ quan tăng hạng, { $fallen } cơ quan tụt hạng.
head-points-lost = Tổng điểm mất
head-agencies-lost = Số cơ quan mất điểm

letter-subject = V/v kết quả Chỉ số cải cách hành chính năm { $year } và khắc phục các tiêu chí mất điểm
letter-to = Kính gửi: { $agency }.
letter-ranked = Theo kết quả { $title } năm { $year }, { $agency } đạt { $points }/{ $max } điểm ({ $percent }%), xếp loại { $tier }, xếp thứ hạng { $rank }/{ $of }{ $moved }{ $change }.
letter-unranked = Theo kết quả { $title } năm { $year }, { $agency } đạt { $points }/{ $max } điểm ({ $percent }%), xếp loại { $tier }, không xếp hạng{ $moved }{ $change }.
letter-rank-rose = , tăng { $places } bậc so với năm { $year } (hạng { $rank }/{ $of })
letter-rank-fell = , tụt { $places } bậc so với năm { $year } (hạng { $rank }/{ $of })
letter-rank-same = , giữ nguyên thứ hạng so với năm { $year } (hạng { $rank }/{ $of })
points-rose = ; tăng { $points } điểm so với năm { $year }
points-fell = ; giảm { $points } điểm so với năm { $year }
percent-rose = ; tăng { $points } điểm phần trăm so với năm { $year }
percent-fell = ; giảm { $points } điểm phần trăm so với năm { $year }
points-same = ; bằng năm { $year }
letter-areas = Kết quả và nguyên nhân mất điểm của từng lĩnh vực như sau:
letter-area-title = { $code }. { $title }:
letter-area = { " " }đạt { $points }/{ $max } điểm ({ $percent }%), thấp hơn { $lost } điểm so với điểm tối đa{ $change }.
letter-area-full = { " " }đạt { $points }/{ $max } điểm ({ $percent }%), bằng điểm tối đa{ $change }.
letter-area-absent = { " " }không áp dụng.
letter-area-bonus = { " " }được cộng { $points } điểm{ $change }.
letter-area-deduction = { " " }bị trừ { $points } điểm{ $change }.
letter-lost = - { $code } { $title } (mất { $points } điểm): { $why }.
letter-given = - { $code } { $title } (được thêm { $points } điểm): { $why }.
letter-earning = , tính{ " " }
letter-documents = tài liệu: { $documents }
letter-answerable = Trách nhiệm: { $offices }.
office-points = { $office } ({ $points } điểm)
letter-summary = Tổng hợp theo lĩnh vực:
head-percent-got = Tỷ lệ (%)
letter-tasks = Để khắc phục các tồn tại nêu trên, đề nghị { $agency } chỉ đạo các phòng, đơn vị và cá nhân thực hiện các nội dung sau, hoàn thành trước ngày { $deadline }:
office-lost = { $office }: { $points } điểm
head-demand = Yêu cầu, mức cần đạt
demand-move = { $field }: từ { $from } thành { $to }
demand-moves = { $moves } (tiêu chí thêm { $gain } điểm)
demand-late = Thực hiện đúng thời hạn quy định
demand-missing = Bổ sung đủ số liệu
demand-not-submitted = Gửi đủ số liệu và tài liệu kiểm chứng
demand-below = Nâng kết quả thực hiện lên mức cao hơn
demand-not-met = Thực hiện đủ các yêu cầu
demand-survey = Nâng mức hài lòng của các đối tượng được điều tra
demand-violation = Không để xảy ra vi phạm
demand-judgement = Nâng chất lượng thực hiện; giải trình, bổ sung tài liệu để người có thẩm quyền xem xét
demand-not-accepted = Bổ sung căn cứ để được xác nhận không áp dụng
demand-extra = Không để bị trừ điểm
demand-arithmetic = Không yêu cầu: điểm mất do làm tròn, quy đổi hoặc khống chế
demand-documents = : { $asks }
letter-close = Đề nghị { $agency } nghiêm túc triển khai thực hiện./.
letter-area-above = { " " }đạt { $points }/{ $max } điểm ({ $percent }%), cao hơn { $lost } điểm so với điểm tối đa nhờ điểm cộng{ $change }.
annex-mean = Bình quân chung
annex-tiers = Xếp loại: { $counts }.
round-close = Trên đây là báo cáo kết quả { $title }, năm { $year }./.

## Trang web kết quả

page-skip = Đến nội dung chính
page-views = Các phần của trang
page-language = Ngôn ngữ
page-league = Bảng xếp hạng
page-years = So sánh hai năm
page-search = Tìm cơ quan (không cần gõ dấu)
page-group = Khối
page-tier = Mức xếp loại
page-reset = Bỏ lọc
page-all = Tất cả
page-no-tier = Không xếp loại
page-nobody = Không có cơ quan nào phù hợp
page-count = { $shown }/{ $all } cơ quan
page-pages = Các trang của bảng
page-paper = Trên giấy chỉ có { $most } dòng đầu; lọc bảng để in phần khác
page-first = Đầu
page-previous = Trước
page-of = Trang { $page }/{ $pages }
page-next = Sau
page-last = Cuối
page-up = tăng { $count } bậc
page-down = giảm { $count } bậc
page-and-more = và { $count } cơ quan khác
page-groups = Số liệu chung của từng khối
page-ranked = (xếp hạng { $count } cơ quan)
page-mean = Bình quân khối
page-best = Cao nhất khối
page-worst = Thấp nhất khối
page-above = ↑ Hạng trên
page-below = ↓ Hạng dưới
page-of-ranked = trên { $of } cơ quan
page-of-max = trên { $max }
page-was = năm { $year }: { $what }
page-area = Lĩnh vực
page-areas = Các lĩnh vực so với khối
page-areas-told = Tỷ lệ phần trăm so với điểm tối đa được áp dụng. Bình quân và cao nhất tính trên các cơ quan được xếp hạng trong khối.
page-areas-chart = Biểu đồ các lĩnh vực của { $agency } so với bình quân và cao nhất của khối; số liệu ở bảng bên dưới
page-bonus = điểm cộng
page-deduction = điểm trừ
page-documented = theo văn bản
page-reconstructed = dựng lại
page-made-up = giả định
page-origin = Bộ tiêu chí: { $origin }
page-lost = Điểm bị mất: { $lost }
page-by-cause = Theo nguyên nhân
page-by-office = Theo đơn vị chịu trách nhiệm
page-office = Trách nhiệm
page-documents = Tài liệu kiểm chứng
page-notes = Ghi chú
page-source = Căn cứ
page-every-item = Điểm của mọi tiêu chí
page-item = Tiêu chí
page-details-losses = Trang này có quá nhiều cơ quan để nêu diễn giải và tài liệu; xem bằng lệnh `par-index explain … --agency { $code }`
page-details-none = Trang này có quá nhiều cơ quan để nêu từng điểm bị mất; xem bằng lệnh `par-index explain … --agency { $code }`
page-came = Cơ quan mới, sáp nhập, chuyển khối
page-left = Cơ quan không còn được đánh giá
page-places = Thứ hạng qua hai năm
page-places-told = Nét liền: tăng hoặc giữ nguyên; nét đứt: giảm.
page-moves-told = Khối có trên { $most } cơ quan: chỉ vẽ những cơ quan tăng hoặc giảm nhiều bậc nhất, kèm thứ hạng hai năm.
page-places-chart = Biểu đồ thứ hạng năm { $earlier } và năm { $later }; số liệu ở bảng bên dưới
page-causes-points = Điểm
page-causes-places = Thứ hạng
page-causes-told = Mỗi thanh là phần của một nguyên nhân; sang phải là tốt hơn. Các phần cộng lại đúng bằng thay đổi; số in ra đã làm tròn.
page-causes-chart = Biểu đồ các nguyên nhân làm thay đổi { $what } của { $agency }; số liệu ở bảng bên dưới
page-changes = Thay đổi bộ tiêu chí
page-changes-told = Số đứng đầu là số điểm liên quan đến thay đổi.
page-max = tối đa { $max }
page-history = Nhiều năm
page-history-chart = Biểu đồ thứ hạng qua các năm { $years }; số liệu ở bảng bên dưới
page-places-through = Thứ hạng qua các năm { $years }
page-lines-told = Khối có trên { $most } cơ quan: chỉ vẽ { $most } cơ quan đứng đầu năm cuối. Nét liền: tăng hoặc giữ nguyên; nét đứt: giảm.
page-spread = Mức chung và độ phân tán của khối
page-rules = Mỗi năm theo quy tắc của mỗi năm
page-rules-told = Nếu số liệu của một năm được chấm theo quy tắc của năm khác: chỉ số và thứ hạng. Chữ đậm là kết quả đã công bố của năm đó; nơi số liệu cũ không trả lời được thì ghi khoảng, không đoán. Ô càng đậm màu thì chỉ số càng cao.
page-lower = thấp hơn
page-higher = cao hơn
page-rules-of = Quy tắc năm { $year }
page-place = hạng { $rank }
page-published = như công bố
page-sureness = Độ chắc chắn của thứ hạng
page-whiskers = Thứ hạng, từ cao xuống thấp
page-whisker-rank = thứ hạng công bố
page-whisker-interval = khoảng hạng { $level }% của riêng cơ quan
page-whisker-set = tập hạng { $level }% chung cho mọi cơ quan
page-made = Trang do par-index lập; mọi số liệu được tính chính xác và làm tròn theo bộ tiêu chí. Mở được không cần mạng.
page-no-script = Trang này cần JavaScript để hiện số liệu; hãy bật JavaScript trong trình duyệt.

## Độ chắc chắn của thứ hạng

robustness-title = Độ chắc chắn của thứ hạng: { $replicates } lần lấy mẫu lại phiếu khảo sát, hạt giống { $seed }, mức { $level }%
robustness-held = Giữ nguyên, vì không có số phiếu theo phương án trả lời: { $figures }
robustness-group = { $group } (xếp hạng { $ranked } cơ quan; mỗi lần rút lại { $ballots } phiếu)
robustness-no-ballots = Không tiêu chí nào được chấm từ số phiếu theo phương án trả lời, nên không có gì để lấy mẫu lại
robustness-top = Đứng trong { $top } hạng đầu ở ít nhất { $level }% số lần: { $agencies }
robustness-top-none = Không cơ quan nào đứng trong { $top } hạng đầu ở ít nhất { $level }% số lần
robustness-undecided = { $undecided } trên { $pairs } cặp cơ quan không phân biệt được (xét đồng thời mọi cặp, mức { $level }%)
weights-title = Nếu điểm tối đa của các tiêu chí thay đổi
weights-kept = { $k } cơ quan đứng đầu không đổi chừng nào mỗi điểm tối đa tăng hoặc giảm không quá { $within }%; đổi chỗ trước tiên: { $agencies } (xét được { $judged } trên { $pairs } cặp)
weights-kept-always = { $k } cơ quan đứng đầu không đổi dù điểm tối đa tăng hoặc giảm đến 100% (xét được { $judged } trên { $pairs } cặp)
weights-kept-unknown = { $k } cơ quan đứng đầu: không xét được, vì các cơ quan có tiêu chí áp dụng khác nhau ({ $pairs } cặp)
weights-swap = { $behind } ngang điểm { $ahead } khi chuyển { $moved } điểm tối đa: { $shifts }
weights-swap-level = { $behind } và { $ahead } đã ngang điểm
weights-swap-never = { $behind } không ngang điểm { $ahead } dù điểm tối đa chia lại thế nào
weights-swap-unknown = { $behind } và { $ahead }: không xét được, vì các tiêu chí áp dụng khác nhau
weights-shift = { $points } từ { $from } sang { $to }
weights-full = Mọi cơ quan đều đạt điểm tối đa: { $items }
cliffs-title = Thay đổi nhỏ nhất của số liệu mang lại nhiều điểm nhất
head-percent-interval = Khoảng chỉ số
head-rank-interval = Khoảng hạng
head-rank-set = Tập hạng chung
head-top = Trong { $top } hạng đầu
head-nominal = Trọng số (%)
head-effective = Thực tế (%)
head-moved-without = Bỏ đi: số cơ quan đổi hạng
head-farthest = Xa nhất

## Nhiều năm

history-title = Các năm { $years }
history-no-alpha = Không tính được hệ số Cronbach alpha của phiếu khảo sát: minh chứng chỉ có số phiếu theo phương án, không có từng phiếu
alpha-needs-ballots = Không tính được hệ số Cronbach alpha từ số phiếu theo phương án trả lời; cần từng phiếu (--ballots)
alpha-title = Hệ số Cronbach alpha của { $survey } ({ $questions } câu hỏi)
alpha-of = Phạm vi
alpha-complete = Phiếu trả lời đủ
alpha-incomplete = Phiếu thiếu câu
alpha = Alpha
alpha-everyone = Tất cả
head-percent-in = Năm { $year } (%)
head-slope = Điểm %/năm
head-year = Năm
head-deviation = Độ lệch chuẩn
head-least = Thấp nhất
head-most = Cao nhất
head-before = Năm trước
head-after = Năm sau
head-relation = Quan hệ
convergence-behind = Cơ quan đi sau đuổi kịp: cứ cao hơn 1 điểm phần trăm lúc đầu thì { $beta } điểm phần trăm về sau (β, { $agencies } cơ quan); độ lệch chuẩn từ { $first } thành { $last } (σ)
convergence-ahead = Cơ quan đi sau không đuổi kịp: cứ cao hơn 1 điểm phần trăm lúc đầu thì { $beta } điểm phần trăm về sau (β, { $agencies } cơ quan); độ lệch chuẩn từ { $first } thành { $last } (σ)
convergence-none = Không xét được các cơ quan có đuổi kịp nhau không: lúc đầu điểm như nhau ({ $agencies } cơ quan); độ lệch chuẩn từ { $first } thành { $last } (σ)
flows-title = Điểm bình quân từ năm { $earlier } đến năm { $later } ({ $agencies } cơ quan): { $total } điểm, trong đó { $rest } do làm tròn và quy đổi

## Nơi cần thẩm định trước

review-queue = Thứ tự thẩm định ({ $shown } trong { $all } mục tự chấm)
review-factors = Mức ưu tiên = điểm bị giảm nếu mục không được chấp nhận × tần suất mục này bị cắt điểm, (số bị cắt + 1) ÷ (số cơ quan + 2) × (số bậc và số mức xếp loại bị tụt + 1)
head-stake = Ưu tiên
head-cut = Bị cắt
review-above-facts = Tự chấm cao hơn số liệu tự khai cho được ({ $count })
review-claims-more = { $agency }, mục { $item }: tự chấm { $claimed } điểm, theo số liệu tự khai chỉ được { $facts } điểm [{ $place }]
review-tier-edges = Cách ngưỡng xếp loại không quá { $within } điểm ({ $count })
review-neighbours = Liền hạng và cách nhau không quá { $within } điểm ({ $count })
review-more = và { $more } dòng nữa; JSON và CSV có đủ, `--top` để hiện thêm
review-uneven = Số liệu như nhau, điểm khác nhau ({ $count })
review-used-twice = Một tài liệu dùng cho nhiều mục ({ $count })
review-outside-year = Tài liệu có ngày ngoài năm đánh giá ({ $count })
review-under-percent = { $agency }: { $figure }%, còn thiếu { $points } điểm để được xếp mức { $tier } (từ { $edge }%)
review-under-points = { $agency }: { $figure } điểm, còn thiếu { $points } điểm để được xếp mức { $tier } (từ { $edge } điểm)
review-over-percent = { $agency }: { $figure }%, chỉ hơn ngưỡng mức { $tier } (từ { $edge }%) { $points } điểm
review-over-points = { $agency }: { $figure } điểm, chỉ hơn ngưỡng mức { $tier } (từ { $edge } điểm) { $points } điểm
review-behind = { $behind } (hạng { $rank }) kém { $ahead } (hạng { $ahead_rank }) { $points } điểm
review-level = { $behind } (hạng { $rank }) bằng điểm với { $ahead } (hạng { $ahead_rank })
review-same-facts = { $item }: { $marks }; số liệu như nhau: { $facts }
review-mark = { $points } điểm cho { $agencies }
review-reason = lý do “{ $reason }”
review-shared = { $document }: nhiều cơ quan cùng dùng: { $claims }
review-twice = { $document }: dùng cho nhiều mục: { $claims }
review-twice-same-page = { $document }: dùng cho nhiều mục, cùng trang hoặc không ghi trang: { $claims }
review-claim = { $agency } { $item }{ $page } [{ $place }]
review-page = { " " }(trích { $page })
review-after-year = { $agency }, mục { $item }: { $document } đề ngày { $date }, sau năm đánh giá [{ $place }]
review-before-year = { $agency }, mục { $item }: { $document } đề ngày { $date }, trước năm đánh giá [{ $place }]

## Các vòng chấm

lanes-title = { $agency }: theo số liệu tự khai { $facts }, thẩm định { $appraised }, hội đồng { $last } điểm
lanes-inferred = ( ): không tự chấm, tính theo số liệu tự khai. Dòng tổng là tổng các tiêu chí, chưa quy đổi, làm tròn ở cấp trên.
lanes-sum = Tổng các tiêu chí
lane-facts = theo số liệu
lane-trail = { $lane }: { $points } điểm{ $who }{ $why }
lane-why = { ": " }{ $why }
head-claimed = Tự chấm
head-facts = Theo số liệu
head-appraised = Thẩm định
head-final = Hội đồng
head-not-granted = Không được chấp nhận

## Biểu tự chấm điểm (Excel)

form-summary = Tổng hợp
form-needs-register = bộ tiêu chí có nhiều khối ({ $groups }); cho biết thư mục số liệu có danh sách cơ quan
form-steps = Cách tính
form-steps-why = Trang này tính điểm từ số liệu đã nhập, mỗi dòng một bước; không nhập gì ở đây. “?” là thiếu số liệu, “–” là không áp dụng.
form-further = Dòng bổ sung
form-further-why = Mỗi dòng một ý mà các trang trên không có ô: rút lại số liệu, khai hoặc xác nhận không áp dụng khi thẩm định, văn bản kèm điểm, người chấm khác. Thường để trống.
form-lane = Bước
form-field = Số liệu
form-further-value = Giá trị
form-further-document = Văn bản: số; ngày; trang; tên
form-by = Người chấm
form-on = Ngày
form-step = Bước tính
form-result = Kết quả
form-typed = Đã nhập
form-row = Dòng
form-area = Lĩnh vực
form-nominal = Điểm tối đa
form-applicable = Điểm tối đa áp dụng
form-percent = Tỷ lệ (%)
form-total = Tổng điểm
form-tier = Xếp loại
form-no-tier = không xếp loại
form-demoted = Bị hạ một mức do vượt tỷ lệ tối đa của mức { $tier } trong khối (cơ quan thẩm định điền)
form-signer-self = Người tự chấm, ngày
form-signer-appraised = Người thẩm định, ngày
form-signer-final = Hội đồng, ngày
form-own-figures = Thông tin chung
form-heading = Biểu tự chấm điểm { $title }, năm { $year }
form-agency = Cơ quan: { $agency } ({ $code })
form-source = Căn cứ: { $source }
form-how = Chỉ nhập vào ô nền vàng. Điểm, tỷ lệ và xếp loại tự tính lại theo đúng cách tính của quyết định.
form-code = Mã
form-title = Tiêu chí, số liệu
form-max = Điểm tối đa
form-rule = Cách tính điểm
form-value = Số liệu kê khai
form-not-applicable = Không áp dụng: lý do
form-declared-by = Người khai
form-confirmed-by = Người xác nhận
form-document = Số văn bản
form-date = Ngày văn bản
form-page = Trang
form-document-title = Tên văn bản
form-note = Ghi chú
form-points = Điểm tự tính
form-claimed = Điểm tự chấm
form-appraised = Điểm thẩm định
form-appraised-too = Thẩm định: điểm hoặc số liệu
form-why = Lý do
form-final = Điểm hội đồng
form-final-too = Hội đồng: điểm hoặc số liệu
form-objective = Nguyên nhân khách quan
form-yes = Có
form-no = Không
form-no-figure = chưa có số liệu
form-kind-yes-no = chọn có hoặc không
form-kind-count = số nguyên, { $range }
form-kind-amount = số thập phân, { $range }
form-kind-percent = số phần trăm, { $range }
form-kind-points = điểm chấm, { $range }
form-kind-steps = điểm chấm theo bậc { $step }, từ 0 đến { $most }
form-kind-date = ngày/tháng/năm
form-kind-grade = chọn một: { $options }
form-kind-ballots = số phiếu chọn “{ $option }”
form-range = từ { $least } đến { $most }
form-range-from = từ { $least } trở lên
form-range-to = đến { $most }
form-range-any = số bất kỳ
form-bonus = điểm cộng, tối đa
form-deduction = điểm trừ, tối đa
form-last-year = { $field } (năm trước)
form-mean = Bình quân chung của { $value }
form-mean-why = do cơ quan thẩm định điền: một biểu không biết số liệu của các cơ quan khác

## Cách tính điểm bằng lời

value-share = tỷ lệ phần trăm { $of } / { $in }
value-ratio = { $of } / { $in }
rule-parts = { $first }; { $rest }
rule-earns = { $what }: { $points } điểm
rule-yes-no = { $field }: có thì được { $yes } điểm, không thì được { $no } điểm
rule-states = { $field }: { $options }
rule-lateness = số ngày chậm ({ $counted }) của { $field } so với { $due }: { $bands }
rule-per-day = { $field } chậm so với { $due }: { $max } điểm, mỗi ngày chậm ({ $counted }) trừ { $points } điểm, còn ít nhất { $floor } điểm
rule-days-late = số ngày chậm ({ $counted }) của { $field } so với { $due }
rule-bands = { $value }: { $bands }
rule-compared = { $value }, làm tròn để so sánh
rule-proportional = { $value } chia cho { $full } nhân với { $max } điểm; từ { $full } trở lên được { $max } điểm
rule-proportional-from = { $value } chia cho { $full } nhân với { $max } điểm; dưới { $floor } được 0 điểm, từ { $full } trở lên được { $max } điểm
rule-reach = { $what }: { $max } điểm; không đạt: 0 điểm
rule-all = đủ các điều kiện ({ $parts }): { $max } điểm; thiếu một điều kiện: 0 điểm
rule-none = { $value } bằng 0: { $max } điểm; lớn hơn 0: 0 điểm
rule-gate = điều kiện bắt buộc: { $needs }, không đạt thì được { $points } điểm; khi đạt: { $then }
rule-best-of = lấy mức điểm cao nhất trong các cách: { $rules }
rule-cases = { $cases }
rule-case = nếu { $what }: { $then }
rule-otherwise = các trường hợp còn lại: { $then }
rule-fixed = { $points } điểm
rule-each = { $value }, mỗi đơn vị { $points } điểm, nhiều nhất { $max } điểm
rule-checklist = cộng điểm các nội dung đạt: { $parts }
rule-deduct = { $max } điểm, trừ cho mỗi trường hợp: { $parts }; còn ít nhất { $floor } điểm
rule-judged = điểm chấm từ 0 đến { $max }{ $step }
rule-judged-by = { $by } chấm từ 0 đến { $max } điểm{ $step }
rule-step = , theo bậc { $step } điểm
rule-survey = { $max } điểm nhân với tỷ lệ bình quân có trọng số của các nhóm: { $groups }
rule-group = { $field }, trọng số { $weight }, { $way }
rule-ballots = tỷ lệ bình quân theo phương án chọn ({ $options })
rule-option = { $option } { $percent }%
rule-scale-mean = điểm bình quân trên thang từ { $from } đến { $to }
rule-percent-given = tỷ lệ phần trăm đã tính
rule-weights = tổng trọng số của các nhóm có phiếu
rule-all-ballots = tổng số phiếu
rule-scale = { $value } quy đổi theo các mốc, giữa hai mốc theo đường thẳng: { $anchors }
rule-mean = { $value } bằng hoặc cao hơn { $mean }: { $reached } điểm; thấp hơn: { $missed } điểm
rule-mean-known = bình quân chung { $mean }
rule-mean-group = bình quân của khối
rule-mean-all = bình quân của mọi cơ quan
rule-last-year = { $field } so với năm trước: cao hơn { $higher } điểm; bằng { $same } điểm; thấp hơn { $lower } điểm; chưa có số năm trước: { $first }
rule-first-year-absent = không áp dụng

## Sheet “Cách tính” của biểu

working-declared = có khai không áp dụng
working-confirmed = đã được xác nhận
working-absent = không áp dụng (1), đã khai nhưng chưa được xác nhận (−1)
working-held = điểm theo cách tính, hoặc – nếu không áp dụng
working-sent-figure = đã gửi: { $field }
working-sent-word = đã gửi: khai không áp dụng
working-sent = đã gửi số liệu
working-applies = có tiêu chí áp dụng
working-option = { $field }: { $option }
working-most = điểm tối đa sau khi được chia thêm
working-awarded = điểm sau khi khống chế và làm tròn
working-points = điểm
working-max = điểm tối đa áp dụng
working-sum = tổng điểm các mục con
working-sum-max = tổng điểm tối đa các mục con
working-cut = điểm cộng hoặc điểm trừ sau khi khống chế
working-rescaled = phải quy đổi do có mục không áp dụng
working-rate = hệ số quy đổi
working-heirs = số mục được chia thêm điểm tối đa
working-share = điểm tối đa mỗi mục được chia thêm
working-growth = hệ số tăng điểm tối đa
working-percent = tỷ lệ phần trăm
working-printed = số in ra
working-printed-percent = tỷ lệ phần trăm in ra
working-tier-figure = số để xếp loại
working-tier-fits = đủ điều kiện xếp mức { $tier }
working-tier-first = mức xếp loại theo kết quả, tốt nhất là 0
working-tier-cap = mức xếp loại sau khi khống chế
working-demoted = hạ một mức do vượt tỷ lệ tối đa
working-tier-quota = mức xếp loại sau khi xét tỷ lệ tối đa
working-tier = mức xếp loại
working-at-zero = số tiêu chí 0 điểm
working-self-scored = đã tự chấm điểm

## Lỗi trong phép đếm, sổ hồ sơ và khảo sát

no-measures = ở đây không có `measures.yaml`; hãy viết tệp ấy cạnh `index.yaml`, hoặc chỉ tới nó
nothing-counted = `{ $name }` không đếm gì; hãy viết `counts` hoặc `sums`, hay `questions` và `options`
unknown-measure = không biết tên `{ $name }`{ $hint } (ở đây có: { $known })
repeated-measure = tên `{ $name }` đã dùng rồi hoặc đã có nghĩa riêng; hãy đặt tên khác
column-kind = cột `{ $column }` chứa { $kind }, ở đây cần { $wanted }; hãy sửa cách khai báo, hoặc nêu cột khác
day-bounds = `day` của cột `{ $column }` cần đúng một trong `before`, `to`, `on`, `from`, `after`; hãy viết đúng một từ
period-backwards = kỳ bắt đầu ngày { $from } mà kết thúc ngày { $to }; hãy sửa một trong hai ngày
too-many-options = câu hỏi có { $options } phương án, nhiều nhất là { $most }; hãy bớt đi
fed-twice = số liệu `{ $figure }` đã được cấp ở { $first }; hãy bỏ một chỗ
feed-kind = số liệu `{ $figure }` thuộc loại { $kind }, cấp cho nó ở đây phải là { $wanted }; hãy khai báo lại, hoặc cấp số liệu khác
feed-rounding = `{ $name }` cấp minh chứng mà không nói làm tròn thế nào; hãy viết `rounding` với `digits` và `mode`
feed-options = số liệu `{ $figure }` có các phương án { $options }, phiếu có { $answers }; hãy viết như nhau, theo cùng thứ tự
feed-answers = cuộc khảo sát không cho được `{ $figure }`; hãy viết `satisfied_from`, hoặc dùng phương án là số để tính trung bình
register-column-missing = thiếu cột { $columns }{ $hint } (các cột hiện có: { $known })
register-agency = cột “{ $column }”: không biết cơ quan `{ $word }`{ $hint }; số dòng như vậy: { $lines }, dòng đầu ở đây; hãy sửa, hoặc thêm cơ quan vào `agencies.yaml`
register-word = cột “{ $column }”: `{ $word }` không có trong các từ đã khai báo{ $hint }; số dòng như vậy: { $lines }, dòng đầu ở đây; hãy sửa, hoặc thêm từ ấy vào `measures.yaml`
register-day = cột “{ $column }”: `{ $text }` không phải là ngày; hãy viết năm-tháng-ngày (`2023-06-15`) hoặc ngày/tháng/năm (`15/6/2023`)
register-number = cột “{ $column }”: `{ $text }` không phải là số nguyên từ 0; hãy sửa
cell-empty = cột “{ $column }” để trống; hãy điền vào, hoặc viết `empty: yes` cho cột này
days-backwards = “{ $later }” là { $second }, sớm hơn “{ $earlier }” là { $first }; hãy sửa một trong hai
case-repeated = hồ sơ này đã có ở { $first }; hãy bỏ một dòng
ballot-repeated = phiếu này đã có ở { $first} và vẫn được đếm; nếu là một, hãy bỏ một dòng
line-identity = { $identity } không đúng: bên trái là { $sum }, bên phải là { $is }; hãy sửa dòng này
identity-broken = cơ quan { $agency }: { $identity } không đúng: bên trái là { $sum }, bên phải là { $is }; hãy sửa sổ, hoặc sửa điều kiện trong `measures.yaml`
more-lines = còn { $lines } dòng khác có cùng lỗi `{ $fault }`; hãy sửa những dòng đã nêu rồi chạy lại
cell-word = từ
cell-day = ngày
cell-whole = số nguyên
register-quote-open = một dấu ngoặc kép mở ra ở đây mà không đóng lại
register-encoding = cách mã hóa { $what } chưa đọc được; hãy ghi lại tệp với mã hóa thường hoặc từ điển

## Báo cáo: phép đếm

measures-file = { $file }: { $lines } dòng
measures-left-out = ngoài kỳ, không đếm: { $lines } dòng
measures-year = Năm
measures-lines = Số dòng
measures-respondents = Đối tượng
measures-ballots = Số phiếu
measures-straight-lined = Một mức cho mọi câu
measures-satisfied = Hài lòng (%)
measures-mean = Trung bình
measures-holds = { $identity }: đúng với mọi cơ quan
measures-holds-in-lines = { $identity }: đúng ở mọi dòng
measures-fed = Số liệu minh chứng được cấp: { $figures }
