### The guest page in Korean. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.

# What its speakers call it.
language-name = 한국어
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $month } { $day }일 ({ $weekday }) { $half ->
        [am] 오전
       *[pm] 오후
    } { $hour12 }:{ $minute }
date-time-year = { $year }년 { $month } { $day }일 ({ $weekday }) { $half ->
        [am] 오전
       *[pm] 오후
    } { $hour12 }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
zone-time =
    { $place ->
        [Amsterdam] 암스테르담
        [Athens] 아테네
        [Berlin] 베를린
        [Brussels] 브뤼셀
        [Budapest] 부다페스트
        [Copenhagen] 코펜하겐
        [Dublin] 더블린
        [Helsinki] 헬싱키
        [Istanbul] 이스탄불
        [Lisbon] 리스본
        [London] 런던
        [Madrid] 마드리드
        [Oslo] 오슬로
        [Paris] 파리
        [Prague] 프라하
        [Rome] 로마
        [Seoul] 서울
        [Shanghai] 상하이
        [Singapore] 싱가포르
        [Stockholm] 스톡홀름
        [Taipei] 타이베이
        [Tokyo] 도쿄
        [Vienna] 빈
        [Warsaw] 바르샤바
        [Zurich] 취리히
       *[other] { $city }
    } 시간
in-zone = { $time } ({ $zone })

weekday-1 = 월
weekday-2 = 화
weekday-3 = 수
weekday-4 = 목
weekday-5 = 금
weekday-6 = 토
weekday-7 = 일

month-1 = 1월
month-2 = 2월
month-3 = 3월
month-4 = 4월
month-5 = 5월
month-6 = 6월
month-7 = 7월
month-8 = 8월
month-9 = 9월
month-10 = 10월
month-11 = 11월
month-12 = 12월

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = 열쇠 링크
preview-description = 문 앞에 도착하면 휴대전화에서 여세요

## The head of the page

someone = 이 링크의 발신자
invited = { $maker } 님의 초대
invited-by-nobody = 나의 열쇠 링크
until = { $time }까지
uses-left =
    { $count ->
       *[other] { $count }회 더 열 수 있음
    }
language = 언어

## A door

online = 온라인
offline = 오프라인
locked = 잠김
unlocked = 잠금 해제됨
open = 열림
closed = 닫힘
note-offline = 지금은 문에 연결할 수 없습니다. 그래도 시도해 볼 수 있습니다.
note-held-open = 이 문은 지금 잠겨 있지 않습니다. 그대로 여세요.

## The button

unlock = 열기
hold = 길게 눌러 열기
holding = 계속 누르세요…
opening = 여는 중…
press-again = 다시 눌러 열기
hint = 버튼이 다 찰 때까지 누르고 계세요.
hint-keys = 버튼을 길게 누르거나 두 번 누르세요.

## What came of a press

opened =
    .title = 열렸습니다. 문을 미세요.
    .message = { "" }
sent =
    .title = 보냈습니다.
    .message = 이 문은 응답할 수 없습니다. 지금 열리는지 확인해 보세요.
unknown =
    .title = 문이 응답하지 않았습니다.
    .message = 문이 열리는지 확인한 뒤 다시 누르거나 { $maker } 님에게 문의하세요.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = 지금은 확인할 수 없습니다.
    .message = 이번에는 아무것도 보내지 않았습니다. 전에 이미 눌렀다면 문이 열리는지 확인하세요. 아니라면 잠시 후 다시 누르거나 { $maker } 님에게 문의하세요.
silent =
    .title = 휴대전화에 응답이 오지 않았습니다.
    .message = 문이 열리는지 확인한 뒤 다시 누르세요.
phone-offline =
    .title = 휴대전화가 오프라인입니다.
    .message = 문을 열려면 연결이 필요합니다. 아무것도 보내지 않았습니다.
back = 문 목록으로 돌아가기

## Before its time

not-yet =
    .title = 아직 열 수 없습니다
    .message = { $time }부터 열 수 있습니다.
outside-hours =
    .title = 지금은 열 수 없는 시간입니다
    .message = { $time }부터 다시 열 수 있습니다.
outside-hours-ended =
    .title = 지금은 열 수 없는 시간입니다
    .message = 이 링크에는 남은 이용 시간이 없습니다. { $maker } 님에게 문의하세요.
# $clock is a running clock such as 3:05:09.
countdown = { $clock } 후
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
       *[other] { $count }일 후
    }
wait-here = 때가 되면 여기에 버튼이 나타납니다.

## After its time

ended-expired =
    .title = 링크가 만료되었습니다
    .message = 이용 시간이 지났습니다. 아직 들어가야 한다면 { $maker } 님에게 문의하세요.
ended-revoked =
    .title = 링크가 회수되었습니다
    .message = 더 이상 아무 문도 열지 않습니다. 아직 들어가야 한다면 { $maker } 님에게 문의하세요.
ended-used-up =
    .title = 링크를 모두 사용했습니다
    .message = 정해진 횟수만큼 열었습니다. 아직 들어가야 한다면 { $maker } 님에게 문의하세요.
ended-withdrawn =
    .title = 지금은 이 링크로 열 수 없습니다
    .message = 사용이 중지되었습니다. 들어가야 한다면 { $maker } 님에게 문의하세요.
ended-doors-removed =
    .title = 이 링크로 열 수 있는 문이 더 이상 없습니다
    .message = 열 수 있던 문이 삭제되었습니다. 들어가야 한다면 { $maker } 님에게 문의하세요.

## Without a link, or without the house

not-found =
    .title = 알 수 없는 링크입니다
    .message = 마지막 글자까지 모두 복사되었는지 확인하세요. 맞다면 { $maker } 님에게 새 링크를 문의하세요.
too-many-tries =
    .title = 시도 횟수가 너무 많습니다
    .message = 1분 기다린 뒤 이 페이지를 다시 불러오세요. 유효한 링크는 계속 작동합니다.
trouble =
    .title = 문제가 생겼습니다
    .message = 페이지를 만들지 못했고, 아무것도 열지 않았습니다. 잠시 후 다시 불러오거나 { $maker } 님에게 문의하세요.
trouble-reference = 문의할 때 { $reference }을(를) 알려 주세요.
reload = 다시 불러오기

## The number, for phones without scripts

number-title = 이 숫자를 입력하세요
number-why = 문 앞에 사람이 있다는 것을 확인합니다. 1분 동안 유효합니다.
number-label = 숫자
number-wrong = 숫자가 맞지 않습니다. 새 숫자입니다.
number-send = { $door } 열기

## Details

how-to-get-in = 들어오는 방법
map = 지도
ask = { $maker } 님에게 문의
logged = 문을 연 기록은 건물 기록에 남습니다.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = 열리지 않음
    .message = 여기에서 알 수 없는 링크입니다. 모두 복사되었는지 확인하거나 { $maker } 님에게 새 링크를 문의하세요.
refusal-no-gesture =
    .title = 열리지 않음
    .message = 문 앞에 사람이 있는지 알 수 있도록 버튼이 다 찰 때까지 누르고 계세요.
refusal-link-revoked =
    .title = 열리지 않음
    .message = 이 링크는 회수되었습니다. 새 링크는 { $maker } 님에게 문의하세요.
refusal-link-not-yet-valid =
    .title = 열리지 않음
    .message = 아직 이용 시간이 시작되지 않았습니다. 지금 들어가야 한다면 { $maker } 님에게 문의하세요.
refusal-link-expired =
    .title = 열리지 않음
    .message = 이 링크의 이용 시간이 지났습니다. 새 링크는 { $maker } 님에게 문의하세요.
refusal-link-used-up =
    .title = 열리지 않음
    .message = 이 링크는 정해진 횟수만큼 열었습니다. 새 링크는 { $maker } 님에게 문의하세요.
refusal-link-outside-hours =
    .title = 열리지 않음
    .message = 이 링크는 이 시간에 열 수 없습니다. 이용 시간에 다시 오거나 { $maker } 님에게 문의하세요.
refusal-door-not-on-link =
    .title = 열리지 않음
    .message = 이 링크로는 더 이상 이 문을 열 수 없습니다. { $maker } 님에게 문의하세요.
refusal-cloud-key-inactive =
    .title = 열리지 않음
    .message = 이 링크는 사용이 중지되었습니다. 새 링크는 { $maker } 님에게 문의하세요.
refusal-user-inactive =
    .title = 열리지 않음
    .message = 이 링크는 사용이 중지되었습니다. 새 링크는 건물에 문의하세요.
refusal-no-access =
    .title = 열리지 않음
    .message = 이 링크로는 더 이상 이 문을 열 수 없습니다. { $maker } 님에게 문의하세요.
refusal-no-remote-unlock =
    .title = 열리지 않음
    .message = 지금은 이 문을 링크로 열 수 없습니다. { $maker } 님에게 문의하세요.
refusal-access-outside-schedule =
    .title = 열리지 않음
    .message = 이 시간에는 이 문을 링크로 열 수 없습니다. 나중에 다시 오거나 { $maker } 님에게 문의하세요.
refusal-door-locked =
    .title = 열리지 않음
    .message = 지금은 누구도 이 문을 열 수 없습니다. { $maker } 님에게 문의하세요.
refusal-door-onsite-only =
    .title = 열리지 않음
    .message = 지금은 현장에서 카드, 비밀번호 또는 열쇠로만 이 문을 열 수 있습니다. { $maker } 님에게 문의하세요.
refusal-site-lockdown =
    .title = 열리지 않음
    .message = 건물이 봉쇄되어 어떤 링크로도 열 수 없습니다. { $maker } 님에게 문의하세요.
refusal-too-many-presses =
    .title = 열리지 않음
    .message = 짧은 시간에 너무 많이 눌렀습니다. 1분 기다린 뒤 다시 누르세요.
refusal-door-not-wired =
    .title = 열리지 않음
    .message = 이 문은 아직 연결되지 않았습니다. { $maker } 님에게 문의하세요.
refusal-door-offline =
    .title = 열리지 않음
    .message = 지금은 문에 연결할 수 없습니다. 1분 뒤 다시 누르거나 { $maker } 님에게 문의하세요.
refusal-door-jammed =
    .title = 열리지 않음
    .message = 잠금장치가 움직이지 않았습니다. 문을 살짝 밀면서 다시 누르거나 { $maker } 님에게 문의하세요.
refusal-too-late =
    .title = 열리지 않음
    .message = 문에 닿기까지 너무 오래 걸려 아무것도 보내지 않았습니다. 다시 누르세요.
refusal-not-recorded =
    .title = 열리지 않음
    .message = 링크를 확인하지 못해 아무것도 보내지 않았습니다. 잠시 후 다시 누르거나 { $maker } 님에게 문의하세요.

## What a link asks for, and passing it on

passed-on = { $maker } 님의 손님이 전달했습니다
pin-title = PIN을 입력하세요
pin-lead = 이 링크와는 다른 방법으로 전달되었습니다. 아니라면 { $maker } 님에게 문의하세요.
pin-send = 계속
pin-wrong = PIN이 아닙니다. 다시 입력하세요.
pin-wait = 너무 많이 틀렸습니다. { $time } 이후에 다시 시도하거나 { $maker } 님에게 문의하세요.
other-device =
    .title = 다른 기기에 속한 링크입니다
    .message = 처음 사용한 기기의 같은 브라우저에서만 열립니다. 그 기기를 사용하거나, 해제하려면 { $maker } 님에게 문의하세요.
share-on = 다른 사람에게 전달
share-lead = 다른 사람을 위한 별도의 링크를 만드세요. 내 링크보다 더 많이 열지 못하고 내 링크와 함께 끝나며, 연 횟수는 내 링크에도 계산됩니다. 여기에서 언제든 회수할 수 있습니다.
share-name = 누구를 위한 것인가요?
share-doors = 어느 문인가요?
share-from = 시작
share-until = 끝
share-window-help = 건물의 시계 기준입니다({ $zone }). 비워 두면 내 링크와 같습니다.
share-uses = 몇 번인가요?
share-uses-help = 비워 두면 내 링크와 같습니다.
share-number = 여기에 { $number } 입력
share-number-why = 사람이 보낸다는 것을 확인합니다.
share-make = 링크 만들기
share-wrong-name = 이름을 120자 이내로 한 줄에 쓰세요.
share-wrong-doors = 문을 하나 이상 선택하세요.
share-wrong-window = 내 링크의 시간 안에서 순서에 맞는 시간을 선택하세요.
share-wrong-uses = 내 링크에 남은 횟수를 넘지 않는 숫자를 쓰세요.
share-full = 이 링크는 더 이상 전달할 수 없습니다. 먼저 하나를 회수하거나 { $maker } 님에게 문의하세요.
share-given = 전달한 링크
share-made =
    .title = { $name } 님의 링크가 준비되었습니다
    .message = 지금 보내세요. 다시 표시되지 않습니다. 이 링크가 있으면 문을 열 수 있습니다.
share-address = 링크
share-withdraw = 회수
share-withdraw-ask = { $name } 님의 링크를 회수할까요?
share-withdrawn = 회수됨
call = 전화하기
mail = 메일 보내기
refusal-origin-withdrawn =
    .title = 열리지 않음
    .message = 이 링크를 전달한 손님은 더 이상 전달할 수 없습니다. { $maker } 님에게 문의하세요.
refusal-pin-needed =
    .title = 열리지 않음
    .message = 이 링크에는 PIN이 필요합니다. 페이지를 다시 불러와 입력하거나 { $maker } 님에게 문의하세요.
refusal-other-device =
    .title = 열리지 않음
    .message = 이 링크는 처음 사용한 기기에서만 열립니다. 그 기기를 사용하거나, 해제하려면 { $maker } 님에게 문의하세요.
refusal-device-unknown =
    .title = 열리지 않음
    .message = 이 링크는 기기를 알아봐야 하는데 브라우저가 쿠키를 저장하지 않습니다. 허용하고 페이지를 다시 불러오거나 { $maker } 님에게 문의하세요.
