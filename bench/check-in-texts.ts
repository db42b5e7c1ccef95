const texts = ['checkin', '2', '3', '8', '5', 'a quiet day'];

/** A check-in's messages, over and over. */
export function checkInTexts(): () => string {
  let count = 0;
  return () => texts[count++ % texts.length] ?? '';
}
