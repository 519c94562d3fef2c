import type { Participant } from '@/utils/messengers/model';

/** Who is signed in to Telegram: nothing in the page of a conversation says who that is. */
export const OWN: Participant = { id: 'me', name: '' };
