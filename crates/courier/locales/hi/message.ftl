### What is written to guests, in Hindi. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $weekday }, { $day } { $month } { $year }, { $hour12 }:{ $minute } { $half ->
        [am] पूर्वाह्न
       *[pm] अपराह्न
    }
date-time-twice = { $time } ({ $offset })
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

## The mail

subject = { $organization } की ओर से आपके लिए चाबी
hello = नमस्ते,
invited = { $sender } ने आपको { $organization } की चाबी भेजी है।
invited-by-nobody = यह रही { $organization } के लिए आपकी चाबी।
how-to = दरवाज़े पर पहुँचकर यह लिंक अपने फ़ोन पर खोलें। पेज पर एक बटन है: उसे दबाए रखें।
open-key = चाबी खोलें
scan = क्या आप इसे कंप्यूटर पर पढ़ रहे हैं? इस कोड को अपने फ़ोन से स्कैन करें।
qr-alt = लिंक, QR कोड के रूप में
from-until = यह { $from } से { $until } तक काम करती है ({ $zone })।
only-from = यह { $from } से काम करती है ({ $zone })।
only-until = यह { $until } तक काम करती है ({ $zone })।
always = यह वापस लिए जाने तक काम करती है।
# What stands for the end of a key that has none: "until further notice".
no-end = अगली सूचना
in-hours = केवल इन समयों पर: { $hours }।
max-uses =
    { $count ->
        [one] यह { $count } बार खोलती है।
       *[other] यह { $count } बार खोलती है।
    }
after-first-use = पहली बार इस्तेमाल के कुछ समय बाद यह समाप्त हो जाती है; पेज बताता है कि कब।
care = जिसके पास यह लिंक है वह दरवाज़ा खोल सकता है, इसलिए कृपया इसे आगे न भेजें।
ask = कुछ काम न करे तो { $sender } से पूछें।
calendar-attached = आपके कैलेंडर के लिए समय संलग्न है।

## The calendar file

calendar-summary = { $organization } की चाबी
calendar-note = लिंक ई-मेल से आया था; वह यहाँ नहीं लिखा है, क्योंकि कैलेंडर अक्सर साझा किए जाते हैं।

## The text message

sms = { $sender } ने आपको { $organization } की चाबी भेजी है। { $window } { $url }
sms-by-nobody = { $organization } के लिए आपकी चाबी। { $window } { $url }

arrival-subject = { $link }: { $door } खुला
arrival = अतिथि लिंक “{ $link }” से { $door } खुला: { $when } ({ $zone })।
arrival-page = और क्या हुआ, यह लिंक के पेज पर है:
arrival-open = लिंक देखें
arrival-care = यह सूचना आपको इसलिए मिली क्योंकि आपने लिंक के पेज पर इसे चुना था; वहीं इसे बंद भी कर सकते हैं।
arrival-push = { $door } खुला, { $time }
