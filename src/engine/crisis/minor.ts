import { atLeast, higher, isMinor, type Match, type Screening, screeningOf } from '../../domain/screening.ts';
import { type Conversation, holdCouple } from '../turn.ts';

/**
 * What was heard, where it tells that somebody of the two is a minor: from now on nothing is done for two, and in a romantic
 * pair a human is needed soon (safety.md, "Levels and clocks"; ADR 27). Anything else is as it was heard.
 */
export function meetMinor(conversation: Conversation, screening: Screening): Screening {
  if (!screening.matches.some(tellsOfMinor)) return screening;
  holdCouple(conversation, null);
  const { relationship, status } = conversation.turn.couple.shared;
  if (relationship !== 'romantic' || status === 'stranger') return screening;
  const matches = screening.matches.map((match) =>
    tellsOfMinor(match) ? { ...match, level: higher(match.level, 'urgent') } : match,
  );
  return { ...screening, ...screeningOf(matches) };
}

const tellsOfMinor = (match: Match): boolean => isMinor(match) && atLeast(match.level, 'same-day');
