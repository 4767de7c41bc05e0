### The members' app in Turkish.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = Kapılar
app-links = Bağlantılar
app-activity = Etkinlik
app-me = Ben
app-skip = İçeriğe geç
app-main = Ana menü
app-offline = Çevrimdışısınız. Kapılar yalnızca bağlantıyla açılır.
app-lockdown = Acil kapatma: { $names }. Orada kimse uzaktan bir şey açamaz.
app-whoever = bu binanın yöneticisi
app-optional = isteğe bağlı
app-save = Kaydet
app-cancel = Vazgeç

## Doors, and what came of a press

app-doors-none = Henüz kapınız yok. Bu binanın yöneticisi size erişim verebilir.
app-share = Paylaş
app-find-door = Kapı bul
app-find-none = Bu adda kapı yok.
app-not-wired = bağlı değil
app-never-seen = hiç görülmedi
app-held-open = açık tutuluyor
app-onsite = yalnızca yerinde
app-locked-for-all = herkese kilitli
app-state-until = { $state }, bitiş: { $time }
app-ask-building = Bu binanın yöneticisine sorun.
app-use-card = Kapıda kartınızı veya PIN kodunuzu kullanın.
app-too-often = Kısa sürede çok fazla. { $seconds } sn sonra tekrar deneyin.
app-not-tried = Hiçbir şey gönderilmedi. Biraz bekleyin, sonra tekrar basın.
app-nothing-waits = Sonradan gönderilmek üzere bekleyen bir şey yok.
app-signed-out =
    .title = Oturumunuz kapandı.
    .message = Hiçbir şey açılmadı. Oturum açın, sonra tekrar basın.

## Why a door stayed shut, in the list of what happened

app-why-revoked = Bağlantı geri çekildi veya devre dışı.
app-why-not-yet = Bağlantının süresi başlamadı.
app-why-expired = Bağlantının süresi doldu.
app-why-used-up = Bağlantı tükendi.
app-why-hours = Bu saatte açılmaz.
app-why-pin = PIN verilmedi.
app-why-device = Başka bir cihazdı.
app-why-not-on-link = Bağlantı bu kapıyı açmaz.
app-why-no-access = Bu kapıya erişim yok.
app-why-no-remote = Bu kapı uzaktan açılmaz.
app-why-locked = Kapı şu anda herkese kilitli.
app-why-onsite = Kapı şu anda yalnızca yerinde açılır.
app-why-lockdown = Bina acil olarak kapatıldı.
app-why-too-many = Kısa sürede çok fazla basış.
app-why-not-wired = Bu kapı henüz bağlı değil.
app-why-offline = Kapıya ulaşılamıyor.
app-why-jammed = Kilit hareket etmedi.
app-why-too-late = Basış çok geç ulaştı.
app-why-unchecked = Denetlenemedi.

## Sharing

app-share-title = Erişim bağlantısı paylaş
app-share-none = Paylaşabileceğiniz kapı yok. Bu binanın yöneticisi izin verebilir.
app-to-doors = Kapılarınıza gidin
app-from-template = Şablondan
app-no-template = Hiçbiri
app-template-choose = Bağlantılar burada şablonlardan yapılır. Birini seçin.
app-template-missing = Bağlantılar burada şablonlardan yapılır ve sizin için henüz yok. Bir yöneticiden isteyin.
app-at-most = En fazla { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } kullanım
       *[other] { $count } kullanım
    }
app-more-doors = Diğer kapılar
app-cannot-share = artık paylaşılamaz
app-lost-door = Artık erişiminiz olmayan bir kapı
app-name = Kısa açıklama
app-name-help = Sizin için, örneğin “Mia, hafta sonu”. Konuklar görmez.
app-name-hint = Kim, ne için
app-when = Ne zaman
app-starts = Başlangıç
app-now = Şimdi
app-later = Sonra
app-starts-on = Başlama zamanı
app-at-once = boşsa hemen
app-ends = Bitiş
app-tonight = Bu gece
app-sunday = Pazara kadar
app-custom = Özel
app-no-end = Bitiş yok
app-longest = { $length }, en uzun
app-ends-on = Bitme zamanı
app-ends-says = Bitiş: { $time }
app-ends-never = Geri çektiğinizde biter.
app-clock = Saatler binanın saatine göredir:
app-clock-first = Seçtiğiniz ilk kapı geçerlidir.
app-lasts-most = Bir bağlantı en fazla { $length } sürer.
app-minutes =
    { $count ->
        [one] { $count } dakika
       *[other] { $count } dakika
    }
app-hours =
    { $count ->
        [one] { $count } saat
       *[other] { $count } saat
    }
app-days =
    { $count ->
        [one] { $count } gün
       *[other] { $count } gün
    }
app-weeks =
    { $count ->
        [one] { $count } hafta
       *[other] { $count } hafta
    }
app-share-do = Erişimi paylaş

## What else a link may carry

app-more = Daha fazla
app-more-hint = PIN, kullanım, başkasına verme, varış
app-max-uses = Kullanım sayısı
app-uses-any = Boş, istenildiği kadar demektir.
app-pin-help = Konuk her cihazda bir kez yazar. Bağlantıdan başka bir yolla söyleyin. Bir daha gösterilmez.
app-pin-digits = 4 ila 8 rakam
app-pin-set = ayarlandı; değiştirmek için başka yazın
app-pin-none = Artık PIN sorma
app-share-on = Konuk başkasına verebilir
app-share-on-help = Ondan kendi bağlantılarını yapabilir: daha az kapı, daha kısa süre. Bunlar bu bağlantıyla biter.
app-one-device = Yalnızca ilk cihaz
app-one-device-help = Onunla ilk kapıyı açan telefon tek telefon olur. Başka birine izin verebilirsiniz.
app-page-language = Konuk sayfasının dili
app-guest-own = Konuğun kendi dili
app-contact = Konuk sayfasındaki iletişim
app-contact-nobody = Yalnızca adınız
app-contact-maker = Sizin iletişiminiz
app-contact-site = Binanın iletişimi
app-arrivals = Vardıklarında bana bildir
app-first-use = İlk kullanım
app-every-use = Her kullanım
app-never = Hiçbir zaman
app-notification = Bildirim
app-push-where = Açtığınız cihazlarda
app-push-nowhere = Önce “Ben” altında açın
app-mail = E-posta
app-mail-own = Kendi adresinize

## Handing a link out

app-ready = Bağlantı hazır.
app-again = Bu bağlantıyı yeniden paylaşın.
app-how = Nasıl gönderileceğini seçin
app-sheet = Bu telefonun uygulamalarıyla paylaş
app-sms = Kısa mesaj
app-copy = Bağlantıyı kopyala
app-copied = Kopyalandı
app-paste = Şimdi Slack’e yapıştırın
app-keys = Ctrl C’ye basın
app-qr = QR kodu
app-qr-help = Konuk bunu kamerasıyla okutur.
app-address = Konuk erişim bağlantısı
app-what = Gönderilen metin
app-to-link = Bağlantıya git
app-subject = Anahtarınız: { $organization }
app-invite = { $name } size bir anahtar gönderiyor: { $organization }.
app-invite-until = Bitiş: { $time }.
app-invite-open = Bu sayfayı kapıda açın ve düğmeyi basılı tutun: { $url }
app-send-title = Keylink göndersin
app-send-to = Kime
app-send-to-help = Bir e-posta adresi; ülke koduyla bir telefon numarası, örneğin +90 532 123 45 67; Slack’te bir kanal veya üye.
app-send = Gönder
app-sent = Keylink’in gönderdikleri
app-delivery-queued = yolda
app-delivery-sent = gönderildi
app-delivery-failed = gönderilmedi
app-delivery-unknown = gidip gitmediğini kimse bilmiyor
app-fail-address = Adres kabul edilmedi. Kontrol edip yeniden gönderin.
app-fail-refused = İleti kabul edilmedi.
app-fail-settings = Gönderme burada doğru ayarlanmamış. Bu sunucuyu yönetene söyleyin.
app-fail-gave-up = Saatlerce denendi, başarılı olmadı.
app-fail-link = Bağlantı gönderilmeden önce sona erdi ya da değişti.

## One’s links

app-window-from = başlangıç: { $time }
app-as-origin = geldiği bağlantı gibi
app-uses = Kullanımlar
app-uses-of = { $uses } / { $max }
app-active = etkin
app-upcoming = yaklaşan
app-outside-hours = saatleri dışında
app-expired = süresi doldu
app-used-up = tükendi
app-opens-nothing = hiçbir şeyi açmaz
app-revoked = geri çekildi
app-over = bitenler
app-is-revoked = Bu bağlantı geri çekildi ve artık hiçbir şeyi açmaz.
app-hollow-key = Şu anda hiçbir şey açmıyor: paylaşma hakkınız geçerli değil. Bu binayı yönetene sorun.
app-hollow-access = Hiçbir şey açmıyor: kapılarını artık paylaşamazsınız.
app-hollow-doors = Hiçbir şey açmıyor: kapıları kaldırıldı.
app-hollow-origin = Hiçbir şey açmıyor: geldiği bağlantı sona erdi.
app-typed = Yazdıklarınız
app-share-again = Kopyala veya yeniden paylaş
app-more-time = Daha fazla süre
app-longer = { $length } daha
app-change = Bu bağlantıyı değiştir
app-also = Ayrıca
app-device-since = Yalnızca bir cihazda açar, şu zamandan beri: { $time }.
app-device-free = Başka cihaza izin ver
app-branch-of = Şundan verildi: { $name }
app-revoke = Bu bağlantıyı geri çek
app-revoke-ask = “{ $name }” geri çekilsin mi?
app-revoke-lead = O andan sonra kalıcı olarak hiçbir şeyi açmaz. Bu geri alınamaz.
app-unused = Hiç kullanılmadı.
app-used =
    { $count ->
        [one] Bir kez kullanıldı.
       *[other] { $count } kez kullanıldı.
    }
app-revoke-do = Bağlantıyı geri çek
app-history = Olanlar
app-share-door = Kapı paylaş
app-links-none = Henüz bağlantı yok. Bağlantı, konuğa kapıları bir web sayfasından açar: uygulama yok, hesap yok.
app-older = Eskileri göster
app-no-older = Daha eskisi yok.
app-activity-none = Henüz bir şey olmadı. Sizin ve bağlantılarınızın açtıkları burada görünür.

## What happened, in a few words

app-event-opened = Açıldı
app-event-sent = Komut gönderildi
app-event-refused = Reddedildi
app-event-failed = Açılmadı
app-event-unknown = Yanıt yok; açılmış olabilir
app-event-late = Geç yanıt verdi
app-event-made = Bağlantı yapıldı
app-event-changed = Bağlantı değiştirildi
app-event-revoked = Bağlantı geri çekildi
app-event-rotated = Bağlantının yeni adresi var
app-event-copied = Adres yeniden gösterildi
app-event-passed-on = Bağlantı başkasına verildi
app-event-pin = Yanlış PIN
app-event-bound = Bağlantı bir cihaza bağlandı
app-event-freed = Bağlantı başka cihaz alabilir
app-event-delivered = Bağlantı gönderildi
app-event-handed = Bağlantı bir uygulamaya verildi
app-event-handed-sheet = Cihazın paylaşım menüsüne verildi
app-event-handed-mail = E-posta programına verildi
app-event-handed-sms = Kısa mesaj uygulamasına verildi
app-event-handed-whatsapp = WhatsApp’a verildi
app-event-handed-slack = Bağlantı Slack için kopyalandı
app-event-handed-copy = Bağlantı gönderilmek üzere kopyalandı
app-event-undelivered = Bağlantı gönderilmedi
app-event-notice = Bildirim ulaştırılamadı
app-event-webhook = Webhook URL’si değiştirildi
app-event-signed-in = Oturum açıldı
app-event-not-signed-in = Oturum açılamadı
app-event-account = Hesap değiştirildi
app-event-access = Erişim değiştirildi
app-event-settings = Ayarlar değiştirildi

## Oneself, and the device

app-organization = Kuruluş
app-zone = Saat dilimi
app-sign-in = Oturum açmanız
app-sign-in-help = Geçiş anahtarları, parola, tek kullanımlık kodlar
app-control = Denetim merkezi
app-control-help = Aynı hesap, masaüstü için
app-language = Bu uygulamanın dili
app-language-auto = Tarayıcının istediği gibi
app-notifications = Bildirimler
app-push-on = Açık: bu cihaz, konuklar bağlantılarınızla vardığında bağlantıda belirtildiği gibi gösterir.
app-push-off = Kapalı: bu cihaz, konuklar vardığında bir şey göstermez.
app-push-turn-on = Bu cihazda aç
app-push-turn-off = Bu cihazda kapat
app-push-scripts = Bildirimler bu tarayıcıda betik gerektirir.
app-push-unable = Bu tarayıcı bildirim göstermiyor. iPhone’da önce uygulamayı ana ekrana ekleyin.
app-push-denied = Bu tarayıcıya bu sitenin bildirimlerini göstermemesi söylendi. Ayarlarında izin verin, sonra geri gelin.
app-push-failed = Şu anda olmadı. Bağlantıyı denetleyin, sonra tekrar deneyin.
app-push-something = Kapılarınızda bir şey oldu.
app-install = Ana ekranınızda
app-install-help = Yüklendiğinde Keylink herhangi bir uygulama gibi açılır. iPhone’da: Paylaş, sonra “Ana Ekrana Ekle”. Android’de: tarayıcı menüsü, sonra “Uygulamayı yükle” veya “Ana ekrana ekle”.
app-install-now = Şimdi yükle
app-sign-out = Oturumu kapat
app-description = Kapılarınız: açın ve bir bağlantıyla paylaşın.
app-offline-lead = Ya da sunucu yanıt vermiyor. Burada sonradan açılmak üzere bekleyen bir şey yok. Kart, PIN veya anahtar yine de açabilir.
app-try-again = Tekrar dene

## What was done, and what is wrong

app-done-saved = Kaydedildi.
app-done-nothing = Hiçbir şey değişmedi.
app-done-link-extended = Bağlantının süresi uzadı.
app-done-link-revoked = Bağlantı geri çekildi. Artık hiçbir şeyi açmaz.
app-done-link-queued = Yolda. Ne olduğu “Keylink’in gönderdikleri” altında görünür.
app-done-device-freed = Bağlantı başka cihaz alabilir.
app-trouble-not-found =
    .title = Burada bir şey yok
    .message = Kaldırılmış olabilir veya adres eksiktir.
app-trouble-forbidden =
    .title = Buna izin yok
    .message = Hiçbir şey değişmedi. Kuruluşunuzun yöneticisine sorun.
app-trouble-unfit =
    .title = Bu artık uymuyor
    .message = Hiçbir şey değişmedi. Sayfayı yeniden yükleyin ve şimdiki duruma bakın.
app-trouble-too-often =
    .title = Kısa sürede çok fazla
    .message = Bir dakika bekleyin, sonra tekrar deneyin.
app-trouble-not-now =
    .title = Şu anda olmadı
    .message = Hiçbir şey değişmedi. Birazdan tekrar deneyin.
app-trouble-in-doubt =
    .title = Henüz kimse bilmiyor
    .message = Bu zamanında doğrulanmadı. Tekrar denemeden önce yapılıp yapılmadığına bakın.
app-wrong-name = Tek satırda en fazla 120 karakterlik bir açıklama yazın.
app-wrong-doors = Paylaşabileceğiniz en az bir kapı seçin.
app-wrong-start = Bitişten önce bir başlangıç seçin.
app-wrong-start-new = Henüz gelmemiş ve bitişten önce olan bir başlangıç seçin ya da hemen başlayın.
app-wrong-end = Başlangıçtan sonra, henüz gelmemiş ve sınır içinde bir bitiş seçin.
app-wrong-uses = Sınır içinde, 1 veya daha büyük bir tam sayı verin.
app-wrong-pin = 4 ila 8 rakam yazın.
app-wrong-arrivals = Nasıl haber almak istediğinizi veya “Hiçbir zaman”ı seçin.
app-wrong-template = Bu şablon artık kullanılamaz. Başka birini seçin.
app-wrong-channel = Nasıl gönderileceğini seçin.
app-wrong-address = Adrese veya numaraya bakın: eksik ya da doğru olamaz. Hiçbir şey gönderilmedi.
app-wrong-other = Olmadı. Şimdiki duruma bakın, sonra tekrar deneyin.
