### The guest page in Turkish. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.

# What its speakers call it.
language-name = Türkçe
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $day } { $month } { $weekday }, { $hour }:{ $minute }
date-time-year = { $day } { $month } { $year } { $weekday }, { $hour }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
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
in-zone = { $time } ({ $zone })

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

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = Anahtar bağlantı
preview-description = Kapının önündeyken telefonunuzda açın

## The head of the page

someone = bu bağlantıyı size gönderen kişi
invited = { $maker } sizi davet etti
invited-by-nobody = Anahtar bağlantınız
until = bitiş: { $time }
uses-left =
    { $count ->
        [one] { $count } açma hakkı kaldı
       *[other] { $count } açma hakkı kaldı
    }
language = Dil

## A door

online = çevrimiçi
offline = çevrimdışı
locked = kilitli
unlocked = kilidi açık
open = açık
closed = kapalı
note-offline = Kapıya şu anda ulaşılamıyor. Yine de deneyebilirsiniz.
note-held-open = Bu kapının kilidi şu anda açık: doğrudan açabilirsiniz.

## The button

unlock = Kapıyı aç
hold = Açmak için basılı tutun
holding = Basılı tutmaya devam edin…
opening = Açılıyor…
press-again = Açmak için tekrar basın
hint = Düğmeyi dolana kadar basılı tutun.
hint-keys = Düğmeyi basılı tutun ya da iki kez basın.

## What came of a press

opened =
    .title = Açıldı. Kapıyı itin.
    .message = { "" }
sent =
    .title = Gönderildi.
    .message = Bu kapı yanıt veremez; şimdi açmayı deneyin.
unknown =
    .title = Kapı yanıt vermedi.
    .message = Kapıyı deneyin, sonra tekrar basın ya da { $maker } ile iletişime geçin.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = Şu anda kontrol edilemiyor.
    .message = Bu kez hiçbir şey gönderilmedi. Daha önce bastıysanız kapıyı deneyin. Basmadıysanız birazdan tekrar basın ya da { $maker } ile iletişime geçin.
silent =
    .title = Telefonunuza yanıt ulaşmadı.
    .message = Kapıyı deneyin; sonra tekrar basın.
phone-offline =
    .title = Telefonunuz çevrimdışı.
    .message = Kapıyı açmak için bağlantı gerekir. Hiçbir şey gönderilmedi.
back = Kapılara dön

## Before its time

not-yet =
    .title = Henüz açılmıyor
    .message = Şu andan itibaren açabilirsiniz: { $time }.
outside-hours =
    .title = Bu saatte olmaz
    .message = Şu andan itibaren yeniden açabilirsiniz: { $time }.
outside-hours-ended =
    .title = Bu saatte olmaz
    .message = Bu bağlantının başka saati yok. { $maker } ile iletişime geçin.
# $clock is a running clock such as 3:05:09.
countdown = kalan: { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] { $count } gün sonra
       *[other] { $count } gün sonra
    }
wait-here = Düğme burada kendiliğinden belirecek.

## After its time

ended-expired =
    .title = Bu bağlantının süresi doldu
    .message = Süresi geçti. Hâlâ girmeniz gerekiyorsa { $maker } ile iletişime geçin.
ended-revoked =
    .title = Bu bağlantı geri çekildi
    .message = Artık hiçbir kapıyı açmıyor. Hâlâ girmeniz gerekiyorsa { $maker } ile iletişime geçin.
ended-used-up =
    .title = Bu bağlantının hakkı bitti
    .message = Öngörülen sayıda açma yaptı. Hâlâ girmeniz gerekiyorsa { $maker } ile iletişime geçin.
ended-withdrawn =
    .title = Bu bağlantı şu anda açmıyor
    .message = Hizmet dışı. Girmeniz gerekiyorsa { $maker } ile iletişime geçin.
ended-doors-removed =
    .title = Bu bağlantının artık bir kapısı yok
    .message = Açtığı şey kaldırıldı. Girmeniz gerekiyorsa { $maker } ile iletişime geçin.

## Without a link, or without the house

not-found =
    .title = Bu bağlantıyı tanımıyoruz
    .message = Son harfine kadar eksiksiz kopyalandığını kontrol edin. Eksiksizse yenisi için { $maker } ile iletişime geçin.
too-many-tries =
    .title = Çok fazla deneme
    .message = Bir dakika bekleyin, sonra bu sayfayı yeniden yükleyin. Geçerli bir bağlantı çalışmaya devam eder.
trouble =
    .title = Bir sorun çıktı
    .message = Sayfa oluşturulamadı ve hiçbir şey açılmadı. Birazdan yeniden yükleyin ya da { $maker } ile iletişime geçin.
trouble-reference = Bildirirken şunu belirtin: { $reference }.
reload = Yeniden yükle

## The number, for phones without scripts

number-title = Bu sayıyı yazın
number-why = Kapıda bir insan olduğunu gösterir. Bir dakika geçerlidir.
number-label = Sayı
number-wrong = Sayı bu değildi. İşte yenisi.
number-send = Aç: { $door }

## Details

how-to-get-in = Nasıl girilir
map = Harita
ask = İletişim: { $maker }
logged = Açılışlar binanın kayıtlarına işlenir.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = Açılmadı
    .message = Bu bağlantı burada bilinmiyor. Eksiksiz kopyalandığını kontrol edin ya da yenisi için { $maker } ile iletişime geçin.
refusal-no-gesture =
    .title = Açılmadı
    .message = Düğmeyi dolana kadar basılı tutun; böylece kapıda bir insan olduğunu biliriz.
refusal-link-revoked =
    .title = Açılmadı
    .message = Bu bağlantı geri çekildi. Yeni bir bağlantı için { $maker } ile iletişime geçin.
refusal-link-not-yet-valid =
    .title = Açılmadı
    .message = Süreniz henüz başlamadı. Şimdi girmeniz gerekiyorsa { $maker } ile iletişime geçin.
refusal-link-expired =
    .title = Açılmadı
    .message = Bu bağlantının süresi doldu. Yeni bir bağlantı için { $maker } ile iletişime geçin.
refusal-link-used-up =
    .title = Açılmadı
    .message = Bu bağlantı öngörülen sayıda açma yaptı. Yeni bir bağlantı için { $maker } ile iletişime geçin.
refusal-link-outside-hours =
    .title = Açılmadı
    .message = Bu bağlantı bu saatte açmıyor. Geçerli saatlerinde gelin ya da { $maker } ile iletişime geçin.
refusal-door-not-on-link =
    .title = Açılmadı
    .message = Bu bağlantı artık bu kapıyı açmıyor. { $maker } ile iletişime geçin.
refusal-cloud-key-inactive =
    .title = Açılmadı
    .message = Bu bağlantı hizmet dışı. Yeni bir bağlantı için { $maker } ile iletişime geçin.
refusal-user-inactive =
    .title = Açılmadı
    .message = Bu bağlantı hizmet dışı. Yenisini binada isteyin.
refusal-no-access =
    .title = Açılmadı
    .message = Bu bağlantı artık bu kapıyı açmıyor. { $maker } ile iletişime geçin.
refusal-no-remote-unlock =
    .title = Açılmadı
    .message = Bu kapı şu anda bağlantıyla açılmıyor. { $maker } ile iletişime geçin.
refusal-access-outside-schedule =
    .title = Açılmadı
    .message = Bu kapı bu saatte bağlantıyla açılmıyor. Daha sonra gelin ya da { $maker } ile iletişime geçin.
refusal-door-locked =
    .title = Açılmadı
    .message = Bu kapı şu anda herkese kapalı. { $maker } ile iletişime geçin.
refusal-door-onsite-only =
    .title = Açılmadı
    .message = Bu kapı şu anda yalnızca yerinde, kart, şifre ya da anahtarla açılıyor. { $maker } ile iletişime geçin.
refusal-site-lockdown =
    .title = Açılmadı
    .message = Bina kilit altında ve hiçbir bağlantı açmıyor. { $maker } ile iletişime geçin.
refusal-too-many-presses =
    .title = Açılmadı
    .message = Kısa sürede çok fazla basıldı. Bir dakika bekleyin, sonra tekrar basın.
refusal-door-not-wired =
    .title = Açılmadı
    .message = Bu kapı henüz bağlı değil. { $maker } ile iletişime geçin.
refusal-door-offline =
    .title = Açılmadı
    .message = Kapıya şu anda ulaşılamıyor. Bir dakika sonra tekrar basın ya da { $maker } ile iletişime geçin.
refusal-door-jammed =
    .title = Açılmadı
    .message = Kilit hareket etmedi. Kapıyı hafifçe itip tekrar basın ya da { $maker } ile iletişime geçin.
refusal-too-late =
    .title = Açılmadı
    .message = Komutun kapıya ulaşması çok uzun sürdü; bu yüzden hiçbir şey gönderilmedi. Tekrar basın.
refusal-not-recorded =
    .title = Açılmadı
    .message = Bağlantınız kontrol edilemedi; bu yüzden hiçbir şey gönderilmedi. Birazdan tekrar basın ya da { $maker } ile iletişime geçin.

## What a link asks for, and passing it on

passed-on = { $maker } adına bir misafir paylaştı
pin-title = PIN kodunuzu yazın
pin-lead = Kod size bu bağlantıdan başka bir yolla söylendi. Söylenmediyse { $maker } ile iletişime geçin.
pin-send = Devam
pin-wrong = PIN bu değildi. Yeniden deneyin.
pin-wait = Çok fazla yanlış deneme. Şundan sonra yeniden deneyin: { $time }. Ya da { $maker } ile iletişime geçin.
other-device =
    .title = Bu bağlantı başka bir cihaza ait
    .message = Yalnızca onu ilk kullanan cihazda, aynı tarayıcıda açar. O cihazı kullanın ya da serbest bırakılması için { $maker } ile iletişime geçin.
share-on = Başkasına ver
share-lead = Başka biri için ayrı bir bağlantı oluşturun. Sizinkinden fazlasını açmaz, sizinkiyle birlikte biter ve açılışları sizinkinde de sayılır. Onu burada her zaman geri çekebilirsiniz.
share-name = Kimin için?
share-doors = Hangi kapılar?
share-from = Başlangıç
share-until = Bitiş
share-window-help = Binanın saatiyle ({ $zone }). Boş bırakılırsa sizin bağlantınızdaki gibi.
share-uses = Kaç kez?
share-uses-help = Boş bırakılırsa sizin bağlantınız kadar.
share-number = Buraya { $number } yazın
share-number-why = Bunu bir insanın gönderdiğini gösterir.
share-make = Bağlantıyı oluştur
share-wrong-name = En çok 120 karakterlik bir adı tek satıra yazın.
share-wrong-doors = En az bir kapı seçin.
share-wrong-window = Birbirini izleyen ve bağlantınızın süresi içinde kalan zamanlar seçin.
share-wrong-uses = Bağlantınızda kalandan büyük olmayan bir sayı yazın.
share-full = Bu bağlantıyı olabildiğince çok paylaştınız. Önce birini geri çekin ya da { $maker } ile iletişime geçin.
share-given = Paylaşılanlar
share-made =
    .title = { $name } için bağlantı hazır
    .message = Şimdi gönderin: bir daha gösterilmez. Ona sahip olan kapıları açabilir.
share-address = Bağlantı
share-withdraw = Geri çek
share-withdraw-ask = { $name } için olan bağlantı geri çekilsin mi?
share-withdrawn = geri çekildi
call = Ara
mail = E-posta yaz
refusal-origin-withdrawn =
    .title = Açılmadı
    .message = Bu bağlantıyı size veren misafir artık hiçbir şey paylaşamıyor. { $maker } ile iletişime geçin.
refusal-pin-needed =
    .title = Açılmadı
    .message = Bu bağlantı PIN ister. Sayfayı yeniden yükleyip yazın ya da { $maker } ile iletişime geçin.
refusal-other-device =
    .title = Açılmadı
    .message = Bu bağlantı yalnızca onu ilk kullanan cihazda açar. O cihazı kullanın ya da serbest bırakılması için { $maker } ile iletişime geçin.
refusal-device-unknown =
    .title = Açılmadı
    .message = Bu bağlantı cihazınızı tanımalı, ama tarayıcınız çerez tutmuyor. İzin verip sayfayı yeniden yükleyin ya da { $maker } ile iletişime geçin.
