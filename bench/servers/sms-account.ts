/** The account that the SMS server believes, and where Twilio would find it. */
export const smsAccount = {
  accountSid: `AC${'0'.repeat(31)}1`,
  authToken: 'the-auth-token',
  sender: { numbers: ['+15550199'] },
  optOut: 'own',
  publicUrl: 'https://coach.example.org',
} as const;
