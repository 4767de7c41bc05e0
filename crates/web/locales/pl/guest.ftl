### The guest page in Polish. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.
###
### Names are not declined: $maker always stands as the subject of its sentence or after a colon.

# What its speakers call it.
language-name = Polski
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday }, { $day } { $month }, { $hour }:{ $minute }
date-time-year = { $weekday }, { $day } { $month } { $year }, { $hour }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
zone-time = czas: { $place ->
        [Athens] Ateny
        [Belgrade] Belgrad
        [Brussels] Bruksela
        [Bucharest] Bukareszt
        [Budapest] Budapeszt
        [Copenhagen] Kopenhaga
        [Istanbul] Stambuł
        [Kiev] Kijów
        [Kyiv] Kijów
        [Lisbon] Lizbona
        [Ljubljana] Lublana
        [London] Londyn
        [Luxembourg] Luksemburg
        [Madrid] Madryt
        [Moscow] Moskwa
        [Paris] Paryż
        [Prague] Praga
        [Rome] Rzym
        [Stockholm] Sztokholm
        [Vienna] Wiedeń
        [Vilnius] Wilno
        [Warsaw] Warszawa
        [Zagreb] Zagrzeb
        [Zurich] Zurych
       *[other] { $city }
    }
in-zone = { $time } ({ $zone })

weekday-1 = pon.
weekday-2 = wt.
weekday-3 = śr.
weekday-4 = czw.
weekday-5 = pt.
weekday-6 = sob.
weekday-7 = niedz.

month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = Link-klucz
preview-description = Proszę otworzyć go w telefonie, stojąc przy drzwiach

## The head of the page

someone = osoba, która przesłała ten link
invited = { $maker } zaprasza
invited-by-nobody = Twój link-klucz
until = do: { $time }
uses-left =
    { $count ->
        [one] pozostało { $count } otwarcie
        [few] pozostały { $count } otwarcia
        [many] pozostało { $count } otwarć
       *[other] pozostało { $count } otwarcia
    }
language = Język

## A door

online = online
offline = offline
locked = zamknięte
unlocked = odblokowane
open = otwarte
closed = domknięte
note-offline = Nie ma teraz połączenia z drzwiami. Mimo to można spróbować.
note-held-open = Te drzwi są teraz odblokowane: wystarczy je otworzyć.

## The button

unlock = Otwórz
hold = Przytrzymaj, aby otworzyć
holding = Trzymaj dalej…
opening = Otwieranie…
press-again = Naciśnij ponownie, aby otworzyć
hint = Przytrzymaj przycisk, aż się wypełni.
hint-keys = Przytrzymaj przycisk albo naciśnij go dwa razy.

## What came of a press

opened =
    .title = Otwarte. Pchnij drzwi.
    .message = { "" }
sent =
    .title = Wysłano.
    .message = Te drzwi nie potrafią odpowiedzieć; spróbuj je teraz otworzyć.
unknown =
    .title = Drzwi nie odpowiedziały.
    .message = Spróbuj otworzyć drzwi, potem naciśnij ponownie. Pomoże też { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = Nie można teraz tego sprawdzić.
    .message = Tym razem nic nie wysłano. Jeśli przycisk był już naciśnięty wcześniej, spróbuj otworzyć drzwi. Jeśli nie, naciśnij ponownie za chwilę. Pomoże też { $maker }.
silent =
    .title = Do telefonu nie dotarła odpowiedź.
    .message = Spróbuj otworzyć drzwi; potem naciśnij ponownie.
phone-offline =
    .title = Telefon jest offline.
    .message = Do otwarcia drzwi potrzebne jest połączenie. Nic nie wysłano.
back = Wróć do drzwi

## Before its time

not-yet =
    .title = Jeszcze nie można otworzyć
    .message = Otworzyć można od: { $time }.
outside-hours =
    .title = Nie o tej porze
    .message = Ponownie otworzyć można od: { $time }.
outside-hours-ended =
    .title = Nie o tej porze
    .message = Ten link nie ma już kolejnych godzin. Pomoże { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = za { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] za { $count } dzień
        [few] za { $count } dni
        [many] za { $count } dni
       *[other] za { $count } dnia
    }
wait-here = Przycisk pojawi się tu sam.

## After its time

ended-expired =
    .title = Ten link wygasł
    .message = Jego czas minął. Jeśli nadal trzeba wejść, pomoże { $maker }.
ended-revoked =
    .title = Ten link został wycofany
    .message = Niczego już nie otwiera. Jeśli nadal trzeba wejść, pomoże { $maker }.
ended-used-up =
    .title = Ten link został wykorzystany
    .message = Otworzył już tyle razy, ile przewidziano. Jeśli nadal trzeba wejść, pomoże { $maker }.
ended-withdrawn =
    .title = Ten link teraz nie otwiera
    .message = Jest nieczynny. Jeśli trzeba wejść, pomoże { $maker }.
ended-doors-removed =
    .title = Ten link nie ma już żadnych drzwi
    .message = To, co otwierał, zostało usunięte. Jeśli trzeba wejść, pomoże { $maker }.

## Without a link, or without the house

not-found =
    .title = Nie znamy tego linku
    .message = Sprawdź, czy został skopiowany w całości, do ostatniego znaku. Jeśli tak, nowy może przesłać { $maker }.
too-many-tries =
    .title = Zbyt wiele prób
    .message = Odczekaj minutę i wczytaj tę stronę ponownie. Ważny link nadal działa.
trouble =
    .title = Coś poszło nie tak
    .message = Nie udało się przygotować strony i niczego nie otwarto. Wczytaj ją ponownie za chwilę. Pomoże też { $maker }.
trouble-reference = Zgłaszając to, podaj { $reference }.
reload = Wczytaj ponownie

## The number, for phones without scripts

number-title = Wpisz tę liczbę
number-why = Pokazuje, że przy drzwiach stoi człowiek. Jest ważna przez minutę.
number-label = Liczba
number-wrong = To nie była ta liczba. Oto nowa.
number-send = Otwórz: { $door }

## Details

how-to-get-in = Jak wejść
map = Mapa
ask = Kontakt: { $maker }
logged = Otwarcia są zapisywane w dzienniku budynku.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = Nie otwarto
    .message = Ten link nie jest tu znany. Sprawdź, czy został skopiowany w całości. Nowy może przesłać { $maker }.
refusal-no-gesture =
    .title = Nie otwarto
    .message = Przytrzymaj przycisk, aż się wypełni: dzięki temu wiemy, że przy drzwiach stoi człowiek.
refusal-link-revoked =
    .title = Nie otwarto
    .message = Ten link został wycofany. Nowy może przesłać { $maker }.
refusal-link-not-yet-valid =
    .title = Nie otwarto
    .message = Twój czas jeszcze się nie zaczął. Jeśli trzeba wejść teraz, pomoże { $maker }.
refusal-link-expired =
    .title = Nie otwarto
    .message = Czas tego linku minął. Nowy może przesłać { $maker }.
refusal-link-used-up =
    .title = Nie otwarto
    .message = Ten link otworzył już tyle razy, ile przewidziano. Nowy może przesłać { $maker }.
refusal-link-outside-hours =
    .title = Nie otwarto
    .message = Ten link nie otwiera o tej porze. Wróć w jego godzinach. Pomoże { $maker }.
refusal-door-not-on-link =
    .title = Nie otwarto
    .message = Ten link nie otwiera już tych drzwi. Pomoże { $maker }.
refusal-cloud-key-inactive =
    .title = Nie otwarto
    .message = Ten link jest nieczynny. Nowy może przesłać { $maker }.
refusal-user-inactive =
    .title = Nie otwarto
    .message = Ten link jest nieczynny. O nowy zapytaj w budynku.
refusal-no-access =
    .title = Nie otwarto
    .message = Ten link nie otwiera już tych drzwi. Pomoże { $maker }.
refusal-no-remote-unlock =
    .title = Nie otwarto
    .message = Tych drzwi nie można teraz otworzyć linkiem. Pomoże { $maker }.
refusal-access-outside-schedule =
    .title = Nie otwarto
    .message = Tych drzwi nie można o tej porze otworzyć linkiem. Wróć później. Pomoże { $maker }.
refusal-door-locked =
    .title = Nie otwarto
    .message = Te drzwi są teraz zamknięte dla wszystkich. Pomoże { $maker }.
refusal-door-onsite-only =
    .title = Nie otwarto
    .message = Te drzwi otwierają się teraz tylko na miejscu: kartą, kodem lub kluczem. Pomoże { $maker }.
refusal-site-lockdown =
    .title = Nie otwarto
    .message = Budynek jest zablokowany i żaden link go nie otwiera. Pomoże { $maker }.
refusal-too-many-presses =
    .title = Nie otwarto
    .message = Zbyt wiele naciśnięć w krótkim czasie. Odczekaj minutę i naciśnij ponownie.
refusal-door-not-wired =
    .title = Nie otwarto
    .message = Te drzwi nie są jeszcze podłączone. Pomoże { $maker }.
refusal-door-offline =
    .title = Nie otwarto
    .message = Nie ma teraz połączenia z drzwiami. Naciśnij ponownie za minutę. Pomoże { $maker }.
refusal-door-jammed =
    .title = Nie otwarto
    .message = Zamek się nie poruszył. Lekko pchnij drzwi i naciśnij ponownie. Pomoże { $maker }.
refusal-too-late =
    .title = Nie otwarto
    .message = Polecenie zbyt długo szło do drzwi, więc nic nie wysłano. Naciśnij ponownie.
refusal-not-recorded =
    .title = Nie otwarto
    .message = Nie udało się sprawdzić linku, więc nic nie wysłano. Naciśnij ponownie za chwilę. Pomoże { $maker }.

## What a link asks for, and passing it on

passed-on = Przekazane przez gościa, którego zaprasza { $maker }
pin-title = Wpisz kod PIN
pin-lead = Kod przekazano inną drogą niż ten link. Jeśli nie, pomoże { $maker }.
pin-send = Dalej
pin-wrong = To nie ten kod. Spróbuj ponownie.
pin-wait = Zbyt wiele błędów. Spróbuj po { $time }; pomoże też { $maker }.
other-device =
    .title = Ten link należy do innego urządzenia
    .message = Otwiera tylko na urządzeniu, które użyło go jako pierwsze, w tej samej przeglądarce. Użyj tamtego; zwolnić link może { $maker }.
share-on = Przekaż dalej
share-lead = Utwórz osobny link dla kogoś innego. Nie otwiera więcej niż Twój i kończy się razem z nim, a jego otwarcia liczą się też w Twoim. Możesz go tu w każdej chwili wycofać.
share-name = Dla kogo?
share-doors = Które drzwi?
share-from = Od
share-until = Do
share-window-help = Według zegara budynku ({ $zone }). Puste: jak w Twoim linku.
share-uses = Ile razy?
share-uses-help = Puste: tyle razy co Twój link.
share-number = Wpisz tu { $number }
share-number-why = Pokazuje, że wysyła to człowiek.
share-make = Utwórz link
share-wrong-name = Wpisz nazwę do 120 znaków, w jednym wierszu.
share-wrong-doors = Wybierz co najmniej jedne drzwi.
share-wrong-window = Wybierz godziny po kolei, mieszczące się w czasie Twojego linku.
share-wrong-uses = Podaj liczbę nie większą niż to, co zostało Twojemu linkowi.
share-full = Ten link przekazano już tyle razy, ile można. Najpierw wycofaj jeden; pomoże też { $maker }.
share-given = Przekazane
share-made =
    .title = Link dla: { $name } jest gotowy
    .message = Wyślij go teraz: nie pokaże się ponownie. Kto go ma, może otwierać drzwi.
share-address = Link
share-withdraw = Wycofaj
share-withdraw-ask = Wycofać link dla: { $name }?
share-withdrawn = wycofany
call = Zadzwoń
mail = Napisz e-mail
refusal-origin-withdrawn =
    .title = Nie otwarto
    .message = Gość, od którego masz ten link, nie może już niczego przekazać. Pomoże { $maker }.
refusal-pin-needed =
    .title = Nie otwarto
    .message = Ten link wymaga kodu PIN. Odśwież stronę i wpisz kod; pomoże też { $maker }.
refusal-other-device =
    .title = Nie otwarto
    .message = Ten link otwiera tylko na urządzeniu, które użyło go jako pierwsze. Użyj tamtego; zwolnić link może { $maker }.
refusal-device-unknown =
    .title = Nie otwarto
    .message = Ten link musi rozpoznać Twoje urządzenie, a przeglądarka nie zachowuje plików cookie. Zezwól na nie i odśwież stronę; pomoże też { $maker }.
