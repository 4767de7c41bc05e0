### What is written to guests, in Korean. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $year }년 { $month } { $day }일 ({ $weekday }) { $half ->
        [am] 오전
       *[pm] 오후
    } { $hour12 }:{ $minute }
date-time-twice = { $time } ({ $offset })
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

## The mail

subject = { $organization }에서 보낸 열쇠
hello = 안녕하세요.
invited = { $sender } 님이 { $organization } 열쇠를 보냈습니다.
invited-by-nobody = { $organization } 열쇠입니다.
how-to = 문 앞에 도착하면 휴대전화에서 이 링크를 여세요. 페이지에 있는 버튼을 길게 누르면 됩니다.
open-key = 열쇠 열기
scan = 컴퓨터에서 읽고 계신가요? 휴대전화로 이 코드를 스캔하세요.
qr-alt = 링크의 QR 코드
from-until = { $from }부터 { $until }까지 사용할 수 있습니다({ $zone }).
only-from = { $from }부터 사용할 수 있습니다({ $zone }).
only-until = { $until }까지 사용할 수 있습니다({ $zone }).
always = 취소될 때까지 사용할 수 있습니다.
# What stands for the end of a key that has none: "until further notice".
no-end = 별도 안내 시
in-hours = 이용 가능 시간: { $hours }.
max-uses =
    { $count ->
       *[other] { $count }회 열 수 있습니다.
    }
after-first-use = 처음 사용한 뒤 일정 시간이 지나면 끝납니다. 끝나는 시각은 페이지에 표시됩니다.
care = 이 링크를 가진 사람은 누구나 문을 열 수 있으니 다른 사람에게 전달하지 마세요.
ask = 문제가 있으면 { $sender } 님에게 문의하세요.
calendar-attached = 일정은 캘린더용으로 첨부되어 있습니다.

## The calendar file

calendar-summary = { $organization } 열쇠
calendar-note = 링크는 이메일로 보냈습니다. 캘린더는 공유되는 경우가 많아 여기에는 적지 않습니다.

## The text message

sms = { $sender } 님이 { $organization } 열쇠를 보냈습니다. { $window } { $url }
sms-by-nobody = { $organization } 열쇠입니다. { $window } { $url }

arrival-subject = { $link }: { $door } 열림
arrival = 게스트 링크 ‘{ $link }’(으)로 { $door }이(가) 열렸습니다: { $when }({ $zone }).
arrival-page = 다른 기록은 링크 페이지에 있습니다:
arrival-open = 링크 보기
arrival-care = 링크 페이지에서 알림을 선택하셨기 때문에 알려 드립니다. 같은 페이지에서 끌 수 있습니다.
arrival-push = { $door } 열림, { $time }
