import { z } from 'zod';
import { onOff, phoneNumber, told, url } from './key-kinds.ts';

/** The keys of ways to people on call that are no channel of partners, and of the outside watch. */
export const onCallKeys = {
  COACH_SMTP_URL: z
    .url({ protocol: /^smtps?$/, normalize: false })
    .max(500)
    .optional()
    .register(told, {
      about:
        'Notices to people on call by e-mail: the mail server, with user and password in the URL where it asks for them.',
      takes: 'a URL such as smtps://user:password@mail.example.org',
      secret: true,
    }),
  COACH_SMTP_FROM: z.email().max(320).optional().register(told, {
    about: 'Whom notices by e-mail are from. COACH_SMTP_URL needs it.',
    takes: 'an e-mail address such as coach@clinic.example.org',
  }),
  COACH_NOTICE_NUMBER: phoneNumber.register(told, {
    about:
      'The number that notices by SMS come from; another than partners know, so that a partner’s STOP and a counselor’s are two. ' +
      'Without it: the senders of COACH_TWILIO_.',
    takes: 'a number of yours at Twilio, such as +15550100',
  }),
  COACH_NOTICE_WEBHOOK_SECRET: z.string().min(16).max(500).optional().register(told, {
    about:
      'What notices to webhooks are signed with (HMAC-SHA256). Without it no contact way of that kind is written to.',
    takes: 'at least 16 characters that nobody guesses',
    secret: true,
  }),
  COACH_PAGERDUTY_URL: z
    .url({ protocol: /^https?$/, normalize: false })
    .default('https://events.pagerduty.com')
    .register(told, {
      about:
        'Where the Events API of PagerDuty is; the EU region has a host of its own. A routing key is a contact way.',
      takes: 'a URL such as https://events.eu.pagerduty.com',
      initial: 'https://events.pagerduty.com',
    }),
  COACH_PAGERDUTY: onOff().register(told, {
    about: 'Contact ways of the kind pagerduty; on where people on call are to be paged through PagerDuty.',
    takes: 'on or off',
  }),
  COACH_DEADMAN_URL: url().register(told, {
    about:
      'Gets a heartbeat every 30 s while all is well: an outside service alarms on silence. Without it nobody notices a machine ' +
      'that stands still.',
    takes: 'a URL such as https://hc-ping.example.org/your-check',
    secret: true,
  }),
};
