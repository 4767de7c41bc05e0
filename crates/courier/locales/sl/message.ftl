### What is written to guests, in Slovenian. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $weekday }, { $day }. { $month } { $year }, { $hour }.{ $minute }
date-time-twice = { $time } ({ $offset })
zone-time = čas: { $place ->
        [Athens] Atene
        [Belgrade] Beograd
        [Brussels] Bruselj
        [Bucharest] Bukarešta
        [Budapest] Budimpešta
        [Copenhagen] København
        [Istanbul] Carigrad
        [Kiev] Kijev
        [Kyiv] Kijev
        [Lisbon] Lizbona
        [Luxembourg] Luksemburg
        [Moscow] Moskva
        [Paris] Pariz
        [Prague] Praga
        [Rome] Rim
        [Sofia] Sofija
        [Vienna] Dunaj
        [Warsaw] Varšava
        [Zurich] Zürich
       *[other] { $city }
    }

weekday-1 = pon.
weekday-2 = tor.
weekday-3 = sre.
weekday-4 = čet.
weekday-5 = pet.
weekday-6 = sob.
weekday-7 = ned.

month-1 = jan.
month-2 = feb.
month-3 = mar.
month-4 = apr.
month-5 = maj
month-6 = jun.
month-7 = jul.
month-8 = avg.
month-9 = sep.
month-10 = okt.
month-11 = nov.
month-12 = dec.

## The mail

subject = Ključ za vas: { $organization }
hello = Pozdravljeni,
invited = { $sender } vam pošilja ključ. Velja za: { $organization }.
invited-by-nobody = Tukaj je vaš ključ. Velja za: { $organization }.
how-to = Ko boste pri vratih, odprite to povezavo na telefonu. Na strani je gumb: držite ga pritisnjenega.
open-key = Odpri ključ
scan = Berete to na računalniku? Poskenirajte to kodo s telefonom.
qr-alt = Povezava kot koda QR
from-until = Deluje od: { $from }, do: { $until } ({ $zone }).
only-from = Deluje od: { $from } ({ $zone }).
only-until = Deluje do: { $until } ({ $zone }).
always = Deluje, dokler ni preklican.
# What stands for the end of a key that has none: "until further notice".
no-end = preklica
in-hours = Samo ob teh urah: { $hours }.
max-uses =
    { $count ->
        [one] Odpre { $count }-krat.
        [two] Odpre { $count }-krat.
        [few] Odpre { $count }-krat.
       *[other] Odpre { $count }-krat.
    }
after-first-use = Nekaj časa po prvi uporabi preneha veljati; stran pove, kdaj.
care = Kdor ima to povezavo, lahko odpre vrata, zato je prosimo ne posredujte naprej.
ask = Če kaj ne deluje, se obrnite na osebo, ki je poslala ključ: { $sender }.
calendar-attached = Časi so priloženi za vaš koledar.

## The calendar file

calendar-summary = Ključ: { $organization }
calendar-note = Povezava je prišla po e-pošti; tukaj je ni, ker si koledarje pogosto delimo.

## The text message

sms = { $sender } vam pošilja ključ: { $organization }. { $window } { $url }
sms-by-nobody = Vaš ključ: { $organization }. { $window } { $url }

arrival-subject = { $link }: odprto – { $door }
arrival = Povezava za goste »{ $link }« je odprla: { $door }, { $when } ({ $zone }).
arrival-page = Kaj se je še zgodilo, piše na strani povezave:
arrival-open = Poglej povezavo
arrival-care = To sporočilo dobivate, ker ste tako izbrali na strani povezave; tam ga lahko tudi izklopite.
arrival-push = odprto: { $door }, { $time }
