### The members' app in Polish.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = Drzwi
app-links = Linki
app-activity = Aktywność
app-me = Ja
app-skip = Przejdź do treści
app-main = Menu główne
app-offline = Brak połączenia. Drzwi otwierają się tylko z połączeniem.
app-lockdown = Blokada: { $names }. Nikt nie otworzy tam niczego zdalnie.
app-whoever = osoba zarządzająca tym budynkiem
app-optional = opcjonalnie
app-save = Zapisz
app-cancel = Anuluj

## Doors, and what came of a press

app-doors-none = Nie masz jeszcze żadnych drzwi. Dostęp może dać osoba zarządzająca tym budynkiem.
app-share = Udostępnij
app-find-door = Znajdź drzwi
app-find-none = Nie ma drzwi o tej nazwie.
app-not-wired = niepodłączone
app-never-seen = bez kontaktu
app-held-open = stale otwarte
app-onsite = tylko na miejscu
app-locked-for-all = zamknięte dla wszystkich
app-state-until = { $state } do: { $time }
app-ask-building = Zapytaj osobę zarządzającą tym budynkiem.
app-use-card = Użyj przy drzwiach karty lub kodu PIN.
app-too-often = Zbyt często w krótkim czasie. Spróbuj ponownie za { $seconds } s.
app-not-tried = Nic nie wysłano. Poczekaj chwilę i naciśnij ponownie.
app-nothing-waits = Nic nie czeka na późniejsze wysłanie.
app-signed-out =
    .title = Sesja się zakończyła.
    .message = Niczego nie otwarto. Zaloguj się i naciśnij ponownie.

## Why a door stayed shut, in the list of what happened

app-why-revoked = Link został wycofany lub nie działa.
app-why-not-yet = Czas linku jeszcze się nie zaczął.
app-why-expired = Czas linku minął.
app-why-used-up = Link jest wykorzystany.
app-why-hours = O tej porze nie otwiera.
app-why-pin = Nie podano kodu PIN.
app-why-device = To było inne urządzenie.
app-why-not-on-link = Link nie otwiera tych drzwi.
app-why-no-access = Brak dostępu do tych drzwi.
app-why-no-remote = Tych drzwi nie otwiera się zdalnie.
app-why-locked = Drzwi są teraz zamknięte dla wszystkich.
app-why-onsite = Drzwi otwierają się teraz tylko na miejscu.
app-why-lockdown = Budynek jest zablokowany.
app-why-too-many = Zbyt wiele naciśnięć w krótkim czasie.
app-why-not-wired = Te drzwi nie są jeszcze podłączone.
app-why-offline = Drzwi są nieosiągalne.
app-why-jammed = Zamek się nie poruszył.
app-why-too-late = Naciśnięcie dotarło za późno.
app-why-unchecked = Nie udało się tego sprawdzić.

## Sharing

app-share-title = Udostępnij dostęp przez link
app-share-none = Nie ma drzwi, które możesz udostępnić. Może na to pozwolić osoba zarządzająca tym budynkiem.
app-to-doors = Przejdź do swoich drzwi
app-from-template = Z szablonu
app-no-template = Brak
app-template-choose = Linki tworzy się tu z szablonów. Wybierz jeden.
app-template-missing = Linki tworzy się tu z szablonów, a dla Ciebie jeszcze żadnego nie ma. Poproś administratora.
app-at-most = Najwyżej { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } użycie
        [few] { $count } użycia
        [many] { $count } użyć
       *[other] { $count } użycia
    }
app-more-doors = Więcej drzwi
app-cannot-share = nie można już udostępnić
app-lost-door = Drzwi, do których nie masz już dostępu
app-name = Krótki opis
app-name-help = Dla Ciebie, na przykład „Mia, weekend”. Goście go nie widzą.
app-name-hint = Kto i po co
app-when = Kiedy
app-starts = Początek
app-now = Teraz
app-later = Później
app-starts-on = Zaczyna się
app-at-once = od razu, jeśli puste
app-ends = Koniec
app-tonight = Do północy
app-sunday = Do niedzieli włącznie
app-custom = Inny
app-no-end = Bez końca
app-longest = { $length }, najdłużej
app-ends-on = Kończy się
app-ends-says = Koniec: { $time }
app-ends-never = Kończy się, gdy go wycofasz.
app-clock = Godziny według zegara budynku:
app-clock-first = Liczą się pierwsze wybrane drzwi.
app-lasts-most = Link trwa najwyżej: { $length }.
app-minutes =
    { $count ->
        [one] { $count } minuta
        [few] { $count } minuty
        [many] { $count } minut
       *[other] { $count } minuty
    }
app-hours =
    { $count ->
        [one] { $count } godzina
        [few] { $count } godziny
        [many] { $count } godzin
       *[other] { $count } godziny
    }
app-days =
    { $count ->
        [one] { $count } dzień
        [few] { $count } dni
        [many] { $count } dni
       *[other] { $count } dnia
    }
app-weeks =
    { $count ->
        [one] { $count } tydzień
        [few] { $count } tygodnie
        [many] { $count } tygodni
       *[other] { $count } tygodnia
    }
app-share-do = Udostępnij

## What else a link may carry

app-more = Więcej
app-more-hint = PIN, liczba użyć, przekazywanie, przybycie
app-max-uses = Liczba użyć
app-uses-any = Puste oznacza dowolną liczbę.
app-pin-help = Gość wpisuje go raz na każdym urządzeniu. Podaj go inną drogą niż link. Nie zostanie pokazany ponownie.
app-pin-digits = od 4 do 8 cyfr
app-pin-set = ustawiony; wpisz inny, aby zmienić
app-pin-none = Nie pytaj już o kod PIN
app-share-on = Gość może go przekazać dalej
app-share-on-help = Może tworzyć z niego własne linki: mniej drzwi, krótszy czas. Kończą się razem z tym linkiem.
app-one-device = Tylko pierwsze urządzenie
app-one-device-help = Pierwszy telefon, który otworzy nim drzwi, pozostanie jedyny. Możesz zezwolić na inny.
app-page-language = Język strony gościa
app-guest-own = Język gościa
app-contact = Kontakt na stronie gościa
app-contact-nobody = Tylko Twoje imię
app-contact-maker = Twój kontakt
app-contact-site = Kontakt budynku
app-arrivals = Powiadom mnie o przybyciu
app-first-use = Pierwsze użycie
app-every-use = Każde użycie
app-never = Nigdy
app-notification = Powiadomienie
app-push-where = Na urządzeniach, na których je włączono
app-push-nowhere = Najpierw włącz je w zakładce „Ja”
app-mail = E-mail
app-mail-own = Na Twój własny adres

## Handing a link out

app-ready = Link jest gotowy.
app-again = Udostępnij ten link ponownie.
app-how = Wybierz sposób wysłania
app-sheet = Udostępnij aplikacjami tego telefonu
app-sms = SMS
app-copy = Skopiuj link
app-copied = Skopiowano
app-paste = Teraz wklej go w Slacku
app-keys = Naciśnij Ctrl C
app-qr = Kod QR
app-qr-help = Gość skanuje go aparatem.
app-address = Link dla gościa
app-what = Co zostanie wysłane
app-to-link = Przejdź do linku
app-subject = Klucz: { $organization }
app-invite = { $name } przesyła Ci klucz: { $organization }.
app-invite-until = Działa do: { $time }.
app-invite-open = Otwórz tę stronę przy drzwiach i przytrzymaj przycisk: { $url }
app-send-title = Niech wyśle Keylink
app-send-to = Do
app-send-to-help = Adres e-mail; numer telefonu z numerem kraju, na przykład +48 512 345 678; w Slacku kanał lub członek.
app-send = Wyślij
app-sent = Co wysłał Keylink
app-delivery-queued = w drodze
app-delivery-sent = wysłano
app-delivery-failed = nie wysłano
app-delivery-unknown = nikt nie wie, czy wyszło
app-fail-address = Adres nie został przyjęty. Sprawdź go i wyślij ponownie.
app-fail-refused = Wiadomość nie została przyjęta.
app-fail-settings = Wysyłanie nie jest tu dobrze ustawione. Powiedz o tym osobie prowadzącej ten serwer.
app-fail-gave-up = Próbowano godzinami bez skutku.
app-fail-link = Link skończył się lub zmienił przed wysłaniem.

## One’s links

app-window-from = od: { $time }
app-as-origin = jak link, z którego pochodzi
app-uses = Użycia
app-uses-of = { $uses } z { $max }
app-active = aktywny
app-upcoming = nadchodzący
app-outside-hours = poza godzinami
app-expired = wygasły
app-used-up = wykorzystany
app-opens-nothing = niczego nie otwiera
app-revoked = wycofany
app-over = zakończone
app-is-revoked = Ten link został wycofany i niczego już nie otwiera.
app-hollow-key = Teraz niczego nie otwiera: Twoje prawo do udostępniania nie obowiązuje. Zapytaj osobę zarządzającą budynkiem.
app-hollow-access = Niczego nie otwiera: nie możesz już udostępniać jego drzwi.
app-hollow-doors = Niczego nie otwiera: jego drzwi usunięto.
app-hollow-origin = Niczego nie otwiera: link, z którego pochodzi, skończył się.
app-typed = Co wpisano
app-share-again = Skopiuj lub udostępnij ponownie
app-more-time = Więcej czasu
app-longer = { $length } dłużej
app-change = Zmień ten link
app-also = Ponadto
app-device-since = Otwiera tylko na jednym urządzeniu, od: { $time }.
app-device-free = Zezwól na inne urządzenie
app-branch-of = Przekazany z: { $name }
app-revoke = Wycofaj ten link
app-revoke-ask = Wycofać „{ $name }”?
app-revoke-lead = Odtąd na zawsze niczego nie otworzy. Nie można tego cofnąć.
app-unused = Nigdy go nie użyto.
app-used =
    { $count ->
        [one] Użyto go raz.
        [few] Użyto go { $count } razy.
        [many] Użyto go { $count } razy.
       *[other] Użyto go { $count } razy.
    }
app-revoke-do = Wycofaj link
app-history = Co się wydarzyło
app-share-door = Udostępnij drzwi
app-links-none = Nie ma jeszcze linków. Link otwiera gościowi drzwi ze strony internetowej: bez aplikacji, bez konta.
app-older = Pokaż starsze
app-no-older = Nie ma nic starszego.
app-activity-none = Nic się jeszcze nie wydarzyło. Tu pojawi się to, co otwierasz Ty i Twoje linki.

## What happened, in a few words

app-event-opened = Otwarto
app-event-sent = Wysłano polecenie
app-event-refused = Odmowa
app-event-failed = Nie otwarto
app-event-unknown = Brak odpowiedzi; mogły się otworzyć
app-event-late = Późna odpowiedź
app-event-made = Utworzono link
app-event-changed = Zmieniono link
app-event-revoked = Wycofano link
app-event-rotated = Link ma nowy adres
app-event-copied = Pokazano adres ponownie
app-event-passed-on = Przekazano link
app-event-pin = Zły PIN
app-event-bound = Link związany z jednym urządzeniem
app-event-freed = Link przyjmie inne urządzenie
app-event-delivered = Wysłano link
app-event-handed = Link przekazano do aplikacji
app-event-handed-sheet = Przekazano do menu udostępniania urządzenia
app-event-handed-mail = Przekazano do programu pocztowego
app-event-handed-sms = Przekazano do aplikacji SMS
app-event-handed-whatsapp = Przekazano do WhatsAppa
app-event-handed-slack = Skopiowano link do Slacka
app-event-handed-copy = Skopiowano link, by go wysłać
app-event-undelivered = Nie wysłano linku
app-event-notice = Nie dostarczono powiadomienia
app-event-webhook = Zmieniono URL webhooka
app-event-signed-in = Zalogowano
app-event-not-signed-in = Logowanie nieudane
app-event-account = Zmieniono konto
app-event-access = Zmieniono dostęp
app-event-settings = Zmieniono ustawienia

## Oneself, and the device

app-organization = Organizacja
app-zone = Strefa czasowa
app-sign-in = Logowanie
app-sign-in-help = Klucze dostępu, hasło, kody jednorazowe
app-control = Centrum zarządzania
app-control-help = To samo konto, na komputer
app-language = Język tej aplikacji
app-language-auto = Jak prosi przeglądarka
app-notifications = Powiadomienia
app-push-on = Włączone: to urządzenie pokazuje przybycie gości z Twoimi linkami, zgodnie z ustawieniem linku.
app-push-off = Wyłączone: to urządzenie nie pokazuje przybycia gości.
app-push-turn-on = Włącz na tym urządzeniu
app-push-turn-off = Wyłącz na tym urządzeniu
app-push-scripts = Powiadomienia wymagają skryptów w tej przeglądarce.
app-push-unable = Ta przeglądarka nie pokazuje powiadomień. Na iPhonie dodaj najpierw aplikację do ekranu początkowego.
app-push-denied = Ta przeglądarka ma nie pokazywać powiadomień tej strony. Zezwól na nie w ustawieniach i wróć tutaj.
app-push-failed = Teraz się nie udało. Sprawdź połączenie i spróbuj ponownie.
app-push-something = Coś się wydarzyło przy Twoich drzwiach.
app-install = Na ekranie początkowym
app-install-help = Po zainstalowaniu Keylink otwiera się jak każda aplikacja. Na iPhonie: Udostępnij, potem „Do ekranu początkowego”. Na Androidzie: menu przeglądarki, potem „Zainstaluj aplikację” lub „Dodaj do ekranu głównego”.
app-install-now = Zainstaluj teraz
app-sign-out = Wyloguj
app-description = Twoje drzwi: otwieraj je i udostępniaj linkiem.
app-offline-lead = Albo serwer nie odpowiada. Nic tu nie czeka na późniejsze otwarcie. Karta, PIN lub klucz mogą nadal otworzyć drzwi.
app-try-again = Spróbuj ponownie

## What was done, and what is wrong

app-done-saved = Zapisano.
app-done-nothing = Nic nie zmieniono.
app-done-link-extended = Link ma więcej czasu.
app-done-link-revoked = Link został wycofany. Niczego już nie otwiera.
app-done-link-queued = Jest w drodze. Co się z tym stanie, widać w „Co wysłał Keylink”.
app-done-device-freed = Link przyjmie inne urządzenie.
app-trouble-not-found =
    .title = Nic tu nie ma
    .message = Być może to usunięto albo adres jest niepełny.
app-trouble-forbidden =
    .title = To nie jest dozwolone
    .message = Nic nie zmieniono. Zapytaj administratora swojej organizacji.
app-trouble-unfit =
    .title = To już nie pasuje
    .message = Nic nie zmieniono. Wczytaj stronę ponownie i zobacz, jak jest teraz.
app-trouble-too-often =
    .title = Zbyt często w krótkim czasie
    .message = Poczekaj minutę i spróbuj ponownie.
app-trouble-not-now =
    .title = Teraz się nie udało
    .message = Nic nie zmieniono. Spróbuj ponownie za chwilę.
app-trouble-in-doubt =
    .title = Jeszcze nie wiadomo
    .message = Nie potwierdzono tego na czas. Zanim spróbujesz ponownie, sprawdź, czy to zrobiono.
app-wrong-name = Napisz opis do 120 znaków, w jednym wierszu.
app-wrong-doors = Wybierz co najmniej jedne drzwi, które możesz udostępnić.
app-wrong-start = Wybierz początek wcześniejszy niż koniec.
app-wrong-start-new = Wybierz początek, który dopiero nadejdzie i jest przed końcem, albo zacznij teraz.
app-wrong-end = Wybierz koniec, który dopiero nadejdzie, po początku i w granicach limitu.
app-wrong-uses = Podaj liczbę całkowitą, co najmniej 1, w granicach limitu.
app-wrong-pin = Wpisz od 4 do 8 cyfr.
app-wrong-arrivals = Wybierz sposób powiadomienia albo „Nigdy”.
app-wrong-template = Tego szablonu nie można już użyć. Wybierz inny.
app-wrong-channel = Wybierz, jak wysłać.
app-wrong-address = Sprawdź adres lub numer: brakuje go albo nie może być poprawny. Niczego nie wysłano.
app-wrong-other = Nie udało się. Zobacz, jak jest teraz, i spróbuj ponownie.
