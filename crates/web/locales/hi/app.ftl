### The members' app in Hindi.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = दरवाज़े
app-links = लिंक
app-activity = गतिविधि
app-me = मैं
app-skip = सामग्री पर जाएँ
app-main = मुख्य मेन्यू
app-offline = आप ऑफ़लाइन हैं। दरवाज़े केवल कनेक्शन होने पर खुलते हैं।
app-lockdown = आपात बंदी: { $names }। वहाँ कोई भी दूर से कुछ नहीं खोल सकता।
app-whoever = इस इमारत के प्रबंधक
app-optional = वैकल्पिक
app-save = सहेजें
app-cancel = रद्द करें

## Doors, and what came of a press

app-doors-none = आपके पास अभी कोई दरवाज़ा नहीं है। इस इमारत के प्रबंधक आपको पहुँच दे सकते हैं।
app-share = साझा करें
app-find-door = दरवाज़ा खोजें
app-find-none = इस नाम का कोई दरवाज़ा नहीं है।
app-not-wired = जुड़ा नहीं है
app-never-seen = कभी नहीं दिखा
app-held-open = खुला रखा गया
app-onsite = केवल मौक़े पर
app-locked-for-all = सबके लिए बंद
app-state-until = { $state }, { $time } तक
app-ask-building = इस इमारत के प्रबंधक से पूछें।
app-use-card = दरवाज़े पर अपना कार्ड या PIN इस्तेमाल करें।
app-too-often = कम समय में बहुत बार। { $seconds } सेकंड बाद फिर कोशिश करें।
app-not-tried = कुछ भी नहीं भेजा गया। थोड़ा रुकें, फिर दोबारा दबाएँ।
app-nothing-waits = बाद में भेजने के लिए कुछ भी रुका नहीं है।
app-signed-out =
    .title = आप साइन आउट हो गए हैं।
    .message = कुछ भी नहीं खोला गया। साइन इन करें, फिर दोबारा दबाएँ।

## Why a door stayed shut, in the list of what happened

app-why-revoked = लिंक वापस लिया गया है या बंद है।
app-why-not-yet = लिंक का समय अभी शुरू नहीं हुआ।
app-why-expired = लिंक का समय समाप्त हो गया।
app-why-used-up = लिंक पूरा इस्तेमाल हो चुका है।
app-why-hours = इस समय यह नहीं खुलता।
app-why-pin = PIN नहीं दिया गया।
app-why-device = यह कोई दूसरा डिवाइस था।
app-why-not-on-link = लिंक यह दरवाज़ा नहीं खोलता।
app-why-no-access = इस दरवाज़े तक पहुँच नहीं है।
app-why-no-remote = यह दरवाज़ा दूर से नहीं खुलता।
app-why-locked = दरवाज़ा अभी सबके लिए बंद है।
app-why-onsite = दरवाज़ा अभी केवल मौक़े पर खुलता है।
app-why-lockdown = इमारत आपात बंदी में है।
app-why-too-many = कम समय में बहुत बार दबाया गया।
app-why-not-wired = यह दरवाज़ा अभी जोड़ा नहीं गया है।
app-why-offline = दरवाज़े तक पहुँचा नहीं जा सका।
app-why-jammed = ताला नहीं हिला।
app-why-too-late = दबाना बहुत देर से पहुँचा।
app-why-unchecked = जाँच नहीं हो सकी।

## Sharing

app-share-title = अतिथि लिंक साझा करें
app-share-none = ऐसा कोई दरवाज़ा नहीं जिसे आप साझा कर सकें। इस इमारत के प्रबंधक अनुमति दे सकते हैं।
app-to-doors = अपने दरवाज़ों पर जाएँ
app-from-template = टेम्पलेट से
app-no-template = कोई नहीं
app-template-choose = यहाँ लिंक टेम्पलेट से बनते हैं। एक चुनें।
app-template-missing = यहाँ लिंक टेम्पलेट से बनते हैं और आपके लिए अभी कोई नहीं है। किसी व्यवस्थापक से माँगें।
app-at-most = अधिकतम { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } बार
       *[other] { $count } बार
    }
app-more-doors = और दरवाज़े
app-cannot-share = अब साझा नहीं किया जा सकता
app-lost-door = एक दरवाज़ा जिस तक अब आपकी पहुँच नहीं है
app-name = छोटा विवरण
app-name-help = आपके लिए, जैसे “मिया, सप्ताहांत”। अतिथि इसे नहीं देखते।
app-name-hint = कौन, और किसलिए
app-when = कब
app-starts = शुरू
app-now = अभी
app-later = बाद में
app-starts-on = शुरू होने का समय
app-at-once = ख़ाली हो तो तुरंत
app-ends = अंत
app-tonight = आज रात
app-sunday = रविवार तक
app-custom = अपना समय
app-no-end = कोई अंत नहीं
app-longest = { $length }, सबसे लंबा
app-ends-on = अंत का समय
app-ends-says = अंत: { $time }
app-ends-never = आपके वापस लेने पर यह समाप्त होता है।
app-clock = समय इमारत की घड़ी के अनुसार हैं:
app-clock-first = आपका चुना पहला दरवाज़ा मान्य है।
app-lasts-most = लिंक अधिकतम { $length } चलता है।
app-minutes =
    { $count ->
        [one] { $count } मिनट
       *[other] { $count } मिनट
    }
app-hours =
    { $count ->
        [one] { $count } घंटा
       *[other] { $count } घंटे
    }
app-days =
    { $count ->
        [one] { $count } दिन
       *[other] { $count } दिन
    }
app-weeks =
    { $count ->
        [one] { $count } सप्ताह
       *[other] { $count } सप्ताह
    }
app-share-do = पहुँच साझा करें

## What else a link may carry

app-more = और
app-more-hint = PIN, संख्या, आगे देना, आगमन
app-max-uses = उपयोगों की संख्या
app-uses-any = ख़ाली का अर्थ है जितनी बार चाहें।
app-pin-help = अतिथि इसे हर डिवाइस पर एक बार लिखता है। इसे लिंक से अलग तरीक़े से बताएँ। यह दोबारा नहीं दिखाया जाता।
app-pin-digits = 4 से 8 अंक
app-pin-set = तय है; बदलने के लिए दूसरा लिखें
app-pin-none = अब PIN न माँगें
app-share-on = अतिथि इसे आगे दे सकता है
app-share-on-help = वह इससे अपने लिंक बना सकता है: कम दरवाज़े, कम समय। वे इस लिंक के साथ समाप्त होते हैं।
app-one-device = केवल पहला डिवाइस
app-one-device-help = जिस फ़ोन से पहली बार दरवाज़ा खुले, बाद में केवल वही चलेगा। आप दूसरे की अनुमति दे सकते हैं।
app-page-language = अतिथि के पेज की भाषा
app-guest-own = अतिथि की अपनी
app-contact = अतिथि के पेज पर संपर्क
app-contact-nobody = केवल आपका नाम
app-contact-maker = आपका संपर्क
app-contact-site = इमारत का संपर्क
app-arrivals = उनके आने पर मुझे बताएँ
app-first-use = पहला उपयोग
app-every-use = हर उपयोग
app-never = कभी नहीं
app-notification = सूचना
app-push-where = जिन डिवाइस पर आपने इन्हें चालू किया है
app-push-nowhere = पहले इन्हें “मैं” में चालू करें
app-mail = ईमेल
app-mail-own = आपके अपने पते पर

## Handing a link out

app-ready = लिंक तैयार है।
app-again = यह लिंक फिर से साझा करें।
app-how = भेजने का तरीक़ा चुनें
app-sheet = इस फ़ोन के ऐप से साझा करें
app-sms = टेक्स्ट संदेश
app-copy = लिंक कॉपी करें
app-copied = कॉपी हो गया
app-paste = अब इसे Slack में चिपकाएँ
app-keys = Ctrl C दबाएँ
app-qr = QR कोड
app-qr-help = अतिथि इसे कैमरे से स्कैन करता है।
app-address = अतिथि लिंक
app-what = क्या भेजा जाता है
app-to-link = लिंक पर जाएँ
app-subject = { $organization } के लिए आपकी चाबी
app-invite = { $name } ने आपको { $organization } की चाबी भेजी है।
app-invite-until = यह { $time } तक चलेगी।
app-invite-open = दरवाज़े पर यह पेज खोलें और बटन दबाए रखें: { $url }
app-send-title = Keylink से भिजवाएँ
app-send-to = किसे
app-send-to-help = ई-मेल पता; देश के कोड के साथ फ़ोन नंबर, जैसे +91 98765 43210; Slack में चैनल या सदस्य।
app-send = भेजें
app-sent = Keylink ने क्या भेजा
app-delivery-queued = रास्ते में
app-delivery-sent = भेजा गया
app-delivery-failed = नहीं भेजा गया
app-delivery-unknown = कोई नहीं जानता कि गया या नहीं
app-fail-address = पता स्वीकार नहीं हुआ। इसे जाँचें, फिर दोबारा भेजें।
app-fail-refused = संदेश स्वीकार नहीं हुआ।
app-fail-settings = यहाँ भेजना ठीक से सेट नहीं है। इस सर्वर के संचालक को बताएँ।
app-fail-gave-up = घंटों तक कोशिश हुई, सफलता नहीं मिली।
app-fail-link = भेजे जाने से पहले लिंक समाप्त हो गया या बदल गया।

## One’s links

app-window-from = { $time } से
app-as-origin = जिस लिंक से यह आया, वैसा ही
app-uses = उपयोग
app-uses-of = { $max } में से { $uses }
app-active = सक्रिय
app-upcoming = आगामी
app-outside-hours = अपने समय से बाहर
app-expired = समाप्त
app-used-up = पूरा इस्तेमाल
app-opens-nothing = कुछ नहीं खोलता
app-revoked = वापस लिया गया
app-over = समाप्त हुए
app-is-revoked = यह लिंक वापस लिया गया और अब कुछ नहीं खोलता।
app-hollow-key = यह अभी कुछ नहीं खोलता: साझा करने का आपका अधिकार मान्य नहीं है। इमारत के संचालक से पूछें।
app-hollow-access = यह कुछ नहीं खोलता: आप इसके दरवाज़े अब साझा नहीं कर सकते।
app-hollow-doors = यह कुछ नहीं खोलता: इसके दरवाज़े हटा दिए गए।
app-hollow-origin = यह कुछ नहीं खोलता: जिस लिंक से यह आया वह समाप्त हो गया।
app-typed = आपने जो लिखा
app-share-again = कॉपी करें या फिर साझा करें
app-more-time = और समय
app-longer = { $length } और
app-change = यह लिंक बदलें
app-also = साथ ही
app-device-since = यह केवल एक डिवाइस पर खुलता है, { $time } से।
app-device-free = दूसरे डिवाइस की अनुमति दें
app-branch-of = यहाँ से आगे दिया गया: { $name }
app-revoke = यह लिंक वापस लें
app-revoke-ask = “{ $name }” वापस लें?
app-revoke-lead = इसके बाद यह हमेशा के लिए कुछ नहीं खोलेगा। यह पलटा नहीं जा सकता।
app-unused = इसका कभी उपयोग नहीं हुआ।
app-used =
    { $count ->
        [one] इसका { $count } बार उपयोग हुआ।
       *[other] इसका { $count } बार उपयोग हुआ।
    }
app-revoke-do = लिंक वापस लें
app-history = क्या हुआ
app-share-door = दरवाज़ा साझा करें
app-links-none = अभी कोई लिंक नहीं। लिंक से अतिथि वेब पेज से दरवाज़े खोलता है: न ऐप, न खाता।
app-older = पुराने दिखाएँ
app-no-older = इससे पुराना कुछ नहीं है।
app-activity-none = अभी कुछ नहीं हुआ। आप और आपके लिंक जो खोलेंगे, वह यहाँ दिखेगा।

## What happened, in a few words

app-event-opened = खुला
app-event-sent = आदेश भेजा गया
app-event-refused = अस्वीकार
app-event-failed = नहीं खुला
app-event-unknown = कोई जवाब नहीं; शायद खुल गया
app-event-late = देर से जवाब
app-event-made = लिंक बना
app-event-changed = लिंक बदला
app-event-revoked = लिंक वापस लिया गया
app-event-rotated = लिंक का पता नया है
app-event-copied = पता फिर दिखाया गया
app-event-passed-on = लिंक आगे दिया गया
app-event-pin = ग़लत PIN
app-event-bound = लिंक एक डिवाइस से जुड़ा
app-event-freed = लिंक दूसरा डिवाइस ले सकता है
app-event-delivered = लिंक भेजा गया
app-event-handed = लिंक किसी ऐप को दिया गया
app-event-handed-sheet = डिवाइस के शेयर मेन्यू को दिया गया
app-event-handed-mail = ईमेल प्रोग्राम को दिया गया
app-event-handed-sms = टेक्स्ट संदेश ऐप को दिया गया
app-event-handed-whatsapp = WhatsApp को दिया गया
app-event-handed-slack = लिंक Slack के लिए कॉपी किया गया
app-event-handed-copy = लिंक भेजने के लिए कॉपी किया गया
app-event-undelivered = लिंक नहीं भेजा गया
app-event-notice = सूचना नहीं पहुँची
app-event-webhook = वेबहुक URL बदला
app-event-signed-in = साइन इन
app-event-not-signed-in = साइन इन विफल
app-event-account = खाता बदला
app-event-access = पहुँच बदली
app-event-settings = सेटिंग बदली

## Oneself, and the device

app-organization = संगठन
app-zone = समय क्षेत्र
app-sign-in = आपका साइन-इन
app-sign-in-help = पासकी, पासवर्ड, एक बार के कोड
app-control = नियंत्रण केंद्र
app-control-help = वही खाता, डेस्क के लिए
app-language = इस ऐप की भाषा
app-language-auto = जैसा ब्राउज़र चाहे
app-notifications = सूचनाएँ
app-push-on = चालू: हर लिंक की सेटिंग के अनुसार यह डिवाइस अतिथियों का आना दिखाता है।
app-push-off = बंद: अतिथियों के आने पर यह डिवाइस कुछ नहीं दिखाता।
app-push-turn-on = इस डिवाइस पर चालू करें
app-push-turn-off = इस डिवाइस पर बंद करें
app-push-scripts = सूचनाओं के लिए इस ब्राउज़र में स्क्रिप्ट चाहिए।
app-push-unable = यह ब्राउज़र सूचनाएँ नहीं दिखाता। iPhone पर पहले ऐप को होम स्क्रीन पर रखें।
app-push-denied = इस ब्राउज़र को इस साइट की सूचनाएँ न दिखाने को कहा गया है। सेटिंग में अनुमति दें, फिर लौटें।
app-push-failed = अभी यह नहीं हुआ। कनेक्शन जाँचें, फिर कोशिश करें।
app-push-something = आपके दरवाज़ों पर कुछ हुआ।
app-install = आपकी होम स्क्रीन पर
app-install-help = इंस्टॉल होने पर Keylink किसी भी ऐप की तरह खुलता है। iPhone पर: शेयर, फिर “होम स्क्रीन में जोड़ें”। Android पर: ब्राउज़र का मेन्यू, फिर “ऐप इंस्टॉल करें” या “होम स्क्रीन पर जोड़ें”।
app-install-now = अभी इंस्टॉल करें
app-sign-out = साइन आउट
app-description = आपके दरवाज़े: उन्हें खोलें और लिंक से साझा करें।
app-offline-lead = या सर्वर जवाब नहीं दे रहा। बाद में खुलने के लिए यहाँ कुछ भी रुका नहीं है। कार्ड, PIN या चाबी से वे फिर भी खुल सकते हैं।
app-try-again = फिर कोशिश करें

## What was done, and what is wrong

app-done-saved = सहेजा गया।
app-done-nothing = कुछ नहीं बदला।
app-done-link-extended = लिंक को और समय मिला।
app-done-link-revoked = लिंक वापस लिया गया। यह अब कुछ नहीं खोलता।
app-done-link-queued = यह रास्ते में है। आगे क्या हुआ, “Keylink ने क्या भेजा” में दिखेगा।
app-done-device-freed = लिंक दूसरा डिवाइस ले सकता है।
app-trouble-not-found =
    .title = यहाँ कुछ नहीं है
    .message = शायद इसे हटा दिया गया, या पता पूरा नहीं है।
app-trouble-forbidden =
    .title = इसकी अनुमति नहीं है
    .message = कुछ नहीं बदला। अपने संगठन के व्यवस्थापक से पूछें।
app-trouble-unfit =
    .title = यह अब मेल नहीं खाता
    .message = कुछ नहीं बदला। पेज फिर लोड करें और देखें कि अब क्या स्थिति है।
app-trouble-too-often =
    .title = कम समय में बहुत बार
    .message = एक मिनट रुकें, फिर कोशिश करें।
app-trouble-not-now =
    .title = अभी यह नहीं हुआ
    .message = कुछ नहीं बदला। थोड़ी देर में फिर कोशिश करें।
app-trouble-in-doubt =
    .title = अभी किसी को पता नहीं
    .message = समय पर पुष्टि नहीं हुई। दोबारा कोशिश से पहले देखें कि यह हुआ या नहीं।
app-wrong-name = अधिकतम 120 अक्षरों का विवरण एक पंक्ति में लिखें।
app-wrong-doors = कम से कम एक दरवाज़ा चुनें जिसे आप साझा कर सकते हैं।
app-wrong-start = अंत से पहले की शुरुआत चुनें।
app-wrong-start-new = ऐसी शुरुआत चुनें जो अभी आनी है और अंत से पहले है, या अभी शुरू करें।
app-wrong-end = ऐसा अंत चुनें जो अभी आना है, शुरुआत के बाद और सीमा के भीतर हो।
app-wrong-uses = सीमा के भीतर 1 या अधिक की पूर्ण संख्या दें।
app-wrong-pin = 4 से 8 अंक लिखें।
app-wrong-arrivals = चुनें कि आपको कैसे बताया जाए, या “कभी नहीं”।
app-wrong-template = यह टेम्पलेट अब काम नहीं आ सकता। दूसरा चुनें।
app-wrong-channel = चुनें कि कैसे भेजना है।
app-wrong-address = पता या नंबर देखें: वह नहीं है या सही नहीं हो सकता। कुछ भी नहीं भेजा गया।
app-wrong-other = यह नहीं हुआ। देखें कि अब क्या स्थिति है, फिर कोशिश करें।
