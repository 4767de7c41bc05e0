### The members' app in Korean.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = 문
app-links = 링크
app-activity = 활동
app-me = 나
app-skip = 본문으로 이동
app-main = 주 메뉴
app-offline = 오프라인입니다. 문을 열려면 연결이 필요합니다.
app-lockdown = 봉쇄: { $names }. 원격으로는 아무도 열 수 없습니다.
app-whoever = 건물 관리자
app-optional = 선택 사항
app-save = 저장
app-cancel = 취소

## Doors, and what came of a press

app-doors-none = 아직 문이 없습니다. 건물 관리자가 권한을 줄 수 있습니다.
app-share = 공유
app-find-door = 문 찾기
app-find-none = 이 이름의 문이 없습니다.
app-not-wired = 연결되지 않음
app-never-seen = 응답 없음
app-held-open = 열어 둠
app-onsite = 현장에서만
app-locked-for-all = 모두에게 잠김
app-state-until = { $state }, { $time }까지
app-ask-building = 건물 관리자에게 문의하세요.
app-use-card = 문에서 카드나 PIN을 사용하세요.
app-too-often = 짧은 시간에 너무 많습니다. { $seconds }초 후 다시 시도하세요.
app-not-tried = 아무것도 보내지 않았습니다. 잠시 기다린 뒤 다시 누르세요.
app-nothing-waits = 나중에 보내려고 대기하는 것은 없습니다.
app-signed-out =
    .title = 로그아웃되었습니다.
    .message = 아무것도 열지 않았습니다. 로그인한 뒤 다시 누르세요.

## Why a door stayed shut, in the list of what happened

app-why-revoked = 링크가 취소되었거나 사용할 수 없습니다.
app-why-not-yet = 링크의 기간이 시작되지 않았습니다.
app-why-expired = 링크의 기간이 끝났습니다.
app-why-used-up = 링크를 모두 사용했습니다.
app-why-hours = 이 시간에는 열리지 않습니다.
app-why-pin = PIN을 입력하지 않았습니다.
app-why-device = 다른 기기였습니다.
app-why-not-on-link = 이 링크는 이 문을 열지 않습니다.
app-why-no-access = 이 문에 대한 권한이 없습니다.
app-why-no-remote = 이 문은 원격으로 열리지 않습니다.
app-why-locked = 문이 지금 모두에게 잠겨 있습니다.
app-why-onsite = 문이 지금 현장에서만 열립니다.
app-why-lockdown = 건물이 봉쇄되었습니다.
app-why-too-many = 짧은 시간에 너무 많이 눌렀습니다.
app-why-not-wired = 이 문은 아직 연결되지 않았습니다.
app-why-offline = 문에 연결할 수 없습니다.
app-why-jammed = 잠금장치가 움직이지 않았습니다.
app-why-too-late = 누름이 너무 늦게 도착했습니다.
app-why-unchecked = 확인할 수 없었습니다.

## Sharing

app-share-title = 게스트 출입 링크 공유
app-share-none = 공유할 수 있는 문이 없습니다. 건물 관리자가 허용할 수 있습니다.
app-to-doors = 내 문으로 이동
app-from-template = 템플릿에서
app-no-template = 없음
app-template-choose = 여기서는 템플릿으로 링크를 만듭니다. 하나를 고르세요.
app-template-missing = 여기서는 템플릿으로 링크를 만드는데, 아직 쓸 수 있는 템플릿이 없습니다. 관리자에게 요청하세요.
app-at-most = 최대 { $bounds }
app-uses-count =
    { $count ->
       *[other] { $count }회
    }
app-more-doors = 다른 문
app-cannot-share = 더 이상 공유할 수 없음
app-lost-door = 더 이상 권한이 없는 문
app-name = 간단한 설명
app-name-help = 본인용입니다. 예: “미아, 주말”. 게스트에게는 보이지 않습니다.
app-name-hint = 누구에게, 무엇 때문에
app-when = 언제
app-starts = 시작
app-now = 지금
app-later = 나중에
app-starts-on = 시작 시각
app-at-once = 비우면 바로
app-ends = 끝
app-tonight = 오늘 밤
app-sunday = 일요일까지
app-custom = 직접 지정
app-no-end = 끝 없음
app-longest = { $length }, 최대
app-ends-on = 종료 시각
app-ends-says = 종료: { $time }
app-ends-never = 취소하면 끝납니다.
app-clock = 시각은 건물의 시계 기준입니다:
app-clock-first = 처음 고른 문이 기준입니다.
app-lasts-most = 링크는 최대 { $length } 동안 유효합니다.
app-minutes =
    { $count ->
       *[other] { $count }분
    }
app-hours =
    { $count ->
       *[other] { $count }시간
    }
app-days =
    { $count ->
       *[other] { $count }일
    }
app-weeks =
    { $count ->
       *[other] { $count }주
    }
app-share-do = 출입 공유

## What else a link may carry

app-more = 더 보기
app-more-hint = PIN, 횟수, 전달, 도착
app-max-uses = 사용 횟수
app-uses-any = 비우면 제한이 없습니다.
app-pin-help = 게스트가 기기마다 한 번 입력합니다. 링크와 다른 방법으로 알려 주세요. 다시 표시되지 않습니다.
app-pin-digits = 숫자 4~8자리
app-pin-set = 설정됨. 바꾸려면 다른 것을 입력
app-pin-none = 더 이상 PIN을 묻지 않기
app-share-on = 게스트가 다른 사람에게 전달할 수 있음
app-share-on-help = 게스트가 자신의 링크를 만들 수 있습니다. 더 적은 문, 더 짧은 기간이며 이 링크와 함께 끝납니다.
app-one-device = 첫 기기만
app-one-device-help = 이 링크로 처음 문을 연 휴대전화만 사용할 수 있습니다. 다른 기기로 바꿀 수 있습니다.
app-page-language = 게스트 페이지 언어
app-guest-own = 게스트의 언어
app-contact = 게스트 페이지의 연락처
app-contact-nobody = 내 이름만
app-contact-maker = 내 연락처
app-contact-site = 건물 연락처
app-arrivals = 도착하면 알림
app-first-use = 첫 사용
app-every-use = 사용할 때마다
app-never = 안 함
app-notification = 알림
app-push-where = 알림을 켠 기기에
app-push-nowhere = 먼저 “나”에서 켜세요
app-mail = 이메일
app-mail-own = 내 주소로

## Handing a link out

app-ready = 링크가 준비되었습니다.
app-again = 이 링크를 다시 공유하세요.
app-how = 보낼 방법을 고르세요
app-sheet = 이 휴대전화의 앱으로 공유
app-sms = 문자 메시지
app-copy = 링크 복사
app-copied = 복사됨
app-paste = 이제 Slack에 붙여 넣으세요
app-keys = Ctrl C를 누르세요
app-qr = QR 코드
app-qr-help = 게스트가 카메라로 스캔합니다.
app-address = 게스트 출입 링크
app-what = 보내는 내용
app-to-link = 링크로 이동
app-subject = { $organization } 열쇠
app-invite = { $name } 님이 { $organization } 열쇠를 보냈습니다.
app-invite-until = { $time }까지 유효합니다.
app-invite-open = 문 앞에서 이 페이지를 열고 버튼을 길게 누르세요: { $url }
app-send-title = Keylink에서 보내기
app-send-to = 받는 곳
app-send-to-help = 메일 주소, 국가 번호가 붙은 전화번호(예: +82 10 1234 5678), Slack에서는 채널이나 구성원.
app-send = 보내기
app-sent = Keylink가 보낸 것
app-delivery-queued = 보내는 중
app-delivery-sent = 보냄
app-delivery-failed = 보내지 못함
app-delivery-unknown = 보내졌는지 알 수 없음
app-fail-address = 주소가 받아들여지지 않았습니다. 확인한 뒤 다시 보내세요.
app-fail-refused = 메시지가 받아들여지지 않았습니다.
app-fail-settings = 보내기가 올바르게 설정되어 있지 않습니다. 이 서버의 관리자에게 알려 주세요.
app-fail-gave-up = 몇 시간 동안 시도했지만 성공하지 못했습니다.
app-fail-link = 보내기 전에 링크가 끝났거나 바뀌었습니다.

## One’s links

app-window-from = { $time }부터
app-as-origin = 원래 링크와 같음
app-uses = 사용
app-uses-of = { $max }회 중 { $uses }회
app-active = 유효
app-upcoming = 예정
app-outside-hours = 시간 외
app-expired = 만료
app-used-up = 모두 사용
app-opens-nothing = 아무것도 열지 않음
app-revoked = 취소됨
app-over = 종료됨
app-is-revoked = 이 링크는 취소되어 더 이상 아무것도 열지 않습니다.
app-hollow-key = 지금은 아무것도 열지 않습니다. 공유할 권한이 유효하지 않습니다. 이 건물의 관리자에게 물어보세요.
app-hollow-access = 아무것도 열지 않습니다. 이 링크의 문을 더는 공유할 수 없습니다.
app-hollow-doors = 아무것도 열지 않습니다. 문이 제거되었습니다.
app-hollow-origin = 아무것도 열지 않습니다. 원래 링크가 끝났습니다.
app-typed = 입력한 내용
app-share-again = 복사 또는 다시 공유
app-more-time = 기간 연장
app-longer = { $length } 더
app-change = 이 링크 변경
app-also = 그 밖에
app-device-since = { $time }부터 한 기기에서만 열립니다.
app-device-free = 다른 기기 허용
app-branch-of = 전달한 링크: { $name }
app-revoke = 이 링크 취소
app-revoke-ask = “{ $name }” 링크를 취소할까요?
app-revoke-lead = 그때부터 영구히 아무것도 열지 않습니다. 되돌릴 수 없습니다.
app-unused = 사용된 적이 없습니다.
app-used =
    { $count ->
       *[other] { $count }회 사용되었습니다.
    }
app-revoke-do = 링크 취소
app-history = 있었던 일
app-share-door = 문 공유
app-links-none = 아직 링크가 없습니다. 링크가 있으면 게스트가 웹페이지에서 문을 엽니다. 앱도 계정도 필요 없습니다.
app-older = 이전 항목 보기
app-no-older = 이전 항목이 없습니다.
app-activity-none = 아직 아무 일도 없었습니다. 내가 연 것과 내 링크로 연 것이 여기에 표시됩니다.

## What happened, in a few words

app-event-opened = 열림
app-event-sent = 명령 보냄
app-event-refused = 거부됨
app-event-failed = 열리지 않음
app-event-unknown = 응답 없음, 열렸을 수 있음
app-event-late = 늦은 응답
app-event-made = 링크 생성
app-event-changed = 링크 변경
app-event-revoked = 링크 취소
app-event-rotated = 링크 주소 변경
app-event-copied = 주소 다시 표시
app-event-passed-on = 링크 전달
app-event-pin = 잘못된 PIN
app-event-bound = 링크가 한 기기에 고정됨
app-event-freed = 링크가 다른 기기를 받음
app-event-delivered = 링크 보냄
app-event-handed = 링크를 앱에 넘김
app-event-handed-sheet = 기기의 공유 시트에 넘김
app-event-handed-mail = 메일 앱에 넘김
app-event-handed-sms = 문자 메시지 앱에 넘김
app-event-handed-whatsapp = WhatsApp에 넘김
app-event-handed-slack = Slack용으로 링크 복사
app-event-handed-copy = 보내려고 링크 복사
app-event-undelivered = 링크를 보내지 못함
app-event-notice = 알림을 전하지 못함
app-event-webhook = 웹훅 URL 변경
app-event-signed-in = 로그인
app-event-not-signed-in = 로그인 실패
app-event-account = 계정 변경
app-event-access = 권한 변경
app-event-settings = 설정 변경

## Oneself, and the device

app-organization = 조직
app-zone = 시간대
app-sign-in = 내 로그인
app-sign-in-help = 패스키, 비밀번호, 일회용 코드
app-control = 관리 센터
app-control-help = 같은 계정, 책상용
app-language = 이 앱의 언어
app-language-auto = 브라우저 설정대로
app-notifications = 알림
app-push-on = 켜짐: 링크 설정에 따라 게스트가 도착하면 이 기기에 표시합니다.
app-push-off = 꺼짐: 게스트가 도착해도 이 기기에 표시하지 않습니다.
app-push-turn-on = 이 기기에서 켜기
app-push-turn-off = 이 기기에서 끄기
app-push-scripts = 알림을 받으려면 이 브라우저에서 스크립트가 필요합니다.
app-push-unable = 이 브라우저는 알림을 표시하지 않습니다. iPhone에서는 먼저 앱을 홈 화면에 추가하세요.
app-push-denied = 이 브라우저에서 이 사이트의 알림이 차단되어 있습니다. 설정에서 허용한 뒤 돌아오세요.
app-push-failed = 지금은 되지 않았습니다. 연결을 확인하고 다시 시도하세요.
app-push-something = 내 문에서 무슨 일이 있었습니다.
app-install = 홈 화면에 추가
app-install-help = 설치하면 Keylink가 다른 앱처럼 열립니다. iPhone: 공유, “홈 화면에 추가”. Android: 브라우저 메뉴, “앱 설치” 또는 “홈 화면에 추가”.
app-install-now = 지금 설치
app-sign-out = 로그아웃
app-description = 내 문을 열고 링크로 공유하세요.
app-offline-lead = 또는 서버가 응답하지 않습니다. 나중에 열리려고 대기하는 것은 없습니다. 카드, PIN, 열쇠로는 열 수 있습니다.
app-try-again = 다시 시도

## What was done, and what is wrong

app-done-saved = 저장했습니다.
app-done-nothing = 변경된 것이 없습니다.
app-done-link-extended = 링크 기간을 늘렸습니다.
app-done-link-revoked = 링크를 취소했습니다. 더 이상 아무것도 열지 않습니다.
app-done-link-queued = 보내는 중입니다. 결과는 ‘Keylink가 보낸 것’에 나옵니다.
app-done-device-freed = 링크가 다른 기기를 받을 수 있습니다.
app-trouble-not-found =
    .title = 여기에는 아무것도 없습니다
    .message = 삭제되었거나 주소가 완전하지 않습니다.
app-trouble-forbidden =
    .title = 허용되지 않습니다
    .message = 변경된 것이 없습니다. 조직의 관리자에게 문의하세요.
app-trouble-unfit =
    .title = 더 이상 맞지 않습니다
    .message = 변경된 것이 없습니다. 페이지를 다시 불러와 지금 상태를 확인하세요.
app-trouble-too-often =
    .title = 짧은 시간에 너무 많습니다
    .message = 1분 기다린 뒤 다시 시도하세요.
app-trouble-not-now =
    .title = 지금은 되지 않았습니다
    .message = 변경된 것이 없습니다. 잠시 후 다시 시도하세요.
app-trouble-in-doubt =
    .title = 아직 알 수 없습니다
    .message = 제때 확인되지 않았습니다. 다시 시도하기 전에 되었는지 확인하세요.
app-wrong-name = 120자 이내의 설명을 한 줄로 쓰세요.
app-wrong-doors = 공유할 수 있는 문을 하나 이상 고르세요.
app-wrong-start = 끝보다 앞선 시작을 고르세요.
app-wrong-start-new = 아직 오지 않았고 끝보다 앞선 시작을 고르거나 지금 시작하세요.
app-wrong-end = 시작보다 뒤이고 아직 오지 않았으며 한도 안에 있는 끝을 고르세요.
app-wrong-uses = 한도 안에서 1 이상의 정수를 쓰세요.
app-wrong-pin = 숫자 4~8자리를 입력하세요.
app-wrong-arrivals = 알림 방법을 고르거나 “안 함”을 고르세요.
app-wrong-template = 이 템플릿은 더 이상 쓸 수 없습니다. 다른 것을 고르세요.
app-wrong-channel = 보내는 방법을 고르세요.
app-wrong-address = 주소나 번호를 확인하세요. 비어 있거나 맞지 않습니다. 아무것도 보내지 않았습니다.
app-wrong-other = 되지 않았습니다. 지금 상태를 확인하고 다시 시도하세요.
