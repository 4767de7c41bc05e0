### The guest page in Hindi. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.

# What its speakers call it.
language-name = हिन्दी
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday }, { $day } { $month }, { $hour12 }:{ $minute } { $half ->
        [am] पूर्वाह्न
       *[pm] अपराह्न
    }
date-time-year = { $weekday }, { $day } { $month } { $year }, { $hour12 }:{ $minute } { $half ->
        [am] पूर्वाह्न
       *[pm] अपराह्न
    }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
zone-time =
    { $place ->
        [Amsterdam] एम्स्टर्डम
        [Athens] एथेंस
        [Berlin] बर्लिन
        [Brussels] ब्रुसेल्स
        [Budapest] बुडापेस्ट
        [Copenhagen] कोपेनहेगन
        [Dubai] दुबई
        [Dublin] डबलिन
        [Helsinki] हेलसिंकी
        [Istanbul] इस्तांबुल
        [Kathmandu] काठमांडू
        [Kolkata] कोलकाता
        [Lisbon] लिस्बन
        [London] लंदन
        [Madrid] मैड्रिड
        [Oslo] ओस्लो
        [Paris] पेरिस
        [Prague] प्राग
        [Rome] रोम
        [Singapore] सिंगापुर
        [Stockholm] स्टॉकहोम
        [Vienna] वियना
        [Warsaw] वारसॉ
        [Zurich] ज़्यूरिख़
       *[other] { $city }
    } का समय
in-zone = { $time } ({ $zone })

weekday-1 = सोम
weekday-2 = मंगल
weekday-3 = बुध
weekday-4 = गुरु
weekday-5 = शुक्र
weekday-6 = शनि
weekday-7 = रवि

month-1 = जनवरी
month-2 = फ़रवरी
month-3 = मार्च
month-4 = अप्रैल
month-5 = मई
month-6 = जून
month-7 = जुलाई
month-8 = अगस्त
month-9 = सितंबर
month-10 = अक्टूबर
month-11 = नवंबर
month-12 = दिसंबर

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = चाबी वाला लिंक
preview-description = दरवाज़े पर पहुँचकर इसे अपने फ़ोन पर खोलें

## The head of the page

someone = यह लिंक भेजने वाले व्यक्ति
invited = { $maker } की ओर से निमंत्रण
invited-by-nobody = आपका चाबी वाला लिंक
until = { $time } तक
uses-left =
    { $count ->
        [one] { $count } बार और खोल सकते हैं
       *[other] { $count } बार और खोल सकते हैं
    }
language = भाषा

## A door

online = ऑनलाइन
offline = ऑफ़लाइन
locked = ताला बंद
unlocked = ताला खुला
open = खुला
closed = बंद
note-offline = अभी दरवाज़े से संपर्क नहीं हो रहा है। फिर भी आप कोशिश कर सकते हैं।
note-held-open = इस दरवाज़े का ताला अभी खुला है: बस इसे खोल लें।

## The button

unlock = खोलें
hold = खोलने के लिए दबाए रखें
holding = दबाए रखें…
opening = खुल रहा है…
press-again = खोलने के लिए फिर से दबाएँ
hint = बटन भर जाने तक उसे दबाए रखें।
hint-keys = बटन को दबाए रखें, या उसे दो बार दबाएँ।

## What came of a press

opened =
    .title = खुल गया। दरवाज़े को धक्का दें।
    .message = { "" }
sent =
    .title = भेज दिया गया।
    .message = यह दरवाज़ा जवाब नहीं दे सकता; अभी खोलकर देखें।
unknown =
    .title = दरवाज़े ने जवाब नहीं दिया।
    .message = दरवाज़ा खोलकर देखें, फिर दोबारा दबाएँ या { $maker } से पूछें।
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = अभी जाँच नहीं हो पा रही है।
    .message = इस बार कुछ नहीं भेजा गया। अगर आपने पहले दबाया था, तो दरवाज़ा खोलकर देखें। नहीं तो थोड़ी देर में दोबारा दबाएँ, या { $maker } से पूछें।
silent =
    .title = आपके फ़ोन तक कोई जवाब नहीं पहुँचा।
    .message = दरवाज़ा खोलकर देखें; फिर दोबारा दबाएँ।
phone-offline =
    .title = आपका फ़ोन ऑफ़लाइन है।
    .message = दरवाज़ा खोलने के लिए कनेक्शन चाहिए। कुछ भी नहीं भेजा गया।
back = दरवाज़ों पर वापस जाएँ

## Before its time

not-yet =
    .title = अभी समय नहीं हुआ
    .message = आप इस समय से खोल सकते हैं: { $time }।
outside-hours =
    .title = इस समय नहीं
    .message = आप इस समय से फिर खोल सकते हैं: { $time }।
outside-hours-ended =
    .title = इस समय नहीं
    .message = इस लिंक का आगे कोई समय नहीं है। { $maker } से पूछें।
# $clock is a running clock such as 3:05:09.
countdown = { $clock } में
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] { $count } दिन में
       *[other] { $count } दिन में
    }
wait-here = बटन यहाँ अपने आप दिखेगा।

## After its time

ended-expired =
    .title = यह लिंक समाप्त हो गया है
    .message = इसका समय बीत चुका है। अगर आपको अब भी अंदर आना है, तो { $maker } से पूछें।
ended-revoked =
    .title = यह लिंक वापस ले लिया गया है
    .message = अब यह कुछ नहीं खोलता। अगर आपको अब भी अंदर आना है, तो { $maker } से पूछें।
ended-used-up =
    .title = यह लिंक पूरा इस्तेमाल हो चुका है
    .message = यह तय बार खोल चुका है। अगर आपको अब भी अंदर आना है, तो { $maker } से पूछें।
ended-withdrawn =
    .title = यह लिंक अभी नहीं खोलता
    .message = यह सेवा में नहीं है। अगर आपको अंदर आना है, तो { $maker } से पूछें।
ended-doors-removed =
    .title = इस लिंक का अब कोई दरवाज़ा नहीं है
    .message = यह जो खोलता था, उसे हटा दिया गया है। अगर आपको अंदर आना है, तो { $maker } से पूछें।

## Without a link, or without the house

not-found =
    .title = हम इस लिंक को नहीं जानते
    .message = देखें कि लिंक आख़िरी अक्षर तक पूरा कॉपी हुआ है। अगर हाँ, तो नए लिंक के लिए { $maker } से पूछें।
too-many-tries =
    .title = बहुत ज़्यादा कोशिशें
    .message = एक मिनट रुकें, फिर यह पेज दोबारा लोड करें। सही लिंक काम करता रहता है।
trouble =
    .title = कुछ गड़बड़ हुई
    .message = पेज नहीं बन सका, और कुछ भी नहीं खोला गया। थोड़ी देर में इसे दोबारा लोड करें, या { $maker } से पूछें।
trouble-reference = बताते समय { $reference } का उल्लेख करें।
reload = दोबारा लोड करें

## The number, for phones without scripts

number-title = यह संख्या लिखें
number-why = इससे पता चलता है कि दरवाज़े पर कोई इंसान है। यह एक मिनट तक मान्य है।
number-label = संख्या
number-wrong = वह सही संख्या नहीं थी। यह रही नई संख्या।
number-send = { $door } खोलें

## Details

how-to-get-in = अंदर कैसे आएँ
map = नक़्शा
ask = { $maker } से पूछें
logged = हर बार खोलना इमारत के रिकॉर्ड में दर्ज होता है।

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = नहीं खुला
    .message = यह लिंक यहाँ मालूम नहीं है। देखें कि यह पूरा कॉपी हुआ है, या नए लिंक के लिए { $maker } से पूछें।
refusal-no-gesture =
    .title = नहीं खुला
    .message = बटन भर जाने तक उसे दबाए रखें, ताकि हमें पता चले कि दरवाज़े पर कोई इंसान है।
refusal-link-revoked =
    .title = नहीं खुला
    .message = यह लिंक वापस ले लिया गया है। नए लिंक के लिए { $maker } से पूछें।
refusal-link-not-yet-valid =
    .title = नहीं खुला
    .message = आपका समय अभी शुरू नहीं हुआ है। अगर आपको अभी अंदर आना है, तो { $maker } से पूछें।
refusal-link-expired =
    .title = नहीं खुला
    .message = इस लिंक का समय बीत चुका है। नए लिंक के लिए { $maker } से पूछें।
refusal-link-used-up =
    .title = नहीं खुला
    .message = यह लिंक तय बार खोल चुका है। नए लिंक के लिए { $maker } से पूछें।
refusal-link-outside-hours =
    .title = नहीं खुला
    .message = यह लिंक इस समय नहीं खोलता। इसके समय में फिर आएँ, या { $maker } से पूछें।
refusal-door-not-on-link =
    .title = नहीं खुला
    .message = यह लिंक अब यह दरवाज़ा नहीं खोलता। { $maker } से पूछें।
refusal-cloud-key-inactive =
    .title = नहीं खुला
    .message = यह लिंक सेवा में नहीं है। नए लिंक के लिए { $maker } से पूछें।
refusal-user-inactive =
    .title = नहीं खुला
    .message = यह लिंक सेवा में नहीं है। नए लिंक के लिए इमारत में पूछें।
refusal-no-access =
    .title = नहीं खुला
    .message = यह लिंक अब यह दरवाज़ा नहीं खोलता। { $maker } से पूछें।
refusal-no-remote-unlock =
    .title = नहीं खुला
    .message = यह दरवाज़ा अभी लिंक से नहीं खुलता। { $maker } से पूछें।
refusal-access-outside-schedule =
    .title = नहीं खुला
    .message = यह दरवाज़ा इस समय लिंक से नहीं खुलता। बाद में आएँ, या { $maker } से पूछें।
refusal-door-locked =
    .title = नहीं खुला
    .message = यह दरवाज़ा अभी सबके लिए बंद है। { $maker } से पूछें।
refusal-door-onsite-only =
    .title = नहीं खुला
    .message = यह दरवाज़ा अभी केवल मौक़े पर कार्ड, कोड या चाबी से खुलता है। { $maker } से पूछें।
refusal-site-lockdown =
    .title = नहीं खुला
    .message = इमारत पूरी तरह बंद कर दी गई है, और कोई लिंक इसे नहीं खोलता। { $maker } से पूछें।
refusal-too-many-presses =
    .title = नहीं खुला
    .message = थोड़े समय में बहुत बार दबाया गया। एक मिनट रुकें, फिर दोबारा दबाएँ।
refusal-door-not-wired =
    .title = नहीं खुला
    .message = यह दरवाज़ा अभी जुड़ा नहीं है। { $maker } से पूछें।
refusal-door-offline =
    .title = नहीं खुला
    .message = अभी दरवाज़े से संपर्क नहीं हो रहा है। एक मिनट में दोबारा दबाएँ, या { $maker } से पूछें।
refusal-door-jammed =
    .title = नहीं खुला
    .message = ताला नहीं हिला। दरवाज़े को हल्का धक्का दें और दोबारा दबाएँ, या { $maker } से पूछें।
refusal-too-late =
    .title = नहीं खुला
    .message = दरवाज़े तक पहुँचने में बहुत देर लगी, इसलिए कुछ नहीं भेजा गया। दोबारा दबाएँ।
refusal-not-recorded =
    .title = नहीं खुला
    .message = आपके लिंक की जाँच नहीं हो सकी, इसलिए कुछ नहीं भेजा गया। थोड़ी देर में दोबारा दबाएँ, या { $maker } से पूछें।

## What a link asks for, and passing it on

passed-on = { $maker } के एक मेहमान ने आपको दिया
pin-title = अपना PIN लिखें
pin-lead = यह आपको इस लिंक से अलग तरीके से बताया गया है। अगर नहीं, तो { $maker } से पूछें।
pin-send = आगे बढ़ें
pin-wrong = यह PIN सही नहीं था। फिर कोशिश करें।
pin-wait = बहुत बार ग़लत हुआ। { $time } के बाद फिर कोशिश करें, या { $maker } से पूछें।
other-device =
    .title = यह लिंक किसी और डिवाइस का है
    .message = यह केवल उसी डिवाइस पर, उसी ब्राउज़र में खोलता है जिसने इसे पहले इस्तेमाल किया। वही डिवाइस लें, या इसे मुक्त कराने के लिए { $maker } से पूछें।
share-on = किसी और को दें
share-lead = किसी और के लिए अलग लिंक बनाएँ। यह आपके लिंक से ज़्यादा कुछ नहीं खोलता और उसी के साथ समाप्त होता है, और इसका हर बार खोलना आपके लिंक में भी गिना जाता है। आप इसे यहाँ कभी भी वापस ले सकते हैं।
share-name = किसके लिए?
share-doors = कौन-से दरवाज़े?
share-from = कब से
share-until = कब तक
share-window-help = इमारत की घड़ी के अनुसार ({ $zone })। खाली छोड़ने पर आपके लिंक जैसा।
share-uses = कितनी बार?
share-uses-help = खाली छोड़ने पर आपके लिंक जितनी बार।
share-number = यहाँ { $number } लिखें
share-number-why = इससे पता चलता है कि इसे कोई इंसान भेज रहा है।
share-make = लिंक बनाएँ
share-wrong-name = एक पंक्ति में ज़्यादा से ज़्यादा 120 अक्षरों का नाम लिखें।
share-wrong-doors = कम से कम एक दरवाज़ा चुनें।
share-wrong-window = क्रम में और अपने लिंक के समय के भीतर का समय चुनें।
share-wrong-uses = ऐसी संख्या लिखें जो आपके लिंक में बची संख्या से ज़्यादा न हो।
share-full = आप यह लिंक जितनी बार संभव है उतनी बार दे चुके हैं। पहले एक वापस लें, या { $maker } से पूछें।
share-given = इन्हें दिया गया
share-made =
    .title = { $name } के लिए लिंक तैयार है
    .message = इसे अभी भेजें: यह फिर नहीं दिखेगा। जिसके पास यह है, वह दरवाज़े खोल सकता है।
share-address = लिंक
share-withdraw = वापस लें
share-withdraw-ask = { $name } का लिंक वापस लें?
share-withdrawn = वापस लिया गया
call = फ़ोन करें
mail = ईमेल लिखें
refusal-origin-withdrawn =
    .title = नहीं खुला
    .message = जिस मेहमान ने आपको यह लिंक दिया, वह अब कुछ नहीं दे सकता। { $maker } से पूछें।
refusal-pin-needed =
    .title = नहीं खुला
    .message = यह लिंक PIN माँगता है। पेज फिर खोलें और उसे लिखें, या { $maker } से पूछें।
refusal-other-device =
    .title = नहीं खुला
    .message = यह लिंक केवल उसी डिवाइस पर खोलता है जिसने इसे पहले इस्तेमाल किया। वही डिवाइस लें, या इसे मुक्त कराने के लिए { $maker } से पूछें।
refusal-device-unknown =
    .title = नहीं खुला
    .message = इस लिंक को आपका डिवाइस पहचानना होता है, और आपका ब्राउज़र कुकी नहीं रखता। उन्हें अनुमति दें और पेज फिर खोलें, या { $maker } से पूछें।
