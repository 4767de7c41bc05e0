### What is written to guests, in Czech. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $weekday } { $day }. { $month } { $year } { $hour }:{ $minute }
date-time-twice = { $time } ({ $offset })
zone-time = čas: { $place ->
        [Athens] Athény
        [Belgrade] Bělehrad
        [Berlin] Berlín
        [Brussels] Brusel
        [Bucharest] Bukurešť
        [Budapest] Budapešť
        [Copenhagen] Kodaň
        [Kiev] Kyjev
        [Kyiv] Kyjev
        [Lisbon] Lisabon
        [Ljubljana] Lublaň
        [London] Londýn
        [Luxembourg] Lucemburk
        [Moscow] Moskva
        [Paris] Paříž
        [Prague] Praha
        [Rome] Řím
        [Sofia] Sofie
        [Vienna] Vídeň
        [Warsaw] Varšava
        [Zagreb] Záhřeb
        [Zurich] Curych
       *[other] { $city }
    }

weekday-1 = po
weekday-2 = út
weekday-3 = st
weekday-4 = čt
weekday-5 = pá
weekday-6 = so
weekday-7 = ne

month-1 = ledna
month-2 = února
month-3 = března
month-4 = dubna
month-5 = května
month-6 = června
month-7 = července
month-8 = srpna
month-9 = září
month-10 = října
month-11 = listopadu
month-12 = prosince

## The mail

subject = Klíč pro vás: { $organization }
hello = Dobrý den,
invited = { $sender } vám posílá klíč. Místo: { $organization }.
invited-by-nobody = Zde je váš klíč. Místo: { $organization }.
how-to = Až budete u dveří, otevřete tento odkaz v telefonu. Na stránce je tlačítko: podržte ho.
open-key = Otevřít klíč
scan = Čtete to na počítači? Naskenujte tento kód telefonem.
qr-alt = Odkaz jako QR kód
from-until = Platí od: { $from }, do: { $until } ({ $zone }).
only-from = Platí od: { $from } ({ $zone }).
only-until = Platí do: { $until } ({ $zone }).
always = Platí do odvolání.
# What stands for the end of a key that has none: "until further notice".
no-end = odvolání
in-hours = Jen v tuto dobu: { $hours }.
max-uses =
    { $count ->
        [one] Otevře { $count }krát.
        [few] Otevře { $count }krát.
        [many] Otevře { $count }krát.
       *[other] Otevře { $count }krát.
    }
after-first-use = Nějakou dobu po prvním použití skončí; stránka ukáže kdy.
care = Kdo má tento odkaz, může dveře otevřít, proto ho prosím nepřeposílejte.
ask = Pokud něco nefunguje, obraťte se na odesílatele: { $sender }.
calendar-attached = Časy přikládáme do vašeho kalendáře.

## The calendar file

calendar-summary = Klíč: { $organization }
calendar-note = Odkaz přišel e-mailem; není zde, protože kalendáře se často sdílejí.

## The text message

sms = { $sender } vám posílá klíč: { $organization }. { $window } { $url }
sms-by-nobody = Váš klíč: { $organization }. { $window } { $url }

arrival-subject = { $link }: otevřeno – { $door }
arrival = Odkaz pro hosta „{ $link }“ otevřel: { $door }, { $when } ({ $zone }).
arrival-page = Co dalšího se stalo, najdete na stránce odkazu:
arrival-open = Zobrazit odkaz
arrival-care = Tuto zprávu dostáváte, protože jste si ji zvolili na stránce odkazu; tam ji lze také vypnout.
arrival-push = otevřeno: { $door }, { $time }
