### What is written to guests, in English. A language is a folder beside this one with the same keys.
###
### $sender is the name of the person who sends the key; $organization is what the guest knows the house as.
### Names arrive ready for text of either direction.

language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday } { $day } { $month } { $year }, { $hour }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
zone-time = { $city } time

weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun

month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

## The mail. Its subject and first words show on locked phones: they name neither door nor site.

subject = A key for you from { $organization }
hello = Hello,
invited = { $sender } has sent you a key for { $organization }.
invited-by-nobody = Here is your key for { $organization }.
how-to = When you are at the door, open this link on your phone. The page has a button: press and hold it.
open-key = Open the key
scan = Reading this on a computer? Scan this code with your phone.
qr-alt = The link as a QR code
from-until = It works from { $from } until { $until } ({ $zone }).
only-from = It works from { $from } on ({ $zone }).
only-until = It works until { $until } ({ $zone }).
always = It works until it is taken back.
# What stands for the end of a key that has none: "until further notice".
no-end = further notice
in-hours = Only at these hours: { $hours }.
max-uses =
    { $count ->
        [one] It opens once.
       *[other] It opens { $count } times.
    }
after-first-use = Some time after you first use it, it ends; the page tells you when.
care = Whoever has this link can open the door, so please do not pass it on.
ask = If something does not work, ask { $sender }.
calendar-attached = The times are attached for your calendar.

## The calendar file

calendar-summary = Key for { $organization }
calendar-note = The link came by e-mail; it is not written here, because calendars are often shared.

## The text message: short, because each part costs. And what Slack shows.

sms = { $sender } has sent you a key for { $organization }. { $window } { $url }
sms-by-nobody = Your key for { $organization }. { $window } { $url }

## A test, for whoever sets this up. They read English, as the control center does: other languages leave this out.

test-subject = Keylink can send mail
test = This is a test from Keylink for { $organization }. Links can be sent this way.

## To those who have an account: the invitation, and the link to sign in. $organization and $sender as above.

account-invited-subject = Your account at { $organization }
account-invited = { $sender } has made you an account at { $organization }, with which you open doors and share keys.
account-invited-by-nobody = You have an account at { $organization }, with which you open doors and share keys.
account-invited-how-to = Open this link and choose how you will sign in: with a passkey of your phone or computer, or with a password.
account-invited-open = Set up my account
account-invited-care =
    { $days ->
        [one] The link works once, until tomorrow. Please do not pass it on.
       *[other] The link works once, within { $days } days. Please do not pass it on.
    }
account-sign-in-subject = Your link to sign in to { $organization }
account-sign-in = Here is the link to sign in to { $organization } that you asked for.
account-sign-in-how-to = It works once, within { $minutes } minutes.
account-sign-in-open = Sign in
account-sign-in-care = If you did not ask for it, you need not do anything: without a press on its page it signs nobody in.

## To who made a link: somebody arrived. $link is what they call it; $when, $zone and $time are the door’s.

arrival-subject = { $link }: { $door } was opened
arrival = Guest link “{ $link }” opened { $door }: { $when } ({ $zone }).
arrival-page = What else happened stands on the link’s page:
arrival-open = Look at the link
arrival-care = You are told of this because you asked for it on the link’s page; there you can also turn it off.
arrival-push = opened { $door }, { $time }
