### The guest page in German. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.

# What its speakers call it.
language-name = Deutsch
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday }, { $day }. { $month }, { $hour }:{ $minute }
date-time-year = { $weekday }, { $day }. { $month } { $year }, { $hour }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
zone-time = Ortszeit { $place ->
        [Athens] Athen
        [Brussels] Brüssel
        [Bucharest] Bukarest
        [Copenhagen] Kopenhagen
        [Kiev] Kiew
        [Kyiv] Kiew
        [Lisbon] Lissabon
        [Luxembourg] Luxemburg
        [Moscow] Moskau
        [Prague] Prag
        [Rome] Rom
        [Vienna] Wien
        [Warsaw] Warschau
        [Zurich] Zürich
       *[other] { $city }
    }
in-zone = { $time } ({ $zone })

weekday-1 = Mo.
weekday-2 = Di.
weekday-3 = Mi.
weekday-4 = Do.
weekday-5 = Fr.
weekday-6 = Sa.
weekday-7 = So.

month-1 = Jan.
month-2 = Feb.
month-3 = März
month-4 = Apr.
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = Aug.
month-9 = Sept.
month-10 = Okt.
month-11 = Nov.
month-12 = Dez.

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = Ein Schlüssel-Link
preview-description = Öffnen Sie ihn auf dem Handy, wenn Sie an der Tür stehen

## The head of the page

someone = die Person, die Ihnen diesen Link geschickt hat
invited = { $maker } hat Sie eingeladen
invited-by-nobody = Ihr Schlüssel-Link
until = bis { $time }
uses-left =
    { $count ->
        [one] noch eine Öffnung
       *[other] noch { $count } Öffnungen
    }
language = Sprache

## A door

online = online
offline = offline
locked = verriegelt
unlocked = entriegelt
open = offen
closed = geschlossen
note-offline = Die Tür ist gerade nicht erreichbar. Sie können es trotzdem versuchen.
note-held-open = Diese Tür ist gerade entriegelt: Öffnen Sie sie einfach.

## The button

unlock = Öffnen
hold = Zum Öffnen halten
holding = Weiter halten …
opening = Wird geöffnet …
press-again = Zum Öffnen nochmals drücken
hint = Halten Sie die Taste gedrückt, bis sie gefüllt ist.
hint-keys = Halten Sie die Taste gedrückt oder drücken Sie sie zweimal.

## What came of a press

opened =
    .title = Offen. Drücken Sie die Tür auf.
    .message = { "" }
sent =
    .title = Gesendet.
    .message = Diese Tür kann nicht antworten; versuchen Sie jetzt, ob sie aufgeht.
unknown =
    .title = Keine Antwort von der Tür.
    .message = Versuchen Sie die Tür; drücken Sie dann noch einmal oder fragen Sie { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = Gerade lässt sich nichts prüfen.
    .message = Dieses Mal wurde nichts gesendet. Wenn Sie schon gedrückt hatten, versuchen Sie die Tür. Sonst drücken Sie gleich noch einmal, oder fragen Sie { $maker }.
silent =
    .title = Ihr Handy hat keine Antwort erhalten.
    .message = Versuchen Sie die Tür; drücken Sie dann noch einmal.
phone-offline =
    .title = Ihr Handy ist offline.
    .message = Zum Öffnen der Tür braucht es eine Verbindung. Es wurde nichts gesendet.
back = Zurück zu den Türen

## Before its time

not-yet =
    .title = Noch nicht offen
    .message = Sie können ab { $time } öffnen.
outside-hours =
    .title = Nicht um diese Zeit
    .message = Sie können wieder ab { $time } öffnen.
outside-hours-ended =
    .title = Nicht um diese Zeit
    .message = Dieser Link hat keine weiteren Zeiten. Fragen Sie { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = in { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] in einem Tag
       *[other] in { $count } Tagen
    }
wait-here = Die Taste erscheint hier von selbst.

## After its time

ended-expired =
    .title = Dieser Link ist abgelaufen
    .message = Seine Zeit ist vorbei. Wenn Sie noch hineinmüssen, fragen Sie { $maker }.
ended-revoked =
    .title = Dieser Link wurde zurückgezogen
    .message = Er öffnet nichts mehr. Wenn Sie noch hineinmüssen, fragen Sie { $maker }.
ended-used-up =
    .title = Dieser Link ist aufgebraucht
    .message = Er hat so oft geöffnet wie vorgesehen. Wenn Sie noch hineinmüssen, fragen Sie { $maker }.
ended-withdrawn =
    .title = Dieser Link öffnet zurzeit nicht
    .message = Er ist außer Betrieb. Wenn Sie hineinmüssen, fragen Sie { $maker }.
ended-doors-removed =
    .title = Zu diesem Link gehört keine Tür mehr
    .message = Was er geöffnet hat, wurde entfernt. Wenn Sie hineinmüssen, fragen Sie { $maker }.

## Without a link, or without the house

not-found =
    .title = Diesen Link kennen wir nicht
    .message = Prüfen Sie, ob er vollständig kopiert wurde, bis zum letzten Zeichen. Wenn ja, bitten Sie { $maker } um einen neuen.
too-many-tries =
    .title = Zu viele Versuche
    .message = Warten Sie eine Minute und laden Sie die Seite dann neu. Ein gültiger Link funktioniert weiterhin.
trouble =
    .title = Hier ist etwas schiefgegangen
    .message = Die Seite konnte nicht erstellt werden, und es wurde nichts geöffnet. Laden Sie sie gleich noch einmal, oder fragen Sie { $maker }.
trouble-reference = Wenn Sie es melden, nennen Sie bitte { $reference }.
reload = Neu laden

## The number, for phones without scripts

number-title = Tippen Sie diese Zahl ein
number-why = Sie zeigt, dass ein Mensch an der Tür steht. Sie gilt eine Minute.
number-label = Die Zahl
number-wrong = Das war nicht die Zahl. Hier ist eine neue.
number-send = { $door } öffnen

## Details

how-to-get-in = So kommen Sie hinein
map = Karte
ask = { $maker } fragen
logged = Öffnungen werden im Protokoll des Hauses vermerkt.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = Nicht geöffnet
    .message = Dieser Link ist hier nicht bekannt. Prüfen Sie, ob er vollständig kopiert wurde, oder bitten Sie { $maker } um einen neuen.
refusal-no-gesture =
    .title = Nicht geöffnet
    .message = Halten Sie die Taste gedrückt, bis sie gefüllt ist: So wissen wir, dass ein Mensch an der Tür steht.
refusal-link-revoked =
    .title = Nicht geöffnet
    .message = Dieser Link wurde zurückgezogen. Bitten Sie { $maker } um einen neuen.
refusal-link-not-yet-valid =
    .title = Nicht geöffnet
    .message = Ihre Zeit hat noch nicht begonnen. Fragen Sie { $maker }, wenn Sie jetzt hineinmüssen.
refusal-link-expired =
    .title = Nicht geöffnet
    .message = Die Zeit dieses Links ist vorbei. Bitten Sie { $maker } um einen neuen.
refusal-link-used-up =
    .title = Nicht geöffnet
    .message = Dieser Link hat so oft geöffnet wie vorgesehen. Bitten Sie { $maker } um einen neuen.
refusal-link-outside-hours =
    .title = Nicht geöffnet
    .message = Dieser Link öffnet nicht um diese Zeit. Kommen Sie zu seinen Zeiten wieder, oder fragen Sie { $maker }.
refusal-door-not-on-link =
    .title = Nicht geöffnet
    .message = Dieser Link öffnet diese Tür nicht mehr. Fragen Sie { $maker }.
refusal-cloud-key-inactive =
    .title = Nicht geöffnet
    .message = Dieser Link ist außer Betrieb. Bitten Sie { $maker } um einen neuen.
refusal-user-inactive =
    .title = Nicht geöffnet
    .message = Dieser Link ist außer Betrieb. Fragen Sie im Haus nach einem neuen.
refusal-no-access =
    .title = Nicht geöffnet
    .message = Dieser Link öffnet diese Tür nicht mehr. Fragen Sie { $maker }.
refusal-no-remote-unlock =
    .title = Nicht geöffnet
    .message = Diese Tür lässt sich zurzeit nicht mit einem Link öffnen. Fragen Sie { $maker }.
refusal-access-outside-schedule =
    .title = Nicht geöffnet
    .message = Diese Tür lässt sich um diese Zeit nicht mit einem Link öffnen. Kommen Sie später wieder, oder fragen Sie { $maker }.
refusal-door-locked =
    .title = Nicht geöffnet
    .message = Diese Tür ist zurzeit für alle gesperrt. Fragen Sie { $maker }.
refusal-door-onsite-only =
    .title = Nicht geöffnet
    .message = Diese Tür öffnet zurzeit nur vor Ort, mit Karte, Code oder Schlüssel. Fragen Sie { $maker }.
refusal-site-lockdown =
    .title = Nicht geöffnet
    .message = Das Gebäude ist abgeriegelt, und kein Link öffnet es. Fragen Sie { $maker }.
refusal-too-many-presses =
    .title = Nicht geöffnet
    .message = Das war zu oft in kurzer Zeit. Warten Sie eine Minute und drücken Sie dann noch einmal.
refusal-door-not-wired =
    .title = Nicht geöffnet
    .message = Diese Tür ist noch nicht angeschlossen. Fragen Sie { $maker }.
refusal-door-offline =
    .title = Nicht geöffnet
    .message = Die Tür ist gerade nicht erreichbar. Drücken Sie in einer Minute noch einmal, oder fragen Sie { $maker }.
refusal-door-jammed =
    .title = Nicht geöffnet
    .message = Das Schloss hat sich nicht bewegt. Drücken Sie leicht gegen die Tür und versuchen Sie es noch einmal, oder fragen Sie { $maker }.
refusal-too-late =
    .title = Nicht geöffnet
    .message = Der Tastendruck kam zu spät bei der Tür an, daher wurde nichts gesendet. Drücken Sie noch einmal.
refusal-not-recorded =
    .title = Nicht geöffnet
    .message = Ihr Link konnte nicht geprüft werden, daher wurde nichts gesendet. Drücken Sie gleich noch einmal, oder fragen Sie { $maker }.

## What a link asks for, and passing it on

passed-on = Weitergegeben von einem Gast von { $maker }
pin-title = Geben Sie Ihre PIN ein
pin-lead = Sie haben sie auf anderem Weg erfahren als diesen Link. Wenn nicht, fragen Sie { $maker }.
pin-send = Weiter
pin-wrong = Das war nicht die PIN. Versuchen Sie es noch einmal.
pin-wait = Das war zu oft falsch. Versuchen Sie es nach { $time } wieder, oder fragen Sie { $maker }.
other-device =
    .title = Dieser Link gehört zu einem anderen Gerät
    .message = Er öffnet nur auf dem Gerät, das ihn zuerst benutzt hat, im selben Browser. Nehmen Sie dieses, oder bitten Sie { $maker }, ihn freizugeben.
share-on = Weitergeben
share-lead = Machen Sie einen eigenen Link für jemand anderen. Er öffnet nicht mehr als Ihrer und endet mit ihm, und jede Öffnung zählt auch bei Ihrem. Sie können ihn hier jederzeit zurückziehen.
share-name = Für wen?
share-doors = Welche Türen?
share-from = Von
share-until = Bis
share-window-help = Nach der Uhr des Hauses ({ $zone }). Leer bleibt es wie bei Ihrem Link.
share-uses = Wie oft?
share-uses-help = Leer: so oft wie Ihr Link.
share-number = Tippen Sie hier { $number } ein
share-number-why = Das zeigt, dass ein Mensch dies abschickt.
share-make = Link machen
share-wrong-name = Schreiben Sie einen Namen mit höchstens 120 Zeichen, in einer Zeile.
share-wrong-doors = Wählen Sie mindestens eine Tür.
share-wrong-window = Wählen Sie Zeiten, die aufeinander folgen und innerhalb derer Ihres Links liegen.
share-wrong-uses = Geben Sie eine Zahl an, und nicht mehr, als Ihrem Link bleiben.
share-full = Sie haben diesen Link so oft weitergegeben, wie es geht. Ziehen Sie zuerst einen zurück, oder fragen Sie { $maker }.
share-given = Weitergegeben
share-made =
    .title = Der Link für { $name } ist bereit
    .message = Schicken Sie ihn jetzt: Er wird nicht noch einmal gezeigt. Wer ihn hat, kann die Türen öffnen.
share-address = Der Link
share-withdraw = Zurückziehen
share-withdraw-ask = Den Link für { $name } zurückziehen?
share-withdrawn = zurückgezogen
call = Anrufen
mail = Mail schreiben
refusal-origin-withdrawn =
    .title = Nicht geöffnet
    .message = Der Gast, von dem Sie diesen Link haben, kann nichts mehr weitergeben. Fragen Sie { $maker }.
refusal-pin-needed =
    .title = Nicht geöffnet
    .message = Dieser Link verlangt eine PIN. Laden Sie die Seite neu und geben Sie sie ein, oder fragen Sie { $maker }.
refusal-other-device =
    .title = Nicht geöffnet
    .message = Dieser Link öffnet nur auf dem Gerät, das ihn zuerst benutzt hat. Nehmen Sie dieses, oder bitten Sie { $maker }, ihn freizugeben.
refusal-device-unknown =
    .title = Nicht geöffnet
    .message = Dieser Link muss Ihr Gerät wiedererkennen, und Ihr Browser behält keine Cookies. Erlauben Sie sie und laden Sie die Seite neu, oder fragen Sie { $maker }.
