### What is written to guests, in Turkish. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $day } { $month } { $year } { $weekday }, { $hour }:{ $minute }
date-time-twice = { $time } ({ $offset })
zone-time =
    { $place ->
        [Athens] Atina
        [Belgrade] Belgrad
        [Brussels] Brüksel
        [Bucharest] Bükreş
        [Budapest] Budapeşte
        [Copenhagen] Kopenhag
        [Istanbul] İstanbul
        [Kiev] Kiev
        [Kyiv] Kiev
        [Lisbon] Lizbon
        [London] Londra
        [Luxembourg] Lüksemburg
        [Moscow] Moskova
        [Prague] Prag
        [Rome] Roma
        [Sofia] Sofya
        [Stockholm] Stokholm
        [Vienna] Viyana
        [Warsaw] Varşova
        [Zurich] Zürih
       *[other] { $city }
    } saati

weekday-1 = Pzt
weekday-2 = Sal
weekday-3 = Çar
weekday-4 = Per
weekday-5 = Cum
weekday-6 = Cmt
weekday-7 = Paz

month-1 = Ocak
month-2 = Şubat
month-3 = Mart
month-4 = Nisan
month-5 = Mayıs
month-6 = Haziran
month-7 = Temmuz
month-8 = Ağustos
month-9 = Eylül
month-10 = Ekim
month-11 = Kasım
month-12 = Aralık

## The mail

subject = { $organization } için bir anahtarınız var
hello = Merhaba,
invited = { $sender } size { $organization } için bir anahtar gönderdi.
invited-by-nobody = { $organization } için anahtarınız burada.
how-to = Kapının önündeyken bu bağlantıyı telefonunuzda açın. Sayfada bir düğme var: ona basılı tutun.
open-key = Anahtarı aç
scan = Bunu bilgisayarda mı okuyorsunuz? Bu kodu telefonunuzla tarayın.
qr-alt = QR kodu olarak bağlantı
from-until = Başlangıç: { $from }, bitiş: { $until } ({ $zone }).
only-from = Başlangıç: { $from } ({ $zone }).
only-until = Bitiş: { $until } ({ $zone }).
always = Geri alınana kadar geçerlidir.
# What stands for the end of a key that has none: "until further notice".
no-end = ikinci bir bildirim
in-hours = Yalnızca şu saatlerde: { $hours }.
max-uses =
    { $count ->
        [one] { $count } kez açar.
       *[other] { $count } kez açar.
    }
after-first-use = İlk kullanımdan bir süre sonra sona erer; sayfa ne zaman olduğunu gösterir.
care = Bu bağlantıya sahip olan herkes kapıyı açabilir; lütfen başkalarına iletmeyin.
ask = Bir sorun olursa şu kişiye sorun: { $sender }.
calendar-attached = Saatler takviminiz için ektedir.

## The calendar file

calendar-summary = { $organization } anahtarı
calendar-note = Bağlantı e-postayla geldi; takvimler sık sık paylaşıldığı için burada yazmıyor.

## The text message

sms = { $sender } size { $organization } için bir anahtar gönderdi. { $window } { $url }
sms-by-nobody = { $organization } anahtarınız. { $window } { $url }

arrival-subject = { $link }: { $door } açıldı
arrival = “{ $link }” konuk bağlantısıyla { $door } açıldı: { $when } ({ $zone }).
arrival-page = Başka neler olduğu bağlantının sayfasında yazıyor:
arrival-open = Bağlantıya bak
arrival-care = Bunu, bağlantının sayfasında istediğiniz için alıyorsunuz; oradan kapatabilirsiniz.
arrival-push = { $door } açıldı, { $time }
